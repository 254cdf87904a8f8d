package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.repair.Shifts.Shift;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShiftsTest {
  @Test
  void theExampleOfTheComment() {
    Random random = new Random(1);
    double[] days = Made.values(90, i -> (i < 60 ? 100 : 200) + 3 * random.nextGaussian());
    List<Shift> found = Shifts.find(days, Profile.FLAT, 1);
    assertEquals(1, found.size());
    assertEquals(60, found.getFirst().index());
    assertEquals(2, found.getFirst().size(), 0.05);
  }

  @Test
  void aStepUnderASeasonIsFoundToTheHour() {
    double[] visits = Made.visits(8 * 168, 0.05, 2);
    for (int i = 801; i < visits.length; i++) {
      visits[i] *= 1.6;
    }
    List<Shift> found = Shifts.find(visits, Profile.of(visits, List.of(24, 168)), 24);
    assertEquals(1, found.size());
    assertEquals(801, found.getFirst().index(), 4);
    assertEquals(1.6, found.getFirst().size(), 0.08);
  }

  @Test
  void twoStepsAreFoundInOrder() {
    double[] days = Made.values(150, i -> i < 50 ? 100 : i < 100 ? 50 : 120);
    List<Shift> found = Shifts.find(days, Profile.FLAT, 1);
    assertEquals(List.of(50, 100), found.stream().map(Shift::index).toList());
    assertEquals(0.5, found.getFirst().size(), 1e-9);
    assertEquals(2.4, found.getLast().size(), 1e-9);
  }

  @Test
  void aSlopeAndASurgeAndANewLevelOfYesterdayAreNone() {
    double[] slope = Made.values(500, i -> 100 + i);
    assertEquals(List.of(), Shifts.find(slope, Profile.FLAT, 1));
    double[] surge = Made.visits(6 * 168, 0.05, 4);
    for (int i = 600; i < 640; i++) {
      surge[i] *= 3;
    }
    assertEquals(List.of(), Shifts.find(surge, Profile.of(surge, List.of(24, 168)), 24));
    double[] late = Made.values(500, i -> i < 480 ? 100 : 200);
    assertEquals(List.of(), Shifts.find(late, Profile.FLAT, 1));
  }

  @Test
  void wanderingIsSeldomTakenForSteps() {
    int found = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] walk = Made.values(600, _ -> 0.02 * random.nextGaussian());
      Arrays.parallelPrefix(walk, Double::sum);
      Arrays.setAll(walk, i -> 100 * Math.exp(walk[i]));
      found += Shifts.find(walk, Profile.FLAT, 1).isEmpty() ? 0 : 1;
    }
    assertTrue(found <= 6, found + " of 40 walks were given a step");
  }

  @Test
  void belowZeroAShiftIsAdded() {
    double[] values = Made.values(200, i -> (i < 120 ? -10 : 40) + i % 3);
    Shift shift = Shifts.find(values, Profile.FLAT, 1).getFirst();
    assertFalse(shift.quotient());
    assertEquals(50, shift.size(), 1e-9);
  }
}
