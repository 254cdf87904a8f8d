package dev.surgeline.forecast.ensemble;

/// The unit that models see: logarithms, or levels, of the values as multiples of their mean.
///
/// Example: with a mean of 50, 100 is log 2 = 0.693 in logarithms and 2 in levels.
///
/// @param unit above 0
record Scale(boolean logs, double unit) {
  /// The least value that has a logarithm worth using, as a multiple of the mean.
  private static final double LEAST = 1e-3;

  /// Values as they are.
  static final Scale OWN = new Scale(false, 1);

  /// That of a history.
  static Scale of(double[] values) {
    double sum = 0;
    double size = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      sum += value;
      size += Math.abs(value);
      least = Math.min(least, value);
    }
    double mean = size / values.length;
    boolean logs = sum > 0 && least > LEAST * mean;
    return new Scale(logs, mean > 0 ? mean : 1);
  }

  Scale levels() {
    return new Scale(false, unit);
  }

  double in(double value) {
    return logs ? Math.log(value / unit) : value / unit;
  }

  double[] in(double[] values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = in(values[i]);
    }
    return scaled;
  }

  double out(double scaled) {
    return unit * (logs ? Math.exp(scaled) : scaled);
  }
}
