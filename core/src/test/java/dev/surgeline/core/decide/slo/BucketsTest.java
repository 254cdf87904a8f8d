package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BucketsTest {
  private static Buckets to(Buckets buckets, double at, double rate) {
    Buckets next = buckets.paced(at);
    double since = next.since(at);
    while (next.until() < at) {
      boolean seen = next.until() >= since;
      next = next.filled(seen ? at : since, seen ? rate : Double.NaN, 100);
    }
    return next;
  }

  @Test
  void theWorkedExample() {
    Buckets buckets = to(to(Buckets.starting(0, 15, 0), 10, 10), 25, 20);
    assertEquals(1, buckets.rates().size());
    assertEquals(200 / 15.0, buckets.rates().get(0), 1e-9);
    assertEquals(1, buckets.open());
    assertEquals(10, buckets.covered(), 1e-9);
  }

  @Test
  void aGapLeavesSlicesUnknownAndNeverZero() {
    Buckets buckets = to(to(to(Buckets.starting(0, 15, 0), 15, 10), 30, 12), 120, 14);
    assertEquals(8, buckets.rates().size());
    assertEquals(12, buckets.rates().get(1), 1e-9);
    for (int i = 2; i < 6; i++) {
      assertTrue(Double.isNaN(buckets.rates().get(i)), "slice " + i);
    }
    assertEquals(14, buckets.rates().back(0), 1e-9);
    assertEquals(14, buckets.mean(0, 4), 1e-9);
    assertTrue(Double.isNaN(buckets.mean(2, 2)));
  }

  @Test
  void severalMeansAreThoseOfEachByItself() {
    Buckets buckets = to(to(to(Buckets.starting(0, 15, 0), 15, 10), 30, 12), 120, 14);
    double[] means = buckets.means(1, 1, 3, 9);
    assertEquals(buckets.mean(1, 1), means[0]);
    assertEquals(buckets.mean(1, 3), means[1]);
    assertEquals(buckets.mean(1, 9), means[2]);
  }

  @Test
  void oneMissedTickIsBridged() {
    Buckets buckets = to(to(to(Buckets.starting(0, 15, 0), 15, 10), 30, 12), 60, 14);
    assertEquals(4, buckets.known(0, 4));
  }

  @Test
  void jitterMakesNoHoles() {
    Buckets buckets = Buckets.starting(0, 15, 0);
    for (int i = 1; i <= 60; i++) {
      buckets = to(buckets, 15 * i + (i % 3 - 1) * 4, 7);
    }
    assertEquals(58, buckets.known(0, 58));
    assertEquals(7, buckets.mean(0, 58), 1e-9);
  }

  @Test
  void theWidthFollowsPaceAndStartup() {
    assertEquals(15, Buckets.width(15, Duration.ofSeconds(60)));
    assertEquals(15, Buckets.width(15.4, Duration.ofSeconds(2)));
    assertEquals(1, Buckets.width(1, Duration.ofSeconds(5)));
    assertEquals(3, Buckets.width(1, Duration.ofSeconds(60)));
    assertEquals(15, Buckets.width(15, Duration.ofMinutes(5)));
    assertEquals(60, Buckets.width(15, Duration.ofHours(1)));
    assertEquals(6, Buckets.horizon(15, Duration.ofSeconds(60)));
    assertEquals(62, Buckets.horizon(60, Duration.ofHours(1)));
  }
}
