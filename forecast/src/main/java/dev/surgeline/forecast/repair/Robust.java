package dev.surgeline.forecast.repair;

import java.util.Arrays;

/// Middles and spreads that a few wild values do not move. NaN is no value: it is left out.
public final class Robust {
  /// What turns a median absolute deviation into the standard deviation of normal noise.
  private static final double TO_SIGMA = 1.4826;

  private Robust() {}

  /// The middle value; NaN of none.
  public static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /// The value below which a part of all lies, between neighbours by straight line: of 1, 2, 3, 4
  /// the 0.5 quantile is 2.5. NaN of none.
  ///
  /// @param part 0 to 1
  public static double quantile(double[] values, double part) {
    double[] known = known(values);
    if (known.length == 0) {
      return Double.NaN;
    }
    double place = part * (known.length - 1);
    int below = (int) place;
    select(known, below);
    double low = known[below];
    if (below + 1 == known.length || place == below) {
      return low;
    }
    double high = Double.POSITIVE_INFINITY;
    for (int i = below + 1; i < known.length; i++) {
      high = Math.min(high, known[i]);
    }
    return low + (place - below) * (high - low);
  }

  /// The spread as a standard deviation, by the median distance from the median: of 1, 2, 3, 4, 100
  /// it is 1.4826, whatever the last one is. NaN of none.
  public static double sigma(double[] values) {
    double middle = median(values);
    double[] away = new double[values.length];
    for (int i = 0; i < away.length; i++) {
      away[i] = Math.abs(values[i] - middle);
    }
    return TO_SIGMA * median(away);
  }

  private static double[] known(double[] values) {
    double[] known = new double[values.length];
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        known[count++] = value;
      }
    }
    return Arrays.copyOf(known, count);
  }

  /// Hoare's selection: afterwards the value of a rank stands in its place, the lesser before it.
  private static void select(double[] values, int rank) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double held = values[i];
          values[i++] = values[j];
          values[j--] = held;
        }
      }
      if (rank <= j) {
        high = j;
      } else if (rank >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
