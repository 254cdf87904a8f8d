package dev.surgeline.forecast.classic;

/// Local regression by straight lines (Cleveland 1979): at each place the line of least weighted
/// squares through the q nearest values, with weights (1 - (distance / furthest)^3)^3.
///
/// Asked at every jump-th place only and joined by straight lines it costs n q / jump. Values that
/// are on a line stay on it.
final class Loess {
  private Loess() {}

  /// The smoothed series at all of its steps.
  ///
  /// @param window how many values count at a place, at least 2
  /// @param jump from one fitted place to the next, at least 1
  static double[] smooth(double[] values, int window, int jump) {
    double[] smooth = new double[values.length];
    int last = 0;
    for (int i = 0; i < values.length; i += jump) {
      smooth[i] = at(values, i, window);
      join(smooth, last, i);
      last = i;
    }
    int end = values.length - 1;
    if (last < end) {
      smooth[end] = at(values, end, window);
      join(smooth, last, end);
    }
    return smooth;
  }

  private static void join(double[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      values[i] = values[from] + (values[to] - values[from]) * (i - from) / (to - from);
    }
  }

  /// The smoothed value at a place, which may be a step before the first or after the last.
  static double at(double[] values, int place, int window) {
    int n = values.length;
    int q = Math.min(window, n);
    int from = Math.max(0, Math.min(place - q / 2, n - q));
    int to = from + q;
    double furthest = Math.max(place - from, to - 1 - place);
    // A window wider than the series weighs its ends as if it went on (as STL does).
    furthest += window > n ? (window - n) / 2 : 0;
    furthest = Math.max(furthest, 0.5) * 1.001;
    double sum = 0;
    double mean = 0;
    double places = 0;
    double square = 0;
    double product = 0;
    for (int i = from; i < to; i++) {
      double part = Math.abs(i - place) / furthest;
      double cube = 1 - part * part * part;
      double weight = cube * cube * cube;
      double away = i - place;
      sum += weight;
      mean += weight * values[i];
      places += weight * away;
      square += weight * away * away;
      product += weight * away * values[i];
    }
    mean /= sum;
    places /= sum;
    double spread = square / sum - places * places;
    double slope = spread > 1e-9 ? (product / sum - places * mean) / spread : 0;
    return mean - slope * places;
  }
}
