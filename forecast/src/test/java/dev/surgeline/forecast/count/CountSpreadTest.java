package dev.surgeline.forecast.count;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CountSpreadTest {
  /// The smallest k, by summing up logs of probabilities term by term from 0.
  private static int slow(double mean, double wider, double level) {
    double log = wider == 0 ? -mean : -Math.log1p(wider * mean) / wider;
    double sum = Math.exp(log);
    int k = 0;
    while (sum < level) {
      log += Math.log(mean / (1 + wider * mean) * (1 + wider * k) / (k + 1));
      k++;
      sum += Math.exp(log);
    }
    return k;
  }

  @Test
  void theQuantileIsTheFirstWholeNumberThatHoldsTheLevel() {
    double[] levels = {0.1, 0.67, 0.68, 0.8, 0.9};
    assertArrayEquals(new double[] {0, 2, 3, 3, 4}, new CountSpread(0).quantiles(2, levels));
  }

  @Test
  void itAgreesWithPlainSummation() {
    var random = new Random(7);
    double[] levels = {0.001, 0.025, 0.31, 0.5, 0.777, 0.975, 0.999};
    for (int i = 0; i < 500; i++) {
      double mean = Math.exp(random.nextDouble() * 9 - 4);
      double wider = i % 3 == 0 ? 0 : Math.exp(random.nextDouble() * 6 - 6);
      double[] quantiles = new CountSpread(wider).quantiles(mean, levels);
      for (int j = 0; j < levels.length; j++) {
        assertEquals(slow(mean, wider, levels[j]), quantiles[j], "mean " + mean + " a " + wider);
      }
    }
  }

  @Test
  void aMeanThatUnderflowsIsNothingButZero() {
    assertArrayEquals(
        new double[] {0, 0}, new CountSpread(0).quantiles(1e-20, new double[] {0.5, 0.99}));
  }

  @Test
  void hugeMeansTakeNoTime() {
    double[] quantiles = new CountSpread(0).quantiles(1e6, new double[] {0.025, 0.5, 0.975});
    assertEquals(1e6, quantiles[1], 1);
    assertTrue(Math.abs(quantiles[2] - 1e6 - 1960) < 2);
  }
}
