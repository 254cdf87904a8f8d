package dev.surgeline.lab.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The elasticity metrics against figures calculated by hand.
final class ElasticityTest {
  private static StepSeries steps(double... timesAndValues) {
    List<StepSeries.Point> points = new ArrayList<>();
    for (int i = 0; i < timesAndValues.length; i += 2) {
      points.add(new StepSeries.Point(timesAndValues[i], timesAndValues[i + 1]));
    }
    return new StepSeries(points);
  }

  private static Elasticity of(StepSeries demand, StepSeries supply) {
    return Elasticity.of(demand, supply, 1);
  }

  @Test
  void theWorkedExample() {
    Elasticity found = of(steps(0, 1, 2, 2, 4, 2), steps(0, 1, 4, 1));
    assertEquals(new Elasticity(0.5, 0, 25, 0, 50, 0, 100 / 3.0, -0.25), found);
  }

  @Test
  void whatFitsHasNoFault() {
    StepSeries both = steps(0, 1, 2, 2, 3, 1, 9, 1);
    assertEquals(new Elasticity(0, 0, 0, 0, 0, 0, 0, 0), of(both, both));
  }

  @Test
  void aTimeWithoutDemandIsOverWithoutAPart() {
    Elasticity found = of(steps(0, 0, 10, 0), steps(0, 3, 10, 3));
    assertEquals(new Elasticity(0, 3, 0, 0, 0, 100, 0, 0), found);
  }

  @Test
  void movementsAgainstEachOtherAreInstability() {
    Elasticity found = of(steps(0, 5, 4, 6, 5, 6), steps(0, 5, 2, 6, 3, 5, 4, 6, 5, 6));
    assertEquals(50, found.instability(), "two of four steps");
    assertEquals(2 / 5.0, found.jitter(), 1e-12);
  }

  @Test
  void whatIsNotOfTheSameTimeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> of(steps(0, 1, 2, 1), steps(1, 1, 2, 1)));
    assertThrows(IllegalArgumentException.class, () -> steps(0, 1));
    assertThrows(IllegalArgumentException.class, () -> steps(0, 1, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> steps(0, 1, 1, Double.NaN));
  }
}
