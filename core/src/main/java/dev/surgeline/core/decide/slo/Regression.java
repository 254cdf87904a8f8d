package dev.surgeline.core.decide.slo;

/// Two linear forecasts over the same features, learned one example at a time.
///
/// Recursive least squares with forgetting (e.g. L. Ljung, System Identification, 1999, chapter
/// 11): g = P x / (f + x'P x), w += g error, P = (P - g x'P) / f. Both forecasts see the same x at
/// the same times, so they share P. The errors are clipped by the caller, so that one freak does
/// not bend the line.
///
/// Worked example: one feature that is always 1, P = 10, w = 0, no forgetting, a first target of
/// 1.1: g = 10 / 11, w = 1, P = 10 - 100 / 11 = 0.91.
///
/// @param trust P, row by row
/// @param rise weights for the demand at the horizon
/// @param peak weights for the most until then
public record Regression(Numbers trust, Numbers rise, Numbers peak) {
  /// Half of what is known is forgotten after so many examples: two days of 15 s.
  private static final double FORGET = StrictMath.pow(0.5, 1.0 / 11520);

  /// Where nothing is learned of a feature, forgetting would let its P grow for ever.
  private static final double TRUST_MOST = 1000;

  private static final double TRUST_FIRST = 1;

  /// Nothing is known: the forecast is 0.
  static Regression starting(int features) {
    double[] trust = new double[features * features];
    for (int i = 0; i < features; i++) {
      trust[i * features + i] = TRUST_FIRST;
    }
    Numbers zeros = Numbers.copyOf(new double[features]);
    return new Regression(Numbers.copyOf(trust), zeros, zeros);
  }

  static double forecast(Numbers weights, double[] features) {
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += weights.get(i) * features[i];
    }
    return sum;
  }

  /// With one more example.
  ///
  /// @param riseError what came less what `rise` says now
  /// @param peakError alike
  Regression learned(double[] features, double riseError, double peakError) {
    return learned(features, riseError, peakError, FORGET);
  }

  Regression learned(double[] features, double riseError, double peakError, double forget) {
    int size = features.length;
    double[] before = trust.toArray();
    double[] seen = new double[size];
    double total = 0;
    double largest = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        seen[i] += before[i * size + j] * features[j];
      }
      total += seen[i] * features[i];
      largest = Math.max(largest, before[i * size + i]);
    }
    double keep = largest > TRUST_MOST ? 1 : forget;
    double[] after = new double[size * size];
    double[] riseNext = rise.toArray();
    double[] peakNext = peak.toArray();
    for (int i = 0; i < size; i++) {
      double gain = seen[i] / (keep + total);
      riseNext[i] += gain * riseError;
      peakNext[i] += gain * peakError;
      for (int j = 0; j < size; j++) {
        after[i * size + j] = (before[i * size + j] - gain * seen[j]) / keep;
      }
    }
    return new Regression(
        Numbers.owning(after), Numbers.owning(riseNext), Numbers.owning(peakNext));
  }
}
