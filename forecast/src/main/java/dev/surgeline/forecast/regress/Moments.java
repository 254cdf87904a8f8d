package dev.surgeline.forecast.regress;

import dev.surgeline.forecast.regress.Design.Column;
import java.util.Arrays;

/// Weighted sums and products of a design's columns: all that a least squares fit needs of its
/// rows, and able to grow as rows are added.
final class Moments {
  private final Design design;
  private final double[][] values;
  private final int[] lags;
  private final int width;

  /// Upper triangle; column 0 is the target.
  private final double[][] products;

  /// By phase and column; the last of each is the sum of the weights.
  private final double[][] sums;

  private double[] weighted = new double[0];

  Moments(Design design) {
    this.design = design;
    this.width = design.columns().size() + 1;
    this.values = new double[width][];
    this.lags = new int[width];
    for (int i = 0; i < width; i++) {
      Column column = i == 0 ? design.target() : design.columns().get(i - 1);
      values[i] = column.values();
      lags[i] = column.lag();
    }
    this.products = new double[width][width];
    this.sums = new double[design.phases()][width + 1];
  }

  void clear() {
    for (double[] row : products) {
      Arrays.fill(row, 0);
    }
    for (double[] row : sums) {
      Arrays.fill(row, 0);
    }
  }

  /// As if every row so far had weighed so many times as much.
  void scale(double factor) {
    scale(products, factor);
    scale(sums, factor);
  }

  private static void scale(double[][] rows, double factor) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }

  /// Adds rows from one up to another, which is not among them.
  ///
  /// @param weights of the rows; that of the first is at index 0
  void add(int from, int to, double[] weights) {
    int count = to - from;
    if (weighted.length < count) {
      weighted = new double[count];
    }
    for (int i = 0; i < width; i++) {
      double[] column = values[i];
      int offset = from - lags[i];
      for (int t = 0; t < count; t++) {
        weighted[t] = weights[t] * column[offset + t];
      }
      addSums(from, count, weighted, i);
      addProducts(from, count, i);
    }
    addSums(from, count, weights, width);
  }

  private void addSums(int from, int count, double[] what, int column) {
    if (design.phases() == 1) {
      double sum = 0;
      for (int t = 0; t < count; t++) {
        sum += what[t];
      }
      sums[0][column] += sum;
    } else if (design.phases() == design.period()) {
      int phase = from % design.period();
      for (int t = 0; t < count; t++) {
        sums[phase][column] += what[t];
        phase = phase + 1 == sums.length ? 0 : phase + 1;
      }
    } else {
      for (int t = 0; t < count; t++) {
        sums[design.phase(from + t)][column] += what[t];
      }
    }
  }

  private void addProducts(int from, int count, int row) {
    double[] into = products[row];
    int j = row;
    for (; j + 1 < width; j += 2) {
      double[] one = values[j];
      double[] two = values[j + 1];
      int first = from - lags[j];
      int second = from - lags[j + 1];
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int t = 0;
      for (; t + 1 < count; t += 2) {
        double w = weighted[t];
        double v = weighted[t + 1];
        a += w * one[first + t];
        b += v * one[first + t + 1];
        c += w * two[second + t];
        d += v * two[second + t + 1];
      }
      if (t < count) {
        a += weighted[t] * one[first + t];
        c += weighted[t] * two[second + t];
      }
      into[j] += a + b;
      into[j + 1] += c + d;
    }
    if (j < width) {
      double[] one = values[j];
      int first = from - lags[j];
      double a = 0;
      for (int t = 0; t < count; t++) {
        a += weighted[t] * one[first + t];
      }
      into[j] += a;
    }
  }

  /// The line of least squares.
  ///
  /// @param ridge added to each slope's own product, as a multiple of their mean
  Line solve(double ridge) {
    int slopes = width - 1;
    double[][] normal = new double[slopes][slopes];
    double[] right = new double[slopes];
    for (int i = 0; i < slopes; i++) {
      right[i] = products[0][i + 1];
      System.arraycopy(products[i + 1], i + 1, normal[i], i, slopes - i);
    }
    for (double[] phase : sums) {
      eliminate(phase, normal, right);
    }
    double trace = 0;
    for (int i = 0; i < slopes; i++) {
      trace += normal[i][i];
    }
    for (int i = 0; i < slopes; i++) {
      normal[i][i] += ridge * trace / slopes + Double.MIN_NORMAL;
    }
    double[] found = Cholesky.solve(normal, right);
    return new Line(intercepts(found), found);
  }

  /// Takes out what an intercept explains: products about the phase's mean.
  private void eliminate(double[] phase, double[][] normal, double[] right) {
    double weight = phase[width];
    if (!(weight > 0)) {
      return;
    }
    for (int i = 0; i < right.length; i++) {
      double share = phase[i + 1] / weight;
      right[i] -= share * phase[0];
      double[] row = normal[i];
      for (int j = i; j < right.length; j++) {
        row[j] -= share * phase[j + 1];
      }
    }
  }

  /// Of a phase without rows: that of all rows together.
  private double[] intercepts(double[] slopes) {
    double[] intercepts = new double[sums.length];
    double[] all = new double[width + 1];
    for (int p = 0; p < sums.length; p++) {
      for (int i = 0; i <= width; i++) {
        all[i] += sums[p][i];
      }
    }
    for (int p = 0; p < sums.length; p++) {
      double[] phase = sums[p][width] > 0 ? sums[p] : all;
      double rest = phase[0];
      for (int i = 0; i < slopes.length; i++) {
        rest -= slopes[i] * phase[i + 1];
      }
      intercepts[p] = phase[width] > 0 ? rest / phase[width] : 0;
    }
    return intercepts;
  }
}
