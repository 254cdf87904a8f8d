package dev.surgeline.core.decide.slo;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.time.Duration;
import java.util.Arrays;

/// The largest rate that each number of replicas serves within the objective: lmax(n).
///
/// A request misses its bound b when waiting and service take longer. With c = slots x n servers,
/// waiting takes longer than t with the probability C exp(-theta t): C is Erlang's, theta = 2 (c /
/// S
/// - rate) / (1 + cv2), which is exact for exponential service (cv2 = 1) and for others the
///   Allen-Cunneen correction. Service is lognormal, and the two add up: miss = P(service > b) + C
///   E(exp(-theta (b - service)), service below b). lmax is where miss is 1 - quantile. Where the
///   service alone misses more, a quarter of 1 - quantile is left for waiting: replicas can do
///   nothing about the rest.
///
/// It is calculated for sizes that grow by half and drawn straight between them: at most 1% of a
/// replica beside the truth from 4 replicas on.
///
/// Worked example: 40 servers of 0.2 s each at 180 a second are offered a load of 36. Of these
/// requests Erlang's C = 0.36 wait, and theta = 2 (200 - 180) / 1.3 = 31 a second for cv2 = 0.3: of
/// those that wait one in twenty still does after a tenth of a second, one in ten thousand after
/// 0.3 s. Within 1 s this load is well served; lmax(10) is above it.
///
/// @param terms what it was calculated for
/// @param rates requests per second that the sizes of [#size] serve
public record CapacityCurve(Terms terms, Numbers rates) {
  /// What a curve is calculated for.
  ///
  /// @param slots of one replica
  /// @param most replicas that matter; beyond them it goes on straight
  /// @param quantile of the objective
  /// @param bound of the objective, in seconds
  /// @param serviceTime the mean, in seconds
  /// @param spread the variance of the service time by its mean squared: cv2
  public record Terms(
      int slots, int most, double quantile, double bound, double serviceTime, double spread) {
    Terms(int slots, int most, double quantile, Duration bound, double serviceTime, double spread) {
      this(slots, most, quantile, bound.toNanos() / 1e9, serviceTime, spread);
    }

    /// Near enough that a curve for the one serves the other.
    boolean near(Terms other) {
      return slots == other.slots
          && most == other.most
          && quantile == other.quantile
          && bound == other.bound
          && Math.abs(serviceTime / other.serviceTime - 1) < 0.04
          && Math.abs(spread - other.spread) < 0.15 * Math.max(0.3, other.spread);
    }
  }

  private static final int NODES = 12;
  private static final int STEPS_MOST = 12;
  private static final double[] QUANTILES = quantiles();

  /// What the replicas of a workload serve by what is declared of it: its slots, its service time
  /// and its objective.
  public static CapacityCurve declared(Workload workload) {
    return of(Learning.terms(workload, ServiceTime.NEW));
  }

  /// The same with a known spread of the service time.
  ///
  /// @param spread the variance by the mean squared: cv2; not negative
  public static CapacityCurve declared(Workload workload, double spread) {
    Terms terms = Learning.terms(workload, ServiceTime.NEW);
    return of(
        new Terms(
            terms.slots(),
            terms.most(),
            terms.quantile(),
            terms.bound(),
            terms.serviceTime(),
            spread));
  }

  /// The fewest replicas that serve a rate within the objective; none for a rate of zero.
  ///
  /// @param rate requests per second, not negative
  public Replicas replicasFor(double rate) {
    return rate > 0 ? Replicas.saturated(least(rate)) : Replicas.ZERO;
  }

  /// The curve for these terms.
  static CapacityCurve of(Terms terms) {
    int sizes = 1;
    while (size(sizes - 1) < terms.most()) {
      sizes++;
    }
    double[] rates = new double[sizes];
    double[] service = service(terms);
    double spare = 2;
    for (int i = 0; i < sizes; i++) {
      double servers = (double) terms.slots() * size(i);
      double load = load(servers, terms, service, spare);
      spare = (servers - load) / Math.sqrt(servers);
      double least = i == 0 ? 0 : rates[i - 1];
      rates[i] = Math.max(least, load / terms.serviceTime());
    }
    return new CapacityCurve(terms, Numbers.copyOf(rates));
  }

  /// The same for demand that counts so many times: what is served of it is so many times less.
  ///
  /// @param times above 0
  CapacityCurve counting(double times) {
    if (times == 1) {
      return this;
    }
    double[] less = rates.toArray();
    for (int j = 0; j < less.length; j++) {
      less[j] /= times;
    }
    return new CapacityCurve(terms, Numbers.copyOf(less));
  }

  /// The sizes of the grid: 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on.
  static int size(int index) {
    if (index < 2) {
      return index + 1;
    }
    return (index % 2 == 0 ? 3 : 4) << (index / 2 - 1);
  }

  /// The largest rate that so many replicas serve within the objective.
  double most(int replicas) {
    if (replicas <= 0) {
      return 0;
    }
    if (replicas == 1 || rates.size() == 1) {
      return rates.get(0) * replicas;
    }
    return between(left(0, replicas), replicas);
  }

  /// The same of sizes in even steps.
  ///
  /// @param first 1 or more
  /// @param step replicas, 1 or more
  double[] most(int first, int step, int count) {
    double[] all = new double[count];
    int left = 0;
    for (int i = 0; i < count; i++) {
      int replicas = first + i * step;
      if (replicas == 1 || rates.size() == 1) {
        all[i] = rates.get(0) * replicas;
      } else {
        left = left(left, replicas);
        all[i] = between(left, replicas);
      }
    }
    return all;
  }

  /// Where the stretch of the grid begins in which a size lies, at a place or after it.
  private int left(int from, int replicas) {
    int left = from;
    while (left + 1 < rates.size() - 1 && size(left + 1) <= replicas) {
      left++;
    }
    return left;
  }

  private double between(int left, int replicas) {
    double share = (replicas - size(left)) / (double) (size(left + 1) - size(left));
    return rates.get(left) + share * (rates.get(left + 1) - rates.get(left));
  }

  /// The fewest replicas that serve a rate within the objective, at least 1; as many as an int
  /// holds when the curve is flat.
  int least(double rate) {
    return least(new double[] {rate}, 0, 1, 1, 0)[0];
  }

  /// The same of each of some rates: so many times some numbers, less an offset.
  ///
  /// @param ascending the numbers
  /// @param from the place of the first that counts
  /// @param count how many count
  /// @param times above 0
  int[] least(double[] ascending, int from, int count, double times, double offset) {
    int[] least = new int[count];
    double first = rates.get(0);
    int last = rates.size() - 1;
    int left = -1;
    double low = 0;
    double next = Double.NEGATIVE_INFINITY;
    double perRate = last == 0 ? 1 / first : 0;
    for (int i = 0; i < count; i++) {
      double rate = times * ascending[from + i] - offset;
      while (last > 0 && left + 1 < last && next < rate) {
        left++;
        low = rates.get(left);
        next = rates.get(left + 1);
        perRate = (size(left + 1) - size(left)) / (next - low);
      }
      least[i] =
          rate <= first
              ? 1
              : whole(last == 0 ? rate * perRate : size(left) + (rate - low) * perRate);
    }
    return least;
  }

  /// @param replicas above 0
  private static int whole(double replicas) {
    double least = (replicas < 1e9 ? replicas : 1e9) - 1e-9;
    int floor = (int) least;
    return floor < least ? floor + 1 : floor;
  }

  /// The offered load at which so many miss as may: halving, sped up by a first guess of the spare
  /// servers in units of the root of all.
  private static double load(double servers, Terms terms, double[] service, double spare) {
    double alone = longer(terms);
    double allowed = Math.max(1 - terms.quantile() - alone, (1 - terms.quantile()) / 4);
    double low = 0;
    double high = servers;
    double guess = servers - spare * Math.sqrt(servers);
    for (int i = 0; i < STEPS_MOST && high - low > 1e-3 * Math.sqrt(servers); i++) {
      double middle = guess > low && guess < high ? guess : (low + high) / 2;
      double missed = missed(servers, middle, terms, service);
      if (missed <= allowed) {
        low = middle;
        guess = middle + 0.1 * Math.sqrt(servers);
      } else {
        high = middle;
        guess = middle - 0.1 * Math.sqrt(servers);
      }
      guess = low > 0 && high < servers ? (low + high) / 2 : guess;
    }
    return low;
  }

  /// The share that misses the bound by waiting.
  static double missed(double servers, double load, Terms terms, double[] service) {
    double theta = 2 * (servers - load) / terms.serviceTime() / (1 + terms.spread());
    double sum = 0;
    for (double time : service) {
      double left = terms.bound() - time;
      sum += left >= 0 ? StrictMath.exp(-theta * left) : 0;
    }
    return Erlang.waiting(servers, load) * sum / service.length;
  }

  /// The share whose service alone takes longer than the bound.
  static double longer(Terms terms) {
    double variance = StrictMath.log1p(terms.spread());
    double center = StrictMath.log(terms.serviceTime()) - variance / 2;
    double root = Math.sqrt(Math.max(variance, 1e-6));
    return 1 - Normal.below((StrictMath.log(terms.bound()) - center) / root);
  }

  /// Equally likely times of service.
  static double[] service(Terms terms) {
    double variance = StrictMath.log1p(terms.spread());
    double center = StrictMath.log(terms.serviceTime()) - variance / 2;
    double root = Math.sqrt(variance);
    return Arrays.stream(QUANTILES).map(z -> StrictMath.exp(center + root * z)).toArray();
  }

  private static double[] quantiles() {
    double[] quantiles = new double[NODES];
    for (int i = 0; i < NODES; i++) {
      quantiles[i] = Normal.quantile((i + 0.5) / NODES);
    }
    return quantiles;
  }
}
