package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Capacity;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// How long a replica works on a request.
///
/// @param mean in nanoseconds, above zero
/// @param spread how it differs from one request to another
public record ServiceTime(double mean, Capacity.Spread spread) {
  /// A month, in nanoseconds: nothing takes longer.
  private static final double MOST = 2.6e15;

  public ServiceTime {
    if (!(mean > 0 && mean <= MOST)) {
      throw new IllegalArgumentException("a mean service time is above zero");
    }
  }

  /// What a workload says of it; where it says no spread, [Capacity.Spread#USUAL].
  public static ServiceTime of(Capacity capacity) {
    return new ServiceTime(
        capacity.serviceTime().toNanos(), capacity.spread().orElse(Capacity.Spread.USUAL));
  }

  /// The variance by the mean squared.
  public double cv2() {
    return spread.cv() * spread.cv();
  }

  /// What a share of the requests takes at most.
  ///
  /// @param share above 0 and below 1
  double quantile(double share) {
    return switch (spread.distribution()) {
      case DETERMINISTIC -> mean;
      case MEASURED -> {
        List<Duration> samples = spread.samples();
        yield samples.get((int) (share * samples.size())).toNanos();
      }
      case EXPONENTIAL -> -mean * StrictMath.log1p(-share);
      case LOGNORMAL -> {
        double variance = StrictMath.log1p(cv2());
        double normal = Quantiles.normal(share);
        double exponent = StrictMath.log(mean) - variance / 2 + StrictMath.sqrt(variance) * normal;
        yield StrictMath.exp(exponent);
      }
    };
  }

  /// What draws from it.
  Drawn drawn(SplittableRandom random) {
    return spread.distribution() == Capacity.Distribution.MEASURED
        ? new Drawn(Quantiles.steps(spread.samples()), random)
        : new Drawn(new Quantiles(this::quantile), random);
  }

  /// Draws from a distribution.
  static final class Drawn {
    private final Quantiles quantiles;
    private final SplittableRandom random;

    private Drawn(Quantiles quantiles, SplittableRandom random) {
      this.quantiles = quantiles;
      this.random = random;
    }

    /// At least one nanosecond.
    long next() {
      return Math.max(1, (long) Math.min(MOST, quantiles.draw(random)));
    }
  }
}
