package dev.surgeline.lab.plant;

import java.util.SplittableRandom;

/// How far the intensity of arrivals strays from the trace's rate: a doubly stochastic process.
///
/// Each stretch of time has the trace's rate times a factor of its own, gamma distributed with mean
/// 1. So the count of a stretch in which m are to be expected has the variance m + `variance` m^2
///    (a negative binomial count), where a Poisson process has m.
///
/// @param variance of the factor, 0 to 100; 0: a Poisson process
/// @param over how long a factor holds, in nanoseconds: at least a second
public record Dispersion(double variance, long over) {
  /// The trace's rate as it is.
  public static final Dispersion NONE = new Dispersion(0, Ledger.WINDOW);

  private static final long CELLS_MAX = 20_000_000;

  public Dispersion {
    if (!(variance >= 0 && variance <= 100)) {
      throw new IllegalArgumentException("a dispersion is 0 to 100, not " + variance);
    }
    if (over < 1_000_000_000L) {
      throw new IllegalArgumentException("a dispersion holds for at least 1s");
    }
  }

  /// Arrivals of a trace with this dispersion.
  ///
  /// @param counts of each interval
  /// @param step the length of an interval in nanoseconds
  /// @param seed of the factors and of the arrivals
  public Arrivals arrivals(double[] counts, long step, long seed) {
    if (variance == 0) {
      return new Arrivals(counts, step, seed);
    }
    int cells = (int) Math.max(1, step / over);
    long span = Math.max(1, over / step) * step;
    if ((long) counts.length * cells > CELLS_MAX) {
      throw new IllegalArgumentException("a dispersion has at most 20000000 stretches of a trace");
    }
    var gamma = new Gamma(1 / variance, new SplittableRandom(seed ^ 0x6a09e667f3bcc909L));
    double[] filled = Arrivals.filled(counts);
    double[] finer = new double[counts.length * cells];
    double factor = 1;
    for (int i = 0; i < finer.length; i++) {
      boolean next = cells > 1 || i * step % span == 0;
      factor = next ? gamma.draw() * variance : factor;
      finer[i] = filled[i / cells] / cells * factor;
    }
    return new Arrivals(finer, step / cells, seed);
  }

  /// The gamma distribution with a scale of 1: Marsaglia and Tsang, ACM TOMS 26(3), 2000. For a
  /// shape below 1 that of one more, times a uniform number to the power 1 / shape.
  private static final class Gamma {
    private static final Quantiles NORMAL = new Quantiles(Quantiles::normal);

    private final double shape;
    private final SplittableRandom random;

    Gamma(double shape, SplittableRandom random) {
      this.shape = shape;
      this.random = random;
    }

    double draw() {
      double power = shape < 1 ? StrictMath.pow(1 - random.nextDouble(), 1 / shape) : 1;
      double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
      double c = 1 / StrictMath.sqrt(9 * d);
      while (true) {
        double normal = NORMAL.draw(random);
        double cube = (1 + c * normal) * (1 + c * normal) * (1 + c * normal);
        double uniform = 1 - random.nextDouble();
        if (cube > 0
            && StrictMath.log(uniform)
                < normal * normal / 2 + d - d * cube + d * StrictMath.log(cube)) {
          return d * cube * power;
        }
      }
    }
  }
}
