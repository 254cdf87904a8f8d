package dev.surgeline.forecast.regress;

/// Solves symmetric positive definite systems of a few dozen unknowns, where a library's set-up
/// costs more than the work. A hand-written kernel as a profile asked for it: it is called some
/// hundred thousand times for one standard forecast of 400 series.
final class Cholesky {
  private Cholesky() {}

  /// @param a its upper triangle; overwritten. A pivot that is not above zero leaves its unknown 0:
  ///   a column that the others already say, or one of zeros
  /// @param b the right side
  static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double[] row = a[i];
      double pivot = row[i];
      if (!(pivot > 0)) {
        row[i] = 0;
        continue;
      }
      double root = Math.sqrt(pivot);
      for (int j = i; j < n; j++) {
        row[j] /= root;
      }
      for (int k = i + 1; k < n; k++) {
        double factor = row[k];
        double[] below = a[k];
        for (int j = k; j < n; j++) {
          below[j] -= factor * row[j];
        }
      }
    }
    forward(a, b, x);
    for (int i = n - 1; i >= 0; i--) {
      double rest = x[i];
      for (int j = i + 1; j < n; j++) {
        rest -= a[i][j] * x[j];
      }
      x[i] = a[i][i] > 0 ? rest / a[i][i] : 0;
    }
    return x;
  }

  private static void forward(double[][] a, double[] b, double[] x) {
    int n = b.length;
    System.arraycopy(b, 0, x, 0, n);
    for (int i = 0; i < n; i++) {
      if (!(a[i][i] > 0)) {
        x[i] = 0;
        continue;
      }
      x[i] /= a[i][i];
      double known = x[i];
      double[] row = a[i];
      for (int j = i + 1; j < n; j++) {
        x[j] -= row[j] * known;
      }
    }
  }
}
