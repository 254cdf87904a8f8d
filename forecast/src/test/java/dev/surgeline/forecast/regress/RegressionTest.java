package dev.surgeline.forecast.regress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.forecast.regress.Design.Column;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

final class RegressionTest {
  private static final int ROWS = 80;
  private final Random chance = new Random(11);
  private final double[] y = chance.doubles(ROWS).toArray();
  private final double[] x = chance.doubles(ROWS).toArray();
  private final Design design =
      new Design(
          new Column(y, 0), List.of(new Column(y, 1), new Column(x, 0), new Column(x, 5)), 4, 4);

  /// The same by a library, with a column for each phase.
  private Line twin(double discount, int end) {
    int rows = end - 5;
    DMatrixRMaj wide = new DMatrixRMaj(rows, 7);
    DMatrixRMaj target = new DMatrixRMaj(rows, 1);
    for (int r = 0; r < rows; r++) {
      int t = r + 5;
      double root = Math.sqrt(Math.pow(discount, end - 1 - t));
      wide.set(r, t % 4, root);
      wide.set(r, 4, root * y[t - 1]);
      wide.set(r, 5, root * x[t]);
      wide.set(r, 6, root * x[t - 5]);
      target.set(r, 0, root * y[t]);
    }
    DMatrixRMaj solved = new DMatrixRMaj(7, 1);
    CommonOps_DDRM.solve(wide, target, solved);
    double[] found = solved.getData();
    return new Line(java.util.Arrays.copyOf(found, 4), java.util.Arrays.copyOfRange(found, 4, 7));
  }

  @Test
  void leastSquaresIsWhatTheLibrarySaysAtEveryOrigin() {
    int[] ends = {40, 61, ROWS};
    Line[] lines = new Regression(.97, 0, 0, 1).fit(design, ends);
    for (int i = 0; i < ends.length; i++) {
      Line twin = twin(.97, ends[i]);
      assertArrayEquals(twin.slopes(), lines[i].slopes(), 1e-9);
      assertArrayEquals(twin.intercepts(), lines[i].intercepts(), 1e-9);
    }
  }

  @Test
  void aRidgeShrinksSlopes() {
    Line free = new Regression(1, 0, 0, 1).fit(design, new int[] {ROWS})[0];
    Line held = new Regression(1, 1e6, 0, 1).fit(design, new int[] {ROWS})[0];
    assertEquals(0, held.slopes()[0], Math.abs(free.slopes()[0]) * 1e-3);
  }

  @Test
  void leastAbsoluteErrorsIsTheMedian() {
    double[] values = {1, 1, 1, 5};
    Design intercept = new Design(new Column(values, 0), List.of(), 1, 1);
    double[] rounds = new double[4];
    for (int r = 0; r < rounds.length; r++) {
      rounds[r] = new Regression(1, 0, r, 1e-3).fit(intercept, new int[] {4})[0].intercepts()[0];
    }
    // 2; then (3 x 1 + 5 / 3) / (3 + 1 / 3) = 1.4.
    assertEquals(2, rounds[0], 1e-12);
    assertEquals(1.4, rounds[1], 1e-12);
    // Weights 1 / 0.4 and 1 / 3.6: (3 / 0.4 + 5 / 3.6) / (3 / 0.4 + 1 / 3.6) = 8 / 7.
    assertEquals(8 / 7.0, rounds[2], 1e-12);
    assertEquals(1.05, rounds[3], 0.01);
  }

  @Test
  void aColumnThatSaysNothingNewIsLeftOut() {
    double[] constant = new double[ROWS];
    Design twice = new Design(new Column(y, 0), List.of(new Column(constant, 0)), 1, 1);
    Line line = new Regression(1, 0, 0, 1).fit(twice, new int[] {ROWS})[0];
    assertEquals(0, line.slopes()[0]);
  }

  @Test
  void phasesShareAPeriodEvenly() {
    Design shared = new Design(new Column(y, 0), List.of(), 10, 5);
    assertEquals(0, shared.phase(21));
    assertEquals(1, shared.phase(22));
    assertEquals(4, shared.phase(19));
  }
}
