package dev.surgeline.forecast.benchmark;

import java.util.List;

/// How one method did, as means over the series.
///
/// @param smape 0 to 200
/// @param mase as a multiple of the seasonal naive error inside the history
/// @param owa the mean of smape and mase as multiples of Naive2's; 1 is Naive2's own
public record Score(String method, double smape, double mase, double owa) {
  static Score of(String method, List<double[]> errors, List<double[]> yardstick) {
    double smape = mean(errors, 0);
    double mase = mean(errors, 1);
    double owa = (smape / mean(yardstick, 0) + mase / mean(yardstick, 1)) / 2;
    return new Score(method, smape, mase, owa);
  }

  /// Of what has a measure: a history that repeats itself exactly has no MASE.
  static double mean(List<double[]> errors, int measure) {
    double sum = 0;
    int count = 0;
    for (double[] each : errors) {
      if (Double.isFinite(each[measure])) {
        sum += each[measure];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
