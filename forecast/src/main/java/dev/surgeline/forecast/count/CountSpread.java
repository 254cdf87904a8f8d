package dev.surgeline.forecast.count;

/// Whole numbers around an expected count: Poisson, or negative binomial where counts spread wider.
///
/// With mean m the variance is m + a m^2; a = 0 is Poisson. Both come from one recurrence,
///
///     p(k+1) / p(k) = m / (1 + a m) * (1 + a k) / (k + 1)
///
/// The quantile at a level is the smallest k with P(X <= k) at least the level.
///
/// Example: of a Poisson count with mean 2, P(X <= 2) is 0.677 and P(X <= 3) 0.857: the quantile at
/// 0.8 is 3.
///
/// @param wider a, at least zero
record CountSpread(double wider) {
  private static final double[] CHOICE = {0, 0.003, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2};
  private static final double[] LEVELS = {0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.75, 0.85, 0.95};
  // Less than this is chance, and Poisson is the simpler.
  private static final double BETTER_BY = 0.0005;
  private static final int EXAMPLES_MAX = 4_000;
  private static final double REACH = 12;
  private static final double NOTHING = 1e-13;

  /// The spread with the least pinball loss over the examples.
  static CountSpread chosen(Examples examples, LevelResponse response) {
    CountSpread best = new CountSpread(0);
    double least = best.loss(examples, response) * (1 - BETTER_BY);
    for (double wider : CHOICE) {
      CountSpread spread = new CountSpread(wider);
      double loss = spread.loss(examples, response);
      if (loss < least) {
        least = loss;
        best = spread;
      }
    }
    return best;
  }

  private double loss(Examples examples, LevelResponse response) {
    double sum = 0;
    int every = examples.count() / EXAMPLES_MAX + 1;
    for (int i = 0; i < examples.count(); i += every) {
      double[] quantiles = quantiles(examples.mean(i, response), LEVELS);
      for (int j = 0; j < LEVELS.length; j++) {
        double over = examples.count(i) - quantiles[j];
        sum += over >= 0 ? LEVELS[j] * over : (LEVELS[j] - 1) * over;
      }
    }
    return sum;
  }

  /// @param mean above zero
  /// @param levels growing
  double[] quantiles(double mean, double[] levels) {
    double ratio = mean / (1 + wider * mean);
    int peak = (int) Math.min(mean, 1e9);
    int first = (int) Math.max(0, mean - REACH * Math.sqrt(mean + wider * mean * mean));
    // Terms up to the one at the mean, which is 1; their sum makes them probabilities.
    double[] below = new double[peak - first + 1];
    double term = 1;
    double total = 0;
    for (int k = peak; k >= first; k--) {
      below[k - first] = term;
      total += term;
      term *= k / (ratio * (1 + wider * (k - 1)));
    }
    term = 1;
    for (int k = peak; term > NOTHING * total; k++) {
      term *= ratio * (1 + wider * k) / (k + 1);
      total += term;
    }
    return walk(below, first, total, ratio, levels);
  }

  private double[] walk(double[] below, int first, double total, double ratio, double[] levels) {
    double[] quantiles = new double[levels.length];
    double term = below[0];
    double sum = term;
    int k = first;
    for (int i = 0; i < levels.length; i++) {
      double wanted = levels[i] * total * (1 - 1e-12);
      while (sum < wanted && (k - first < below.length || term > NOTHING * NOTHING * total)) {
        k++;
        term =
            k - first < below.length ? below[k - first] : term * ratio * (1 + wider * (k - 1)) / k;
        sum += term;
      }
      quantiles[i] = k;
    }
    return quantiles;
  }
}
