package dev.surgeline.forecast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.plan.Projection.Ahead;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Known growth is found again, and what can not be known is said.
final class ProjectionTest {
  private static boolean says(Projection projection, String words) {
    return projection.notes().stream().anyMatch(note -> note.contains(words));
  }

  @Test
  void steadyGrowthGoesOn() {
    Projection projection = Histories.projected(36, 12, month -> 1000 * Math.pow(1.02, month));
    Ahead last = projection.months().getLast();
    assertEquals(LocalDate.parse("2026-12-01"), last.month());
    assertEquals(1000 * Math.pow(1.02, 47), last.middle(), 0.02 * last.middle());
    assertEquals(Math.pow(1.02, 12), projection.growth(), 0.01);
    assertTrue(last.of80().low() < last.middle() && last.middle() < last.of80().high());
  }

  @Test
  void growthWithSeasonAndNoiseGoesOn() {
    Random random = new Random(4);
    double[] noise = random.doubles(60, -0.02, 0.02).toArray();
    java.util.function.IntToDoubleFunction truth =
        month -> 500 * Math.pow(1.01, month) * (1 + 0.2 * Math.cos(2 * Math.PI * month / 12));
    Projection projection =
        Histories.projected(48, 12, month -> truth.applyAsDouble(month) * Math.exp(noise[month]));
    for (int h = 0; h < 12; h++) {
      double middle = projection.months().get(h).middle();
      assertEquals(1, middle / truth.applyAsDouble(48 + h), 0.06, "month " + h);
    }
    assertEquals(24, projection.origins());
    assertTrue(projection.basis().contains("held at 24 origins"), projection.basis());
  }

  @Test
  void whatDoesNotChangeStays() {
    Projection projection = Histories.projected(18, 12, _ -> 250);
    projection.months().forEach(one -> assertEquals(250, one.middle(), 0.5));
    assertEquals(1, projection.growth(), 0.002);
  }

  /// Two months tell of no growth: the last is carried on, and intervals are those of an assumed
  /// 15% a month, exp(1.2816 x 0.15) = 1.212 after one.
  @Test
  void fewMonthsHaveALevelAndNoGrowth() {
    Projection projection = Histories.projected(2, 12, month -> 100 + 100 * month);
    projection.months().forEach(one -> assertEquals(200, one.middle(), 1e-9));
    assertEquals(242.4, projection.months().getFirst().of80().high(), 0.1);
    assertTrue(says(projection, "from 2 months no growth can be told"));
    assertTrue(says(projection, "seasonal months are not known"));
    assertTrue(projection.basis().contains("assume normal errors of 15%"), projection.basis());
  }

  /// Six months of a tenth more each would be 17 times as much after 30: growth is carried for six.
  @Test
  void growthIsCarriedNoFurtherThanTheHistoryReaches() {
    Projection projection = Histories.projected(6, 30, month -> Math.pow(1.1, month));
    double sixth = projection.months().get(5).middle();
    projection.months().subList(6, 30).forEach(one -> assertEquals(sixth, one.middle(), 1e-9));
    assertTrue(sixth > Math.pow(1.1, 8) && sixth < Math.pow(1.1, 12), () -> "" + sixth);
    assertTrue(says(projection, "growth is told from 6 months only"));
  }

  @Test
  void intervalsGrowWithTheMonthsAndLieWithinEachOther() {
    Random random = new Random(9);
    double[] noise = random.doubles(40, -0.1, 0.1).toArray();
    Projection projection = Histories.projected(40, 12, month -> 100 * Math.exp(noise[month]));
    double before = 1;
    for (Ahead one : projection.months()) {
      assertTrue(one.of95().low() <= one.of80().low() && one.of80().low() <= one.of50().low());
      assertTrue(one.of50().high() <= one.of80().high() && one.of80().high() <= one.of95().high());
      double width = one.of80().high() / one.of80().low();
      assertTrue(width > before);
      before = width;
    }
  }

  @Test
  void aMonthThatIsNotKnownIsNotZero() {
    Projection projection =
        Histories.projected(
            36, 12, month -> month == 20 ? Double.NaN : 1000 * Math.pow(1.02, month));
    Ahead last = projection.months().getLast();
    assertEquals(1000 * Math.pow(1.02, 47), last.middle(), 0.02 * last.middle());
    assertTrue(says(projection, "1 month between known ones"));
  }

  /// Of random walks with a drift, 80% of what comes lies within the 80% interval, give or take.
  @Test
  void intervalsHoldWhatTheyPromise() {
    Random random = new Random(17);
    for (int length : List.of(12, 48)) {
      int held = 0;
      int all = 0;
      for (int walk = 0; walk < 60; walk++) {
        double[] logs = new double[length + 12];
        double drift = 0.01 * random.nextGaussian();
        for (int i = 1; i < logs.length; i++) {
          logs[i] = logs[i - 1] + drift + 0.03 * random.nextGaussian();
        }
        Projection projection = Histories.projected(length, 12, month -> Math.exp(logs[month]));
        for (int h = 0; h < 12; h++) {
          Ahead one = projection.months().get(h);
          double came = Math.exp(logs[length + h]);
          held += came >= one.of80().low() && came <= one.of80().high() ? 1 : 0;
          all++;
        }
      }
      double share = (double) held / all;
      assertTrue(share > 0.7 && share < 0.92, "of " + length + " months: " + share);
    }
  }
}
