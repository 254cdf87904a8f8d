package dev.surgeline.forecast.live;

import java.util.Arrays;

/// The values of a series as far back as its learner looks, with sums over any stretch of it at
/// once.
///
/// A step that was not observed holds what was forecast for it, so that what looks back over it
/// sees something likely; [#isObserved] tells the two apart.
final class Course {
  private final int keep;
  private double[] values;
  private double[] sums;
  private boolean[] observed;
  private int length;

  /// @param keep how many of the last values are kept at least
  Course(int keep) {
    this.keep = keep;
    int room = 1024;
    values = new double[room];
    sums = new double[room + 1];
    observed = new boolean[room];
  }

  int length() {
    return length;
  }

  double at(int index) {
    return values[index];
  }

  boolean isObserved(int index) {
    return observed[index];
  }

  /// The mean of the `count` values that end with `last`; of fewer at the beginning.
  double mean(int last, int count) {
    int first = Math.max(0, last - count + 1);
    return (sums[last + 1] - sums[first]) / (last + 1 - first);
  }

  void add(double value, boolean seen) {
    if (length == values.length) {
      if (length >= 2 * keep) {
        forget(length - keep);
      } else {
        values = Arrays.copyOf(values, 2 * length);
        sums = Arrays.copyOf(sums, 2 * length + 1);
        observed = Arrays.copyOf(observed, 2 * length);
      }
    }
    values[length] = value;
    observed[length] = seen;
    sums[length + 1] = sums[length] + value;
    length++;
  }

  /// Sums begin anew, so that no rounding error grows over the years.
  private void forget(int count) {
    System.arraycopy(values, count, values, 0, length - count);
    System.arraycopy(observed, count, observed, 0, length - count);
    length -= count;
    for (int i = 0; i < length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
  }
}
