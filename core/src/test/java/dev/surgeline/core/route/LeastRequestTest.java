package dev.surgeline.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class LeastRequestTest {
  private static final long SEED = 20261121;

  @Test
  void picksTheOnlyOneWithoutDrawing() {
    assertEquals(0, LeastRequest.pick(1, _ -> 99, new SplittableRandom(SEED)));
  }

  @Test
  void refusesToPickAmongNone() {
    var random = new SplittableRandom(SEED);
    assertThrows(IllegalArgumentException.class, () -> LeastRequest.pick(0, _ -> 0, random));
  }

  @Test
  void ofTwoAlwaysTakesTheLessBusy() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 1000; i++) {
      assertEquals(1, LeastRequest.pick(2, at -> at == 0 ? 3 : 2, random));
    }
  }

  @Test
  void spreadsEvenlyOverEqualEndpoints() {
    int[] picked = new int[10];
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      picked[LeastRequest.pick(10, _ -> 0, random)]++;
    }
    double chiSquare =
        Arrays.stream(picked).mapToDouble(n -> (n - 10_000.0) * (n - 10_000.0) / 10_000.0).sum();
    // 27.88 is exceeded by chance once in 1,000 seeds at 9 degrees of freedom.
    assertTrue(chiSquare < 27.88, "chi square " + chiSquare + " of " + Arrays.toString(picked));
  }

  @Test
  void neverTakesTheOneThatIsBusierThanAllOthers() {
    int[] picked = new int[5];
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      picked[LeastRequest.pick(5, at -> at == 2 ? 7 : 1, random)]++;
    }
    assertEquals(0, picked[2]);
  }

  /// Balls into bins: 100,000 requests that all stay. Random choice leaves the fullest about 300
  /// above the mean; two choices leave it a few above.
  @Test
  void keepsTheFullestCloseToTheMean() {
    int[] random = fill(_ -> 0);
    int[] bins = new int[100];
    var draws = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      bins[LeastRequest.pick(bins.length, at -> bins[at], draws)]++;
    }
    int fullest = Arrays.stream(bins).max().orElseThrow();
    int fullestByChance = Arrays.stream(random).max().orElseThrow();
    assertTrue(fullest <= 1005, "fullest of two choices " + fullest);
    assertTrue(fullestByChance > 1040, "fullest of one choice " + fullestByChance);
  }

  private static int[] fill(IntUnaryOperator seen) {
    int[] bins = new int[100];
    var draws = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      bins[LeastRequest.pick(bins.length, seen, draws)]++;
    }
    return bins;
  }
}
