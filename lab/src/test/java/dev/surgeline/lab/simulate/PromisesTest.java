package dev.surgeline.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Foreseen;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Forecasts against what came.
final class PromisesTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private static Foreseen foreseen(int at, int from, int to, double value, double level) {
    return new Foreseen(
        Metrics.REQUESTS,
        level,
        Duration.ofSeconds(from),
        Duration.ofSeconds(to),
        value,
        START.plusSeconds(at));
  }

  @Test
  void whatComesIsWithinTheBandOrNot() {
    var promises = new Promises();
    assertTrue(Double.isNaN(promises.coverage().share()), "nothing was foretold");
    // Due in the interval from 45 s to 60 s, which had 48; due from 45 s to 75 s, which had 52,
    // too.
    promises.promise(foreseen(0, 60, 60, 50, 0.9));
    promises.promise(foreseen(0, 50, 75, 50, 0.8));
    double[] rates = {90, 90, 90, 48, 52, 90};
    for (int i = 0; i < rates.length; i++) {
      promises.seen(START.plus(INTERVAL.multipliedBy(i + 1)), INTERVAL, rates[i]);
    }
    assertEquals(0.5, promises.coverage().share(), 1e-12);
    assertEquals(0.85, promises.coverage().promised(), 1e-12);
    promises.promise(foreseen(90, 15, 15, 50, 0.9));
    promises.seen(START.plusSeconds(105), INTERVAL, 50);
    assertEquals(2 / 3.0, promises.coverage().share(), 1e-12);
  }
}
