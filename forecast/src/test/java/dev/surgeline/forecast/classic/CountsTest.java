package dev.surgeline.forecast.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CountsTest {
  @Test
  void theExampleOfTheComment() {
    // first 1.5, which counts as two steps: a = 3, b = 2.
    CountRate rate = new CountRate(new double[] {1}, 1.5, 0, 0.5);
    rate.observe(5);
    assertArrayEquals(new double[] {3.25, 3.25}, rate.forecast(2), 1e-12);
    double size = 6.5 * 0.5;
    double sum = 0;
    for (int k = 0; k <= 5; k++) {
      sum += Math.exp(CountRate.logMass(k, 3.25, size));
    }
    assertEquals(0.83, sum, 0.01);
    assertEquals(5, rate.quantile(1, sum - 1e-9));
    assertEquals(6, rate.quantile(1, sum + 1e-9));
  }

  @Test
  void theMassIsThatOfTheNegativeBinomial() {
    // Whole sizes count failures before so many successes: (k + r - 1 over k) p^r (1 - p)^k.
    double p = 4 / (4 + 6.0);
    double expected = 35 * 4 * Math.pow(p, 4) * Math.pow(1 - p, 4) / 4;
    assertEquals(expected, Math.exp(CountRate.logMass(4, 6, 4)), 1e-9);
    assertEquals(Math.log(24), CountRate.logGamma(5), 1e-10);
    assertEquals(Math.log(Math.sqrt(Math.PI)), CountRate.logGamma(0.5), 1e-10);
  }

  @Test
  void quantilesOfSparseArrivalsHold() {
    Random random = new Random(1);
    double[] values = Made.values(3000, i -> Made.arrivals(random, i % 24 < 8 ? 0.2 : 1.5));
    CountRate rate = new Counts().fit(Made.past(Arrays.copyOf(values, 2000), 24));
    assertTrue(rate.memory() >= 0.99, "a rate that does not change is remembered for long");
    int within = 0;
    double low = 0;
    for (int i = 2000; i < 3000; i++) {
      within += values[i] <= rate.quantile(1, 0.95) ? 1 : 0;
      low += i % 24 < 8 ? rate.forecast(1)[0] : 0;
      rate.observe(values[i]);
    }
    // Of whole numbers the quantile is exceeded by 5% at most, and by less.
    assertTrue(within >= 945 && within <= 995, within + " of 1000 were within 95%");
    assertEquals(0.2, low / 336, 0.08);
  }

  @Test
  void aRateThatChangesIsForgottenSooner() {
    Random random = new Random(2);
    double[] values = Made.values(2000, i -> Made.arrivals(random, 3 + 2.5 * Math.sin(i / 40.0)));
    assertTrue(new Counts().fit(Made.past(values)).memory() <= 0.96);
  }

  @Test
  void exposuresOfNoiseAreDrawnToOne() {
    Random random = new Random(3);
    double[] noise = Made.values(240, _ -> Made.arrivals(random, 1));
    for (double figure : Counts.exposures(noise, 24)) {
      assertEquals(1, figure, 0.3);
    }
    double[] clear = Made.values(240, i -> i % 24 == 0 ? 24 : 0);
    double[] figures = Counts.exposures(clear, 24);
    assertEquals(24, figures[0], 0.01);
  }

  @Test
  void largeCountsHaveQuantilesToo() {
    CountRate rate = new CountRate(new double[] {1}, 5000, 0, 0.99);
    for (int i = 0; i < 500; i++) {
      rate.observe(5000);
    }
    assertEquals(5000, rate.quantile(1, 0.5), 5);
    // The spread: sqrt(5000 + 5000^2 / (99 x 5000)).
    assertEquals(5000 + 1.645 * 71, rate.quantile(1, 0.95), 10);
  }
}
