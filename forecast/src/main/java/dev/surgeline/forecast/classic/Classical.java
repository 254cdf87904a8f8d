package dev.surgeline.forecast.classic;

/// Classical decomposition: a centred moving mean of the season is the trend, and the mean of what
/// values are against it, phase by phase, is the season (Macaulay 1931; as in the M competitions).
///
/// For an even season m the moving mean is the mean of two neighbouring ones (2 x m). Example: 1,
/// 3, 1, 3, 1, 3 with a season of 2 has the trend 2 in its middle and the quotients 0.5 and 1.5.
final class Classical {
  /// The 90% point of the normal distribution, as the M4 competition tests for a season.
  private static final double TEST = 1.645;

  private static final int LAGS_MAX = 200;

  private Classical() {}

  /// The figures of a season: one for each of its steps, the first for step 0; quotients of mean 1,
  /// or differences of mean 0.
  static double[] figures(double[] values, int season, boolean quotients) {
    double[] trend = trend(values, season);
    double[] sums = new double[season];
    int[] counts = new int[season];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(trend[i])) {
        sums[i % season] += quotients ? values[i] / trend[i] : values[i] - trend[i];
        counts[i % season]++;
      }
    }
    double mean = 0;
    for (int phase = 0; phase < season; phase++) {
      sums[phase] = counts[phase] == 0 ? (quotients ? 1 : 0) : sums[phase] / counts[phase];
      mean += sums[phase] / season;
    }
    for (int phase = 0; phase < season; phase++) {
      sums[phase] = quotients ? sums[phase] / mean : sums[phase] - mean;
    }
    return sums;
  }

  /// How far a season can be believed, 0 to 1: Z = N / (N + within / between) of Buehlmann (1967),
  /// with N seasons seen, and of the values against their trend the variance `within` phases and
  /// that `between` the means of phases, less what chance alone puts there. Of noise it is near 0,
  /// of a season that does not change 1.
  static double credibility(double[] values, int season, boolean quotients) {
    double[] trend = trend(values, season);
    double[] means = new double[season];
    double[] squares = new double[season];
    int[] counts = new int[season];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(trend[i])) {
        double away = quotients ? values[i] / trend[i] : values[i] - trend[i];
        counts[i % season]++;
        double step = away - means[i % season];
        means[i % season] += step / counts[i % season];
        squares[i % season] += step * (away - means[i % season]);
      }
    }
    double mean = 0;
    double within = 0;
    int known = 0;
    for (int p = 0; p < season; p++) {
      mean += means[p] / season;
      within += squares[p];
      known += counts[p];
    }
    double cycles = (double) known / season;
    if (cycles <= 1) {
      return 1;
    }
    within /= known - season;
    double between = -within / cycles;
    for (double each : means) {
      between += (each - mean) * (each - mean) / Math.max(1, season - 1);
    }
    return between <= 0 ? 0 : cycles / (cycles + within / between);
  }

  /// The centred moving mean of a season; NaN for half a season at either end.
  static double[] trend(double[] values, int season) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    double[] trend = new double[values.length];
    int half = season / 2;
    for (int i = 0; i < values.length; i++) {
      if (i < half || i + half >= values.length) {
        trend[i] = Double.NaN;
      } else if (season % 2 == 1) {
        trend[i] = (sums[i + half + 1] - sums[i - half]) / season;
      } else {
        double ends = (values[i - half] + values[i + half]) / 2;
        trend[i] = (sums[i + half] - sums[i - half + 1] + ends) / season;
      }
    }
    return trend;
  }

  /// Whether a series has a season, as the M4 competition decides for Naive2 and Theta: `|r(m)| >
  /// 1.645 sqrt((1 + 2 sum over k < m of r(k)^2) / n)`.
  static boolean isSeasonal(double[] values, int season) {
    int n = values.length;
    if (season < 2 || n < 3 * season) {
      return false;
    }
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double square = 0;
    for (double value : values) {
      square += (value - mean) * (value - mean);
    }
    double squares = 0;
    // Of a long season every so many lags stand for those between them.
    int stride = Math.max(1, season / LAGS_MAX);
    for (int k = 1; k < season; k += stride) {
      double r = product(values, mean, k) / square;
      squares += stride * r * r;
    }
    double limit = TEST * Math.sqrt((1 + 2 * squares) / n);
    return Math.abs(product(values, mean, season) / square) > limit;
  }

  private static double product(double[] values, double mean, int lag) {
    double product = 0;
    for (int i = lag; i < values.length; i++) {
      product += (values[i] - mean) * (values[i - lag] - mean);
    }
    return product;
  }
}
