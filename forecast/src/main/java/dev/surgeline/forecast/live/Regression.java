package dev.surgeline.forecast.live;

import java.util.Arrays;

/// Least squares that goes on: rows come in one by one, older ones count less and less.
///
/// Keeps `A = sum w x x'` and `b = sum w x y`, both multiplied by a factor a little below 1 for
/// each row, and solves `(A + r D) beta = b` by Cholesky, with D the diagonal of A and r = 0.0001 +
/// 3 / rows: the regularised normal equations (Hoerl and Kennard 1970) with exponential forgetting.
///
/// Example: rows (1, 1) -> 3, (1, 2) -> 5 and (1, 3) -> 7 give beta = (1, 2) but for the ridge.
final class Regression {
  private static final double RIDGE = 1e-4;

  /// So many rows must speak for a coefficient before it is believed by half.
  private static final double PRIOR_ROWS = 3;

  private final int width;
  private final double forget;
  private final double[] gram;
  private final double[] moment;
  private final double[] factor;
  private final double[] beta;
  private int rows;

  /// @param forget what an older row counts for after one more, above 0, at most 1
  Regression(int width, double forget) {
    this.width = width;
    this.forget = forget;
    gram = new double[width * width];
    moment = new double[width];
    factor = new double[width * width];
    beta = new double[width];
  }

  void add(double[] row, double outcome, double weight) {
    rows++;
    for (int i = 0; i < width; i++) {
      double scaled = weight * row[i];
      moment[i] = forget * moment[i] + scaled * outcome;
      int at = i * width;
      for (int j = 0; j <= i; j++) {
        gram[at + j] = forget * gram[at + j] + scaled * row[j];
      }
    }
  }

  /// Whether there are rows enough to have been solved for.
  boolean ready() {
    return rows >= 3 * width;
  }

  int rows() {
    return rows;
  }

  double predict(double[] row) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += beta[i] * row[i];
    }
    return sum;
  }

  /// Takes what came in since into the coefficients. A column that tells nothing new gets none.
  void solve() {
    Arrays.fill(beta, 0);
    boolean[] idle = new boolean[width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i * width + j] * (i == j ? 1 + RIDGE + PRIOR_ROWS / rows : 1);
        for (int k = 0; k < j; k++) {
          sum -= factor[i * width + k] * factor[j * width + k];
        }
        if (i == j) {
          idle[i] = sum <= 1e-10 * gram[i * width + i];
          factor[i * width + i] = idle[i] ? 0 : Math.sqrt(sum);
        } else {
          factor[i * width + j] = idle[j] ? 0 : sum / factor[j * width + j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      double sum = moment[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * width + k] * beta[k];
      }
      beta[i] = idle[i] ? 0 : sum / factor[i * width + i];
    }
    for (int i = width - 1; i >= 0; i--) {
      double sum = beta[i];
      for (int k = i + 1; k < width; k++) {
        sum -= factor[k * width + i] * beta[k];
      }
      beta[i] = idle[i] ? 0 : sum / factor[i * width + i];
    }
  }
}
