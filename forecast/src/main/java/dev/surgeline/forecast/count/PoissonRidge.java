package dev.surgeline.forecast.count;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// A Poisson regression with a ridge for each group of columns.
///
/// With rows x, counts y, exposures e and weights w it maximises
///
///     sum w (y log m - m) - 1/2 sum l_g b_g'b_g,    m = e exp(x b)
///
/// by Newton's method (McCullagh and Nelder, "Generalized Linear Models", 1989). The ridges l_g are
/// learned from the counts by the fixed point of MacKay ("Bayesian interpolation", 1992), which
/// sets the evidence's derivative to zero:
///
///     l_g = gamma_g / b_g'b_g,    gamma_g = columns_g - l_g trace(H^-1)_g
///
/// where H is the Hessian. A group that explains nothing is shrunk to nothing.
///
/// Example: 7 days' effects of which the counts determine 6 (gamma 6), with squares summing to
/// 0.24, have a ridge of 25: a spread of 0.2, 20% around the mean.
final class PoissonRidge {
  private static final int ROUNDS_MAX = 30;
  private static final double RIDGE_MIN = 0.01;
  private static final double RIDGE_MAX = 1e7;
  // In units of log likelihood, where a tenth is nothing.
  private static final double SETTLED = 1e-4;
  private static final double MOVE_MAX = 3;
  private static final double LINEAR_MAX = 50;

  /// The rows, of which most columns are zero.
  interface Rows {
    int count();

    /// Fills in the columns of a row that are not zero, growing.
    ///
    /// @return how many
    int row(int index, int[] at, double[] x);

    double weight(int index);

    double count(int index);

    double exposure(int index);
  }

  private final int columns;
  private final int[] firsts;
  private final double[] ridges;
  private final double[] coefficients;
  private final DMatrixRMaj hessian;
  private final DMatrixRMaj gradient;
  private final DMatrixRMaj move;
  private final int[] at;
  private final double[] x;

  /// @param firsts the first column of each group, then the number of columns; the ridge of the
  ///   first group stays as it is
  /// @param ridges one for each group
  /// @param coefficients to start from
  PoissonRidge(int[] firsts, double[] ridges, double[] coefficients) {
    this.columns = coefficients.length;
    this.firsts = firsts.clone();
    this.ridges = ridges.clone();
    this.coefficients = coefficients.clone();
    this.hessian = new DMatrixRMaj(columns, columns);
    this.gradient = new DMatrixRMaj(columns, 1);
    this.move = new DMatrixRMaj(columns, 1);
    this.at = new int[columns];
    this.x = new double[columns];
  }

  double[] coefficients() {
    return coefficients.clone();
  }

  double[] ridges() {
    return ridges.clone();
  }

  /// Newton's method from where it stands; a step that does harm is halved.
  void fit(Rows rows) {
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < ROUNDS_MAX; round++) {
      double objective = accumulate(rows);
      if (objective < before - SETTLED) {
        for (int i = 0; i < columns; i++) {
          move.data[i] /= 2;
          coefficients[i] -= move.data[i];
        }
        continue;
      }
      before = objective;
      LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(columns);
      if (!solver.setA(hessian.copy())) {
        return;
      }
      solver.solve(gradient, move);
      double gain = 0;
      for (int i = 0; i < columns; i++) {
        move.data[i] = Math.clamp(move.data[i], -MOVE_MAX, MOVE_MAX);
        coefficients[i] += move.data[i];
        gain += gradient.data[i] * move.data[i] / 2;
      }
      if (gain < SETTLED) {
        return;
      }
    }
  }

  /// Moves the ridges once towards what the counts support, after a fit.
  void learnRidges() {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(columns);
    if (!solver.setA(hessian.copy())) {
      return;
    }
    DMatrixRMaj inverse = new DMatrixRMaj(columns, columns);
    solver.invert(inverse);
    for (int group = 1; group < ridges.length; group++) {
      double trace = 0;
      double squares = 1e-12;
      for (int i = firsts[group]; i < firsts[group + 1]; i++) {
        trace += inverse.get(i, i);
        squares += coefficients[i] * coefficients[i];
      }
      double free = firsts[group + 1] - firsts[group] - ridges[group] * trace;
      ridges[group] = Math.clamp(Math.max(free, 1e-3) / squares, RIDGE_MIN, RIDGE_MAX);
    }
  }

  /// Sums up Hessian and gradient.
  ///
  /// @return the objective
  private double accumulate(Rows rows) {
    Arrays.fill(hessian.data, 0);
    Arrays.fill(gradient.data, 0);
    double objective = 0;
    for (int row = 0; row < rows.count(); row++) {
      int n = rows.row(row, at, x);
      double linear = 0;
      for (int i = 0; i < n; i++) {
        linear += x[i] * coefficients[at[i]];
      }
      double mean = rows.exposure(row) * Math.exp(Math.min(linear, LINEAR_MAX));
      double weight = rows.weight(row);
      objective += weight * (rows.count(row) * linear - mean);
      add(n, weight * (rows.count(row) - mean), weight * mean);
    }
    for (int group = 0; group < ridges.length; group++) {
      for (int i = firsts[group]; i < firsts[group + 1]; i++) {
        hessian.data[i * columns + i] += ridges[group];
        gradient.data[i] -= ridges[group] * coefficients[i];
        objective -= ridges[group] * coefficients[i] * coefficients[i] / 2;
      }
    }
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        hessian.data[j * columns + i] = hessian.data[i * columns + j];
      }
    }
    return objective;
  }

  private void add(int n, double slope, double curvature) {
    double[] h = hessian.data;
    for (int i = 0; i < n; i++) {
      gradient.data[at[i]] += slope * x[i];
      double scaled = curvature * x[i];
      int line = at[i] * columns;
      for (int j = 0; j <= i; j++) {
        h[line + at[j]] += scaled * x[j];
      }
    }
  }
}
