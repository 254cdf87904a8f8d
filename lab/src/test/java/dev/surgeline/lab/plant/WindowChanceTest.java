package dev.surgeline.lab.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Violated windows of a fluid against counts of single requests.
final class WindowChanceTest {
  private static final int WINDOWS = 20_000;

  private static double byChance(double count, double late) {
    var chance = new WindowChance(7);
    int violated = 0;
    for (int window = 0; window < WINDOWS; window++) {
      violated += chance.violated(window, count * late, count, 0.01) ? 1 : 0;
    }
    return violated / (double) WINDOWS;
  }

  private static double bySingleRequests(int count, double late) {
    var random = new SplittableRandom(3);
    int violated = 0;
    for (int window = 0; window < WINDOWS; window++) {
      int missed = 0;
      for (int i = 0; i < count; i++) {
        missed += random.nextDouble() < late ? 1 : 0;
      }
      violated += missed > 0.01 * count ? 1 : 0;
    }
    return violated / (double) WINDOWS;
  }

  /// Few requests and many, shares below the limit, at it and above; where more than 256 may be
  /// late the normal distribution is taken.
  @Test
  void asManyWindowsAreViolatedAsByCounting() {
    for (int count : new int[] {1, 2, 50, 150, 1000}) {
      for (double late : new double[] {0.0005, 0.005, 0.01, 0.02, 0.2, 1}) {
        String what = late + " of " + count;
        assertEquals(bySingleRequests(count, late), byChance(count, late), 0.015, what);
      }
    }
    assertEquals(0.5, byChance(30_000, 0.01), 0.03);
    assertEquals(0.04, byChance(30_000, 0.009), 0.01);
  }

  /// What service alone violates is never more than all.
  @Test
  void fewerLateOnesViolateNoMore() {
    var chance = new WindowChance(1);
    for (int window = 0; window < WINDOWS; window++) {
      boolean few = chance.violated(window, 0.8, 100, 0.01);
      assertTrue(!few || chance.violated(window, 1.7, 100, 0.01));
    }
    assertFalse(chance.violated(0, 0, 100, 0.01), "none is late");
    assertTrue(chance.violated(0, 1, 0, 0.01), "what came before");
  }
}
