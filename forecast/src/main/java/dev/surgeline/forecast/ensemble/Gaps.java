package dev.surgeline.forecast.ensemble;

/// Fills what was not observed, so that models see a value at every step.
///
/// By what was seen a season before or, failing that, after; otherwise by a straight line between
/// the neighbours. What comes before the first observed value is cut off.
final class Gaps {
  private Gaps() {}

  static int first(double[] values) {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    return first;
  }

  /// @param values the first of them observed; filled in place
  /// @param season 1 where there is none
  /// @return how many were filled
  static int fill(double[] values, int season) {
    int filled = 0;
    int last = 0;
    for (int t = 0; t < values.length; t++) {
      if (!Double.isNaN(values[t])) {
        last = t;
        continue;
      }
      filled++;
      if (season > 1 && t >= season) {
        values[t] = values[t - season];
      } else {
        values[t] = between(values, last, t);
      }
    }
    return filled;
  }

  private static double between(double[] values, int last, int t) {
    int next = t;
    while (next < values.length && Double.isNaN(values[next])) {
      next++;
    }
    if (next == values.length) {
      return values[t - 1];
    }
    double share = (double) (t - last) / (next - last);
    return values[last] + share * (values[next] - values[last]);
  }
}
