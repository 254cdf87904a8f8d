package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.contest.Made;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepairTest {
  @Test
  void whatWasDoneIsSaid() {
    double[] visits = Made.visits(6 * 168, 0.05, 1);
    Arrays.fill(visits, 24, 48, Double.NaN);
    Arrays.fill(visits, 480, 504, 0);
    visits[700] = 5000;
    Repaired repaired = repaired(visits);
    assertEquals(List.of(24, 168), repaired.past().seasons());
    assertEquals(
        List.of(
            "24 values in 1 gap, the first at 2026-01-06T00:00:00Z, were not observed; they are "
                + "filled from around them for learning.",
            "24 zeros in 1 run, the first at 2026-01-25T00:00:00Z, are taken for an outage, not "
                + "for absent demand, and filled."),
        repaired.notes().subList(0, 2));
    assertTrue(repaired.notes().getLast().contains("2026-02-03T04:00:00Z"));
    for (int i = 0; i < visits.length; i++) {
      double value = repaired.past().values()[i];
      assertTrue(value > 5 && value < 500, "step " + i + " is " + value);
    }
  }

  @Test
  void aSoundHistoryStaysAsItIs() {
    double[] visits = Made.visits(6 * 168, 0.05, 1);
    Repaired repaired = repaired(visits);
    assertEquals(List.of(), repaired.notes());
    assertArrayEquals(visits, repaired.past().values());
  }

  @Test
  void twoPointsAreAHistoryAndOneIsNot() {
    Repaired two = repaired(3, 5);
    assertArrayEquals(new double[] {3, 5}, two.past().values());
    assertEquals(
        List.of(
            "2 values are too few for a season of 24 steps, which takes 48; without it level and "
                + "trend alone are forecast."),
        two.notes());
    assertArrayEquals(new double[] {3, 4, 5}, repaired(3, Double.NaN, 5).past().values());
    assertEquals(
        "a forecast needs at least two observed values; this series has 1",
        assertThrows(IllegalArgumentException.class, () -> repaired(Double.NaN, 4)).getMessage());
  }

  @Test
  void constantSeriesAreSaidToBe() {
    Repaired zero = repaired(0, 0, 0, 0, 0, Double.NaN);
    assertArrayEquals(new double[6], zero.past().values());
    assertEquals(
        "Every value is zero: a first arrival cannot be foreseen from it.", zero.notes().getLast());
    Repaired seven = repaired(7, 7, Double.NaN, 7);
    assertArrayEquals(new double[] {7, 7, 7, 7}, seven.past().values());
    assertEquals("Every value is 7: its spread cannot be known from it.", seven.notes().getLast());
  }

  @Test
  void whatIsBeforeTheFirstObservationIsDropped() {
    Repaired repaired = repaired(Double.NaN, Double.NaN, 4, 5);
    assertArrayEquals(new double[] {4, 5}, repaired.past().values());
    assertEquals(Made.START.plusSeconds(7200), repaired.past().start());
  }

  @Test
  void anotherLevelIsRescaledAndAnotherRegimeDropped() {
    double[] grown = Made.visits(8 * 168, 0.05, 2);
    double[] opened = grown.clone();
    for (int i = 600; i < grown.length; i++) {
      grown[i] *= 2;
      opened[i] *= 10;
    }
    Repaired rescaled = repaired(grown);
    assertEquals(grown.length, rescaled.past().length());
    assertEquals(grown[100 + 336] * 2, rescaled.past().values()[100 + 336], 40);
    assertTrue(rescaled.notes().getFirst().startsWith("The level shifted by the factor "));
    Repaired dropped = repaired(opened);
    assertEquals(opened.length - 600, dropped.past().length(), 4);
    assertTrue(dropped.notes().getFirst().endsWith("what was before it is not learned from."));
  }

  @Test
  void gapsAloneLeavesWhatWasObserved() {
    double[] visits = Made.visits(6 * 168, 0.05, 1);
    visits[700] = 5000;
    assertArrayEquals(
        visits, Repair.GAPS.repair(Made.hourly(visits), List.of(24), Calendar.UTC).past().values());
  }

  private static Repaired repaired(double... values) {
    return Repair.FULL.repair(Made.hourly(values), List.of(), Calendar.UTC);
  }
}
