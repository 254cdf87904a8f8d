package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Past;

/// In what terms a model thinks of a series: logarithms where all of it is above zero, for there
/// seasons multiply and nothing can be below zero; else as it is.
///
/// @param logs whether it thinks in logarithms
/// @param floor what no forecast goes below: 0 of what never did, else minus infinity
record Scale(boolean logs, double floor) {
  static Scale of(double[] values) {
    boolean above = true;
    boolean negative = false;
    for (double value : values) {
      above &= value > 0;
      negative |= value < 0;
    }
    return new Scale(above, negative ? Double.NEGATIVE_INFINITY : 0);
  }

  /// The same, but never in logarithms.
  Scale plain() {
    return new Scale(false, floor);
  }

  /// @param value what is not above zero, which only comes after the model learned that nothing is,
  ///   counts as a value a millionth of one
  double in(double value) {
    return logs ? Math.log(Math.max(value, 1e-6)) : value;
  }

  double[] in(double[] values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = in(values[i]);
    }
    return scaled;
  }

  double out(double scaled) {
    return Math.max(floor, logs ? Math.exp(scaled) : scaled);
  }

  double[] out(double[] scaled) {
    double[] values = new double[scaled.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = out(scaled[i]);
    }
    return values;
  }

  /// The length of the longest season that a past has seen so many times; 1 if of none.
  static int longest(Past past, int cycles) {
    int longest = 1;
    for (int season : past.seasons()) {
      longest = past.length() >= cycles * season ? season : longest;
    }
    return longest;
  }

  /// The length of the shortest season if a past has seen it so many times, else 1.
  static int shortest(Past past, int cycles) {
    boolean seen = !past.seasons().isEmpty() && past.length() >= cycles * past.seasons().getFirst();
    return seen ? past.seasons().getFirst() : 1;
  }
}
