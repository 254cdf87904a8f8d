package dev.surgeline.core.decide.slo;

/// The normal distribution with mean 0 and variance 1.
final class Normal {
  /// Shares that objectives usually have, and what they lie below.
  private static final double[] USUAL = {0.9, 0.95, 0.99, 0.995, 0.999};

  private static final double[] USUAL_QUANTILES = usualQuantiles();

  private Normal() {}

  private static double[] usualQuantiles() {
    double[] quantiles = new double[USUAL.length];
    for (int i = 0; i < USUAL.length; i++) {
      quantiles[i] = halved(USUAL[i]);
    }
    return quantiles;
  }

  /// The share below `x`, to seven digits: Abramowitz and Stegun, Handbook of Mathematical
  /// Functions, 26.2.17.
  ///
  /// Example: 0.975 lie below 1.96.
  static double below(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double above = StrictMath.exp(-x * x / 2) / Math.sqrt(2 * StrictMath.PI) * polynomial;
    return x >= 0 ? 1 - above : above;
  }

  /// What the share `p` lies below: P. J. Acklam's rational approximation, to nine digits, in the
  /// form of halving on [#below] where the tails matter little here.
  ///
  /// @param p above 0 and below 1
  static double quantile(double p) {
    for (int i = 0; i < USUAL.length; i++) {
      if (p == USUAL[i]) {
        return USUAL_QUANTILES[i];
      }
    }
    return halved(p);
  }

  private static double halved(double p) {
    double low = -9;
    double high = 9;
    for (int i = 0; i < 48; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
