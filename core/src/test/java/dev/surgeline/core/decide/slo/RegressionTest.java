package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RegressionTest {
  private static final int SIZE = 3;

  /// The weights that minimise the sum of forget^(n - i) error^2 with forget^n |w|^2 on top, by the
  /// normal equations.
  @Test
  void asLeastSquaresOverAllExamplesAtOnce() {
    SplittableRandom random = new SplittableRandom(3);
    double forget = 0.995;
    double[][] equations = new double[SIZE][SIZE + 1];
    for (int i = 0; i < SIZE; i++) {
      equations[i][i] = 1;
    }
    Regression regression = Regression.starting(SIZE);
    for (int n = 0; n < 300; n++) {
      double[] x = {1, random.nextGaussian(), random.nextGaussian()};
      double y = 0.5 - 2 * x[1] + 0.3 * x[2] + 0.1 * random.nextGaussian();
      double error = y - Regression.forecast(regression.rise(), x);
      regression = regression.learned(x, error, 0, forget);
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          equations[i][j] = forget * equations[i][j] + x[i] * x[j];
        }
        equations[i][SIZE] = forget * equations[i][SIZE] + x[i] * y;
      }
    }
    double[] expected = solved(equations);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(expected[i], regression.rise().get(i), 1e-9);
      assertEquals(0, regression.peak().get(i));
    }
    assertEquals(-2, expected[1], 0.05);
  }

  private static double[] solved(double[][] rows) {
    int size = rows.length;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double factor = k == i ? 0 : rows[k][i] / rows[i][i];
        for (int j = 0; j <= size; j++) {
          rows[k][j] -= factor * rows[i][j];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i];
    }
    return solution;
  }

  /// Weeks of one and the same rate: nothing grows for ever, and what comes then is still learned.
  @Test
  void standsMonthsWithoutNews() {
    double[] still = {1, 0, 0};
    Regression regression = Regression.starting(SIZE);
    for (int n = 0; n < 400_000; n++) {
      regression =
          regression.learned(still, 0.2 - Regression.forecast(regression.rise(), still), 0);
    }
    assertTrue(regression.trust().get(4) < 2000, "" + regression.trust().get(4));
    assertEquals(0.2, regression.rise().get(0), 1e-3);
  }
}
