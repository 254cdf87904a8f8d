package dev.surgeline.lab.plant;

import java.util.SplittableRandom;

/// How long a replica works on a request.
///
/// @param mean in nanoseconds, above zero
/// @param cv standard deviation by mean; 0 to 20; not for the exponential, whose is 1
/// @param distribution its shape
public record ServiceTime(double mean, double cv, Distribution distribution) {
  /// The shape of service times.
  public enum Distribution {
    /// All the same.
    DETERMINISTIC,
    /// Memoryless.
    EXPONENTIAL,
    /// Long-tailed, as most measured ones.
    LOGNORMAL
  }

  public ServiceTime {
    if (!(mean > 0 && Double.isFinite(mean))) {
      throw new IllegalArgumentException("a mean service time is above zero");
    }
    if (!(cv >= 0 && cv <= 20)) {
      throw new IllegalArgumentException("a cv is 0 to 20");
    }
  }

  /// A lognormal of this mean and cv 0.5, which is what is taken where nothing else is said.
  public static ServiceTime lognormal(double mean) {
    return new ServiceTime(mean, 0.5, Distribution.LOGNORMAL);
  }

  /// What draws from it.
  Drawn drawn(SplittableRandom random) {
    return new Drawn(this, random);
  }

  /// Draws from a distribution, with what does not change calculated once.
  static final class Drawn {
    private final ServiceTime time;
    private final SplittableRandom random;
    private final double center;
    private final double sigma;

    /// The second of a pair of normal numbers; NaN: it is used up.
    private double spare = Double.NaN;

    private Drawn(ServiceTime time, SplittableRandom random) {
      this.time = time;
      this.random = random;
      double variance = StrictMath.log(1 + time.cv * time.cv);
      sigma = StrictMath.sqrt(variance);
      center = StrictMath.log(time.mean) - variance / 2;
    }

    /// At least one nanosecond.
    long next() {
      double value =
          switch (time.distribution) {
            case DETERMINISTIC -> time.mean;
            case EXPONENTIAL -> -time.mean * StrictMath.log(1 - random.nextDouble());
            case LOGNORMAL -> StrictMath.exp(center + sigma * normal());
          };
      return Math.max(1, (long) Math.min(value, 1e17));
    }

    /// Marsaglia's polar method: two normal numbers from a point in the unit circle.
    private double normal() {
      if (!Double.isNaN(spare)) {
        double second = spare;
        spare = Double.NaN;
        return second;
      }
      while (true) {
        double x = 2 * random.nextDouble() - 1;
        double y = 2 * random.nextDouble() - 1;
        double square = x * x + y * y;
        if (square > 0 && square < 1) {
          double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
          spare = y * factor;
          return x * factor;
        }
      }
    }
  }
}
