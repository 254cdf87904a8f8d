package dev.surgeline.lab.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Capacity.Distribution;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Draws have the moments and the tails of their distributions.
final class QuantilesTest {
  @Test
  void theNormalDistribution() {
    assertEquals(0, Quantiles.normal(0.5), 1e-9);
    assertEquals(1.959963985, Quantiles.normal(0.975), 1e-8);
    assertEquals(-3.090232306, Quantiles.normal(0.001), 1e-8);
    assertEquals(4.753424309, Quantiles.normal(0.999999), 1e-7);
  }

  @Test
  void serviceTimesHaveTheirMeanAndSpread() {
    moments(new ServiceTime(2e8, new Capacity.Spread(0.5, Distribution.LOGNORMAL)), 0.5);
    moments(new ServiceTime(2e8, new Capacity.Spread(1.5, Distribution.LOGNORMAL)), 1.5);
    moments(new ServiceTime(2e8, Capacity.Spread.of(Distribution.EXPONENTIAL)), 1);
    moments(new ServiceTime(2e8, Capacity.Spread.of(Distribution.DETERMINISTIC)), 0);
  }

  private static void moments(ServiceTime time, double cv) {
    ServiceTime.Drawn drawn = time.drawn(new SplittableRandom(1));
    int count = 2_000_000;
    double sum = 0;
    double squares = 0;
    int beyond = 0;
    double tail = time.quantile(0.999);
    for (int i = 0; i < count; i++) {
      double value = drawn.next() / 1e8;
      sum += value;
      squares += value * value;
      beyond += value > tail / 1e8 ? 1 : 0;
    }
    double mean = sum / count;
    assertEquals(2, mean, 0.01, time::toString);
    double spread = Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean;
    assertEquals(cv, spread, 0.02 + 0.02 * cv, time::toString);
    assertTrue(cv == 0 || Math.abs(beyond - count / 1000) < 200, time + ": " + beyond);
  }

  @Test
  void arrivalsFollowTheirTrace() {
    double[] counts = {600, 0, Double.NaN, 6000};
    var arrivals = new Arrivals(counts, 60 * Plants.SECOND, 1);
    int[] seen = new int[4];
    long before = 0;
    for (long at = arrivals.next(); at < Long.MAX_VALUE; at = arrivals.next()) {
      assertTrue(at >= before);
      seen[(int) (at / (60 * Plants.SECOND))]++;
      before = at;
    }
    assertEquals(600, seen[0], 100);
    assertEquals(0, seen[1]);
    assertEquals(0, seen[2], "an interval that was not observed is as the one before");
    assertEquals(6000, seen[3], 300);
  }
}
