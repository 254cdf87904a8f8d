package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.repair.Gaps.Gap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GapsTest {
  private static final double NO = Double.NaN;

  @Test
  void theExampleOfTheComment() {
    Profile profile = new Profile(true, new double[] {2 / 3.0, 4 / 3.0});
    double[] filled = Gaps.fill(new double[] {10, 20, 10, NO, 12, 22}, profile);
    assertArrayEquals(new double[] {10, 20, 10, 22, 12, 22}, filled, 1e-12);
  }

  @Test
  void withoutASeasonAGapIsAStraightLine() {
    double[] filled = Gaps.fill(new double[] {2, NO, NO, NO, 10}, Profile.FLAT);
    assertArrayEquals(new double[] {2, 4, 6, 8, 10}, filled, 1e-12);
  }

  @Test
  void atAnEdgeTheOtherSideGoesOn() {
    assertArrayEquals(
        new double[] {5, 5, 5, 5}, Gaps.fill(new double[] {5, 5, NO, NO}, Profile.FLAT));
    assertArrayEquals(new double[] {5, 5}, Gaps.fill(new double[] {NO, 5}, Profile.FLAT));
  }

  @Test
  void aLostDayIsLikeOthersOfItsKindAndNeverZero() {
    double[] visits = Made.visits(6 * 168, 0, 1);
    double[] broken = visits.clone();
    Arrays.fill(broken, 500, 560, NO);
    assertEquals(List.of(new Gap(500, 560)), Gaps.find(broken));
    double[] filled = Gaps.fill(broken, Profile.of(broken, List.of(24, 168)));
    for (int i = 0; i < visits.length; i++) {
      assertEquals(visits[i], filled[i], 0.05 * visits[i], "step " + i);
      assertTrue(filled[i] > 0);
    }
  }

  @Test
  void unknownPhasesOfASeasonAreBridgedAroundTheCircle() {
    double[] figures = {NO, 2, NO, 4, NO};
    Gaps.bridge(figures, 1);
    assertArrayEquals(new double[] {8 / 3.0, 2, 3, 4, 10 / 3.0}, figures, 1e-12);
    double[] none = {NO, NO};
    Gaps.bridge(none, 1);
    assertArrayEquals(new double[] {1, 1}, none);
  }
}
