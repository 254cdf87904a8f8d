package dev.surgeline.forecast.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

final class BoostingTest {
  private static final Loss SQUARED = new Loss.Squared();

  @Test
  void theExampleOfTheComment() {
    Forest forest =
        new Boosting(1, 1, 1, 1, 0, SQUARED)
            .fit(new double[][] {{1, 2, 3, 4}}, new double[] {0, 0, 10, 10});
    assertEquals(0, forest.answer(new double[] {2.5}), 1e-12);
    assertEquals(10, forest.answer(new double[] {2.6}), 1e-12);
  }

  @Test
  void binsOfTheComment() {
    Bins bins = Bins.of(Rows.of(new double[][] {{1, 2, 2, 7}}))[0];
    assertArrayEquals(new double[] {1.5, 4.5}, bins.edges());
    assertArrayEquals(new byte[] {0, 1, 1, 2}, bins.rows());
    Bins many = Bins.of(Rows.of(new double[][] {Made.values(6400, i -> i)}))[0];
    assertEquals(63, many.edges().length);
    int[] counts = new int[Bins.MOST];
    for (byte bin : many.rows()) {
      counts[bin]++;
    }
    for (int count : counts) {
      assertEquals(100, count, 3);
    }
  }

  /// Every tree of depth 2 tried by hand, on columns of few figures.
  @Test
  void theFirstSplitsAreTheBestThereAre() {
    Random random = new Random(1);
    for (int round = 0; round < 30; round++) {
      double[][] columns = new double[3][80];
      double[] targets = new double[80];
      for (int i = 0; i < 80; i++) {
        for (double[] column : columns) {
          column[i] = random.nextInt(6);
        }
        targets[i] = columns[1][i] > 2 ? columns[0][i] : random.nextGaussian();
      }
      Forest forest = new Boosting(1, 1, 2, 5, 0, SQUARED).fit(columns, targets);
      double found = 0;
      for (int i = 0; i < 80; i++) {
        double[] row = {columns[0][i], columns[1][i], columns[2][i]};
        found += Math.pow(targets[i] - forest.answer(row), 2);
      }
      assertEquals(greedy(columns, targets, new boolean[80], 2), found, 1e-6);
    }
  }

  /// The squares left by the best split, and of each side the best split, of rows not left out.
  private static double greedy(double[][] columns, double[] targets, boolean[] out, int depth) {
    double least = squares(targets, out);
    boolean[][] sides = null;
    for (double[] column : columns) {
      for (int edge = 0; edge < 5 && depth > 0; edge++) {
        boolean[] left = out.clone();
        boolean[] right = out.clone();
        int lefts = 0;
        int rights = 0;
        for (int i = 0; i < out.length; i++) {
          lefts += !out[i] && column[i] <= edge ? 1 : 0;
          rights += !out[i] && column[i] > edge ? 1 : 0;
          left[i] |= column[i] > edge;
          right[i] |= column[i] <= edge;
        }
        double sum = squares(targets, left) + squares(targets, right);
        if (lefts >= 5 && rights >= 5 && sum < least - 1e-9) {
          least = sum;
          sides = new boolean[][] {left, right};
        }
      }
    }
    return sides == null
        ? least
        : greedy(columns, targets, sides[0], depth - 1)
            + greedy(columns, targets, sides[1], depth - 1);
  }

  private static double squares(double[] targets, boolean[] out) {
    double sum = 0;
    double square = 0;
    int count = 0;
    for (int i = 0; i < out.length; i++) {
      if (!out[i]) {
        sum += targets[i];
        square += targets[i] * targets[i];
        count++;
      }
    }
    return count == 0 ? 0 : square - sum * sum / count;
  }

  @Test
  void pinballLearnsQuantiles() {
    Random random = new Random(2);
    double[] column = Made.values(4000, _ -> random.nextInt(2));
    double[] targets = Made.values(4000, i -> (1 + 3 * column[i]) * random.nextDouble());
    Forest forest =
        new Boosting(60, 0.2, 2, 50, 0, new Loss.Pinball(0.9))
            .fit(new double[][] {column}, targets);
    assertEquals(0.9, forest.answer(new double[] {0}), 0.03);
    assertEquals(3.6, forest.answer(new double[] {1}), 0.12);
  }

  @Test
  void moreTreesComeCloser() {
    Random random = new Random(3);
    double[] column = Made.values(2000, _ -> random.nextDouble());
    double[] targets = Made.values(2000, i -> Math.sin(7 * column[i]));
    double few = error(5, column, targets);
    double many = error(150, column, targets);
    assertTrue(many < 0.02 && few > 5 * many, few + " and " + many);
  }

  private static double error(int trees, double[] column, double[] targets) {
    Forest forest =
        new Boosting(trees, 0.1, 4, 10, 0, SQUARED).fit(new double[][] {column}, targets);
    double sum = 0;
    for (int i = 0; i < column.length; i++) {
      sum += Math.abs(targets[i] - forest.answer(new double[] {column[i]})) / column.length;
    }
    return sum;
  }

  /// Enough rows and figures that several cores count.
  @Test
  void aSampleIsBySeedAloneAndLearnsAsWell() throws Exception {
    Random random = new Random(4);
    int rows = 180_000;
    double[][] columns = new double[12][rows];
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (double[] column : columns) {
        column[i] = random.nextDouble();
      }
      targets[i] = (columns[3][i] > 0.5 ? 2 : 0) + columns[7][i];
    }
    double[] weights = new double[rows];
    Arrays.fill(weights, 1);
    var huber = new Loss.Huber(0.5);
    var sampled = new Boosting(60, 0.2, 4, 20, 0, huber, new Boosting.Sample(0.5, 0.5, 9));
    Forest forest = sampled.fit(Rows.of(columns), targets, weights, () -> {});
    Forest again;
    try (var single = new ForkJoinPool(1)) {
      again = single.submit(() -> sampled.fit(Rows.of(columns), targets, weights, () -> {})).get();
    }
    var other = new Boosting(60, 0.2, 4, 20, 0, huber, new Boosting.Sample(0.5, 0.5, 10));
    Forest seeded = other.fit(Rows.of(columns), targets, weights, () -> {});
    double[] row = new double[12];
    Arrays.fill(row, 0.75);
    assertEquals(2.75, forest.answer(row), 0.05);
    assertEquals(forest.answer(row), again.answer(row), 0);
    assertNotEquals(forest.answer(row), seeded.answer(row));
  }

  /// Of two rows that look alike, the one that counts thrice decides what both are answered.
  @Test
  void weightsCount() {
    double[][] column = {{1, 1, 2, 2}};
    double[] targets = {0, 4, 8, 8};
    double[] weights = {3, 1, 1, 1};
    Forest forest =
        new Boosting(1, 1, 1, 1, 0, SQUARED).fit(Rows.of(column), targets, weights, () -> {});
    assertEquals(1, forest.answer(new double[] {1}), 1e-12);
    assertEquals(8, forest.answer(new double[] {2}), 1e-12);
    var median = new Boosting(1, 1, 1, 1, 0, Loss.absolute());
    assertThrows(
        IllegalArgumentException.class,
        () -> median.fit(Rows.of(column), targets, weights, () -> {}));
  }

  /// One outcome a thousand times too large moves a squared answer by far, Huber's by its width.
  @Test
  void aWildOutcomeDoesNotDecide() {
    double[][] column = {new double[100]};
    double[] targets = new double[100];
    targets[17] = 1_000;
    var huber = new Boosting(50, 0.3, 1, 1, 0, new Loss.Huber(1)).fit(column, targets);
    var squared = new Boosting(50, 0.3, 1, 1, 0, SQUARED).fit(column, targets);
    assertEquals(0.01, huber.answer(new double[] {0}), 0.002);
    assertEquals(10, squared.answer(new double[] {0}), 0.01);
  }

  @Test
  void aLeafIsAsHeavyAsItsRows() {
    double[][] column = {{1, 2}};
    double[] targets = {0, 8};
    var boosting = new Boosting(1, 1, 1, 3, 0, SQUARED);
    Forest heavy = boosting.fit(Rows.of(column), targets, new double[] {3, 3}, () -> {});
    Forest light = boosting.fit(Rows.of(column), targets, new double[] {3, 2}, () -> {});
    assertEquals(8, heavy.answer(new double[] {2}), 1e-12);
    assertEquals(3.2, light.answer(new double[] {2}), 1e-12);
  }

  @Test
  void rowsThatCountNothingAreAnsweredByTheStart() {
    double[][] column = {{1, 2, 3, 4}};
    double[] none = new double[4];
    Forest forest =
        new Boosting(3, 1, 1, 1, 0, SQUARED)
            .fit(Rows.of(column), new double[] {1, 2, 3, 4}, none, () -> {});
    assertEquals(0, forest.answer(new double[] {2}));
  }
}
