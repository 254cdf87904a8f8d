package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ScenariosTest {
  private static final Numbers EVEN = Numbers.copyOf(0.25, 0.25, 0.25, 0.25);

  @Test
  void weightsAreSharesSpreadOverTheirGroups() {
    var scenarios =
        new Scenarios(new double[] {0, 1, 2, 3}, new double[] {1, 1, 3, 1}, ends(2, 2, 2, 4), 0.1);
    double[] weights = scenarios.weights(EVEN);
    assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
    assertEquals(0.25, weights[0], 1e-12);
    assertEquals(0.25, weights[1], 1e-12);
    assertEquals(0.375, weights[2], 1e-12);
    assertEquals(0.125, weights[3], 1e-12);
  }

  private static int[] ends(int... ends) {
    return ends;
  }

  @Test
  void theGroupThatForeseesGains() {
    SplittableRandom random = new SplittableRandom(4);
    Numbers shares = EVEN;
    for (int i = 0; i < 4000; i++) {
      double comes = i % 2 == 0 ? 1 : -1;
      double[] values = {
        random.nextGaussian(), random.nextGaussian(), comes, random.nextGaussian()
      };
      var scenarios = new Scenarios(values, new double[] {1, 1, 1, 1}, ends(1, 2, 3, 4), 0.2);
      shares = scenarios.learned(shares, comes);
    }
    assertTrue(shares.get(2) > 0.6, shares.get(2) + "");
    for (int group : new int[] {0, 1, 3}) {
      assertTrue(shares.get(group) >= 0.04, "" + shares.get(group));
    }
  }

  @Test
  void aGroupWithoutMembersKeepsItsShare() {
    var scenarios =
        new Scenarios(new double[] {0, 5, 5}, new double[] {1, 1, 1}, ends(1, 2, 2, 3), 0.2);
    Numbers shares = scenarios.learned(EVEN, 0);
    assertEquals(0.25, shares.get(2), 1e-9);
    assertTrue(shares.get(0) > 0.25);
    assertTrue(shares.get(1) < 0.25);
  }

  /// What comes at each full hour is known at the next one, and what comes each day the day after.
  @Test
  void clockPatternsAreFoundAgain() {
    Residuals residuals = Residuals.EMPTY;
    for (int minute = 0; minute < 3 * 1440; minute++) {
      double residual = minute % 60 == 0 ? 1 : minute % 1440 == 615 ? 2 : 0;
      residuals = residuals.with(residual, minute, Residuals.DAYS);
    }
    Scenarios full = residuals.scenarios(3 * 1440);
    assertEquals(72, full.to(1) - full.from(1));
    assertEquals(1, full.value(full.from(1)), 0.02);
    Scenarios daily = residuals.scenarios(3 * 1440 + 615);
    assertEquals(3, daily.to(2) - daily.from(2));
    assertEquals(2, daily.value(daily.from(2)), 0.04);
    Scenarios none = residuals.scenarios(3 * 1440 + 30);
    assertEquals(0, none.value(none.from(1)), 0.01);
  }
}
