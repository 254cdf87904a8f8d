package dev.surgeline.core.decide.slo;

/// Residuals in four groups: recent, by minute of the hour, by minute of the day, all of some days.
/// It lives for one call.
final class Scenarios {
  static final int GROUPS = 4;

  private static final double FLOOR = 0.05;
  private static final double SPEED = 0.001;

  private final double[] values;
  private final double[] sizes;
  private final int[] ends;
  private final double scale;

  /// @param values group after group
  /// @param sizes how much each counts within its group
  /// @param ends where each group ends
  /// @param scale how far off forecasts are now
  Scenarios(double[] values, double[] sizes, int[] ends, double scale) {
    this.values = values;
    this.sizes = sizes;
    this.ends = ends;
    this.scale = scale;
  }

  double value(int index) {
    return values[index];
  }

  int count() {
    return ends[GROUPS - 1];
  }

  int from(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  int to(int group) {
    return ends[group];
  }

  private double total(int group) {
    double total = 0;
    for (int i = from(group); i < ends[group]; i++) {
      total += sizes[i];
    }
    return total;
  }

  /// The weight of each scenario; empty groups drop out.
  ///
  /// @param shares of the groups
  double[] weights(Numbers shares) {
    double all = 0;
    for (int group = 0; group < GROUPS; group++) {
      all += ends[group] > from(group) ? shares.get(group) : 0;
    }
    double[] weights = new double[count()];
    for (int group = 0; group < GROUPS; group++) {
      double each = shares.get(group) / all / total(group);
      for (int i = from(group); i < ends[group]; i++) {
        weights[i] = sizes[i] * each;
      }
    }
    return weights;
  }

  /// How likely a group says a residual is: the mean of Cauchy kernels around its members, a
  /// quarter of the scale wide.
  double likelihood(int group, double residual) {
    double width = 0.25 * scale + 0.01;
    double sum = 0;
    for (int i = from(group); i < ends[group]; i++) {
      double away = (residual - values[i]) / width;
      sum += sizes[i] / (1 + away * away);
    }
    return sum / total(group);
  }

  /// The shares after a residual came: online expectation maximisation for the shares of a mixture,
  /// each group's share moves towards its part in having foreseen what came. None goes below a
  /// floor, so that a pattern which comes back is found again.
  ///
  /// Worked example: shares of a quarter each, likelihoods of 1, 1, 3 and 1: the third foresaw half
  /// of it, and its share grows by a thousandth of 0.5 - 0.25. Groups that are empty keep theirs.
  Numbers learned(Numbers shares, double residual) {
    double[] foreseen = new double[GROUPS];
    double total = 0;
    double present = 0;
    for (int group = 0; group < GROUPS; group++) {
      if (ends[group] > from(group)) {
        foreseen[group] = shares.get(group) * likelihood(group, residual);
        total += foreseen[group];
        present += shares.get(group);
      }
    }
    double[] next = shares.toArray();
    double sum = 0;
    for (int group = 0; group < GROUPS; group++) {
      if (ends[group] > from(group)) {
        double part = present * foreseen[group] / total;
        next[group] = Math.max(FLOOR, next[group] + SPEED * (part - next[group]));
      }
      sum += next[group];
    }
    for (int group = 0; group < GROUPS; group++) {
      next[group] /= sum;
    }
    return Numbers.copyOf(next);
  }
}
