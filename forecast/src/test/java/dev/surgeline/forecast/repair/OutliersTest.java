package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutliersTest {
  @Test
  void aSingleSpikeIsDampedNotDropped() {
    Random random = new Random(1);
    double[] values = Made.values(300, _ -> 100 + 3 * random.nextGaussian());
    values[150] = 500;
    values[220] = 0;
    double[] damped = values.clone();
    assertEquals(List.of(150, 220), Outliers.damp(damped, Profile.FLAT));
    assertEquals(124, damped[150], 8);
    assertEquals(76, damped[220], 8);
    damped[150] = 500;
    damped[220] = 0;
    assertArrayEquals(values, damped);
  }

  @Test
  void aSurgeOfFourStepsAndTheLastThreeAreLeftAlone() {
    Random random = new Random(2);
    double[] values = Made.values(300, _ -> 100 + 3 * random.nextGaussian());
    for (int i = 100; i < 104; i++) {
      values[i] = 600;
    }
    values[298] = 900;
    values[299] = 900;
    assertEquals(List.of(), Outliers.damp(values.clone(), Profile.FLAT));
  }

  @Test
  void noMoreThanOneInAHundredIsEverDamped() {
    Random random = new Random(3);
    double[] wild = Made.values(2000, _ -> Math.exp(3 * random.nextGaussian()));
    assertTrue(Outliers.damp(wild, Profile.FLAT).size() <= 20);
    double[] sparse = Made.values(2000, _ -> Made.arrivals(random, 0.2));
    assertTrue(Outliers.damp(sparse, Profile.FLAT).size() <= 20);
  }
}
