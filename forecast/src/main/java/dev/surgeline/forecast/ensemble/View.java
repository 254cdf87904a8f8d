package dev.surgeline.forecast.ensemble;

/// What is expected from an origin.
///
/// @param end the index of the first step ahead
/// @param middle by step, in the series' own unit
/// @param apart how far the members are apart, by step, on the models' scale
@SuppressWarnings("ArrayRecordComponent")
record View(int end, double[] middle, double[] apart) {
  /// What came less what was expected, on the models' scale.
  double[] errors(double[] actual, Scale scale) {
    double[] errors = new double[actual.length];
    for (int h = 0; h < errors.length; h++) {
      errors[h] = scale.in(actual[h]) - scale.in(middle[h]);
    }
    return errors;
  }
}
