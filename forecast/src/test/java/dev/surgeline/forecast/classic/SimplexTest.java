package dev.surgeline.forecast.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SimplexTest {
  @Test
  void theExampleOfTheComment() {
    double[] best =
        Simplex.minimise(
            at -> Math.pow(at[0] - 1, 2) + Math.pow(at[1] + 2, 2),
            new double[2],
            new double[] {-5, -5},
            new double[] {5, 5},
            400);
    assertArrayEquals(new double[] {1, -2}, best, 1e-3);
  }

  @Test
  void theBoxIsNotLeft() {
    double[] best =
        Simplex.minimise(at -> -at[0], new double[] {0.5}, new double[] {0}, new double[] {1}, 100);
    assertEquals(1, best[0]);
  }

  @Test
  void aBentValleyIsFollowed() {
    double[] best =
        Simplex.minimise(
            at -> Math.pow(1 - at[0], 2) + 100 * Math.pow(at[1] - at[0] * at[0], 2),
            new double[] {-1, 1},
            new double[] {-2, -2},
            new double[] {2, 2},
            2000);
    assertArrayEquals(new double[] {1, 1}, best, 0.01);
  }
}
