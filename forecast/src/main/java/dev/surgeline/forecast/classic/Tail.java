package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Past;
import java.util.Arrays;

/// The newest part of a history, for models that learn nothing from years ago.
final class Tail {
  private Tail() {}

  static double[] of(Past past, int length) {
    return of(past.values(), length);
  }

  static double[] of(double[] values, int length) {
    return Arrays.copyOfRange(values, Math.max(0, values.length - length), values.length);
  }
}
