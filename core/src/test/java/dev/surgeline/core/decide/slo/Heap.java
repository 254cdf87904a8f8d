package dev.surgeline.core.decide.slo;

import java.util.Arrays;

/// Numbers of which the least is taken first.
final class Heap {
  private double[] values = new double[256];
  private int size;

  int size() {
    return size;
  }

  double least() {
    return size == 0 ? Double.POSITIVE_INFINITY : values[0];
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    int i = size++;
    while (i > 0 && values[(i - 1) / 2] > value) {
      values[i] = values[(i - 1) / 2];
      i = (i - 1) / 2;
    }
    values[i] = value;
  }

  double take() {
    double least = values[0];
    double last = values[--size];
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && values[child + 1] < values[child]) {
        child++;
      }
      if (values[child] >= last) {
        break;
      }
      values[i] = values[child];
      i = child;
    }
    values[i] = last;
    return least;
  }

  /// How many are above a number.
  int above(double number) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += values[i] > number ? 1 : 0;
    }
    return count;
  }
}
