package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RobustTest {
  @Test
  void quantilesAreThoseOfTheSortedValues() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      double[] values = new double[1 + random.nextInt(40)];
      Arrays.setAll(values, _ -> random.nextInt(10) + (random.nextBoolean() ? 0.5 : 0));
      double part = round % 3 == 0 ? 0.5 : random.nextDouble();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double place = part * (values.length - 1);
      int below = (int) Math.floor(place);
      int above = (int) Math.ceil(place);
      double expected = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
      assertEquals(expected, Robust.quantile(values, part), 1e-12);
    }
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertEquals(2, Robust.median(new double[] {Double.NaN, 1, 3, Double.NaN}));
    assertTrue(Double.isNaN(Robust.median(new double[] {Double.NaN})));
    assertEquals(1.4826, Robust.sigma(new double[] {1, 2, 3, 4, 100}), 1e-12);
  }
}
