package dev.surgeline.lab.plant;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// Draws from a distribution by what each share of it lies below.
///
/// The shares are cut into 4,096 cells: the value at each cut is calculated once, and within a cell
/// the line between them is as good, to one in 10,000. In the outermost cells, where tails bend,
/// the value is calculated for each draw. A draw costs no logarithm that way.
final class Quantiles {
  private static final int BITS = 12;
  private static final int CELLS = 1 << BITS;
  private static final int TAIL = 32;
  private static final double MOST = 1 - 0x1p-53;

  private final DoubleUnaryOperator below;
  private final double[] cuts;
  private final double[] samples;

  /// @param below from a share above 0 and below 1 to the value that so much lies below
  Quantiles(DoubleUnaryOperator below) {
    this.below = below;
    cuts = new double[CELLS + 1];
    samples = new double[0];
    for (int i = 1; i < CELLS; i++) {
      cuts[i] = below.applyAsDouble((double) i / CELLS);
    }
  }

  private Quantiles(double[] samples) {
    below = _ -> Double.NaN;
    cuts = new double[0];
    this.samples = samples;
  }

  /// One of the samples, each as likely as the other: there are no lines between them.
  static Quantiles steps(List<Duration> samples) {
    return new Quantiles(samples.stream().mapToDouble(Duration::toNanos).toArray());
  }

  /// Exponential with a mean of 1.
  static Quantiles exponential() {
    return new Quantiles(share -> -StrictMath.log1p(-share));
  }

  double draw(SplittableRandom random) {
    long bits = random.nextLong();
    if (samples.length > 0) {
      return samples[(int) ((bits >>> 11) * 0x1p-53 * samples.length)];
    }
    int cell = (int) (bits >>> (64 - BITS));
    double part = ((bits & ((1L << 52) - 1)) + 0.5) * 0x1p-52;
    if (cell < TAIL || cell >= CELLS - TAIL) {
      return below.applyAsDouble(Math.min(MOST, (cell + part) / CELLS));
    }
    return cuts[cell] + part * (cuts[cell + 1] - cuts[cell]);
  }

  /// What a share of the normal distribution lies below: P. J. Acklam's rational approximation
  /// (2003), nine digits.
  ///
  /// Example: 0.975 lie below 1.96.
  static double normal(double share) {
    if (share < 0.02425) {
      return tail(StrictMath.sqrt(-2 * StrictMath.log(share)));
    }
    if (share > 1 - 0.02425) {
      return -tail(StrictMath.sqrt(-2 * StrictMath.log1p(-share)));
    }
    double q = share - 0.5;
    double r = q * q;
    double above =
        ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r
                            + 138.3577518672690)
                        * r
                    - 30.66479806614716)
                * r
            + 2.506628277459239;
    double under =
        ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r
                            + 66.80131188771972)
                        * r
                    - 13.28068155288572)
                * r
            + 1;
    return above * q / under;
  }

  private static double tail(double q) {
    double above =
        ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q
                            - 2.549732539343734)
                        * q
                    + 4.374664141464968)
                * q
            + 2.938163982698783;
    double under =
        (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q
                    + 3.754408661907416)
                * q
            + 1;
    return above / under;
  }
}
