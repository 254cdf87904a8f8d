package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.repair.Robust;
import java.util.List;

/// The levels of months as logarithms, without gaps.
///
/// A month that is not known lies on the line between its neighbours; one of zero, which has no
/// logarithm, is taken for a hundredth of the middle month.
final class Levels {
  private static final double LEAST = 0.01;

  private Levels() {}

  /// @param months the first and the last are known, not all are zero
  static double[] logs(List<MonthDemand> months) {
    double[] levels = months.stream().mapToDouble(one -> one.perDay().orElse(Double.NaN)).toArray();
    double[] positive = levels.clone();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = positive[i] > 0 ? positive[i] : Double.NaN;
    }
    double least = LEAST * Robust.median(positive);
    double[] logs = new double[levels.length];
    int before = 0;
    for (int i = 0; i < logs.length; i++) {
      if (!Double.isNaN(levels[i])) {
        logs[i] = Math.log(Math.max(levels[i], least));
        for (int k = before + 1; k < i; k++) {
          logs[k] = logs[before] + (logs[i] - logs[before]) * (k - before) / (i - before);
        }
        before = i;
      }
    }
    return logs;
  }
}
