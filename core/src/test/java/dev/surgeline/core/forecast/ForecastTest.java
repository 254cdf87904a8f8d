package dev.surgeline.core.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  private static final Instant MADE = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Forecast THREE =
      new Forecast(
          MADE,
          MINUTE,
          List.of(0.5, 0.9),
          List.of(List.of(100.0, 140.0), List.of(50.0, 60.0), List.of(80.0, 90.0)));

  @Test
  void aValueHoldsForTheStepThatEndsAtItsPoint() {
    assertEquals(140, most(0.9, 0, 0));
    assertEquals(140, most(0.9, 1, 60));
    assertEquals(60, most(0.9, 61, 120));
    assertEquals(90, most(0.9, 100, 121));
    assertEquals(140, most(0.9, 60, 180));
  }

  @Test
  void betweenLevelsLinesAreStraightAndBeyondThemNothingIsKnown() {
    assertEquals(120, most(0.7, 10, 10), 1e-9);
    assertEquals(100, most(0.5, 10, 10));
    assertEquals(0.9, THREE.nearestLevel(0.99));
    assertEquals(0.5, THREE.nearestLevel(0.1));
    assertEquals(0.7, THREE.nearestLevel(0.7));
  }

  @Test
  void itSaysNothingOfWhatItDoesNotCover() {
    assertEquals(OptionalDouble.empty(), THREE.most(0.9, MADE.minusNanos(1), MADE));
    assertEquals(OptionalDouble.empty(), THREE.most(0.9, MADE, MADE.plusSeconds(181)));
    assertEquals(OptionalDouble.empty(), THREE.most(0.9, MADE.plusSeconds(2), MADE));
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      var forecast = new Forecast(MADE, MINUTE, List.of(0.5), List.of(List.of(wrong)));
      assertEquals(OptionalDouble.empty(), forecast.most(0.5, MADE, MADE));
    }
    var empty = new Forecast(MADE, MINUTE, List.of(), List.of());
    assertEquals(OptionalDouble.empty(), empty.most(0.5, MADE, MADE));
    assertThrows(IllegalStateException.class, () -> empty.nearestLevel(0.5));
  }

  @Test
  void demandIsNeverBelowNothing() {
    var forecast = new Forecast(MADE, MINUTE, List.of(0.5), List.of(List.of(-5.0)));
    assertEquals(OptionalDouble.of(0), forecast.most(0.5, MADE, MADE.plusSeconds(5)));
  }

  @Test
  void mistakesAreRefused() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofDays(367))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Forecast(MADE, wrong, List.of(0.5), List.of(List.of(1.0))));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Forecast(MADE, MINUTE, List.of(0.9, 0.5), List.of()));
  }

  private static double most(double level, int from, int to) {
    return THREE.most(level, MADE.plusSeconds(from), MADE.plusSeconds(to)).orElseThrow();
  }
}
