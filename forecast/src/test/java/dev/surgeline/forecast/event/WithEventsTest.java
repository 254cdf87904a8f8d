package dev.surgeline.forecast.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.forecast.classic.Mstl;
import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class WithEventsTest {
  private static final int FIRST = 500;
  private static final int SECOND = 8 * 168 + 20;
  private static final int HOURS = 72;

  @Test
  void theRampOfTheComment() {
    Event week = flu(Instant.parse("2026-01-05T00:00:00Z"), 96, 24, OptionalDouble.empty());
    assertEquals(0, week.presence(Instant.parse("2026-01-04T23:59:00Z")));
    assertEquals(0.5, week.presence(Instant.parse("2026-01-05T12:00:00Z")));
    assertEquals(1, week.presence(Instant.parse("2026-01-07T12:00:00Z")));
    assertEquals(0.5, week.presence(Instant.parse("2026-01-08T12:00:00Z")));
    assertEquals(0, week.presence(Instant.parse("2026-01-09T00:00:00Z")));
  }

  @Test
  void whatItDidBeforeItDoesAgain() {
    List<Event> events =
        List.of(
            flu(at(FIRST), HOURS, 12, OptionalDouble.empty()),
            flu(at(SECOND), HOURS, 12, OptionalDouble.empty()));
    double[] quiet = Made.visits(10 * 168, 0, 1);
    double[] came = quiet.clone();
    for (int i = 0; i < came.length; i++) {
      double there = events.get(0).presence(at(i)) + events.get(1).presence(at(i));
      came[i] *= 1 + 0.5 * there;
    }
    Past past = Made.past(Arrays.copyOf(came, 8 * 168), 24, 168);
    WithEvents told = new WithEvents(new Mstl(), events);
    assertEquals(List.of("flu multiplies demand by 1.50, as before."), told.notes(past));
    Fitted fitted = told.fit(past);
    double[] ahead = fitted.forecast(168);
    for (int h = 0; h < 168; h++) {
      assertEquals(came[8 * 168 + h], ahead[h], 0.08 * came[8 * 168 + h], h + " ahead");
    }
    for (int i = 8 * 168; i < SECOND + 30; i++) {
      fitted.observe(came[i]);
    }
    assertEquals(came[SECOND + 30], fitted.forecast(1)[0], 0.08 * came[SECOND + 30]);
  }

  @Test
  void aPlannedOutageIsStatedAndTheHistoryHeals() {
    Event outage =
        new Event("move", at(FIRST), at(FIRST + 10), Duration.ZERO, OptionalDouble.of(0));
    Event again =
        new Event("move", at(6 * 168 + 5), at(6 * 168 + 8), Duration.ZERO, OptionalDouble.of(0));
    double[] came = Made.visits(6 * 168, 0, 1);
    Arrays.fill(came, FIRST, FIRST + 10, 0);
    double[] ahead =
        new WithEvents(new Mstl(), List.of(outage, again))
            .fit(Made.past(came, 24, 168))
            .forecast(24);
    double[] quiet = Made.visits(7 * 168, 0, 1);
    for (int h = 0; h < 24; h++) {
      double expected = h >= 5 && h < 8 ? 0 : quiet[6 * 168 + h];
      assertEquals(expected, ahead[h], 0.1 * expected + 1, h + " ahead");
    }
  }

  @Test
  void whatIsNeitherStatedNorKnownIsSaid() {
    Event later = flu(at(5000), HOURS, 12, OptionalDouble.empty());
    assertEquals(
        List.of(
            "What flu does to demand is not known: no factor is stated, nor is it in the past."),
        new WithEvents(new Mstl(), List.of(later)).notes(Made.past(Made.visits(400, 0, 1), 24)));
  }

  @Test
  void badEventsAreRefused() {
    assertEquals(
        "the ramp of the event flu is at most half of it, and not below zero",
        refused(() -> flu(at(0), 10, 6, OptionalDouble.empty())));
    assertEquals(
        "the event flu ends after it begins",
        refused(() -> flu(at(0), 0, 0, OptionalDouble.empty())));
    assertEquals(
        "the factor of the event flu is 0 to 100",
        refused(() -> flu(at(0), 10, 1, OptionalDouble.of(-1))));
  }

  private static String refused(Runnable making) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, making::run).getMessage());
  }

  private static Instant at(int hour) {
    return Made.START.plus(Duration.ofHours(hour));
  }

  private static Event flu(Instant from, int hours, int ramp, OptionalDouble factor) {
    return new Event(
        "flu", from, from.plus(Duration.ofHours(hours)), Duration.ofHours(ramp), factor);
  }
}
