package dev.surgeline.forecast.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Automatic;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForecasterWithEventsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Question QUESTION =
      new Question(48, List.of(), List.of(0.1, 0.5, 0.9), Effort.FAST, Calendar.UTC);
  private static final int HOURS = 14 * 168;

  /// Twelve hours into what is asked, for a day, with a ramp of four hours.
  private static final Event COMING = event(HOURS + 12, OptionalDouble.empty());

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static Event event(int from, OptionalDouble factor) {
    return new Event("enrolment", at(from), at(from + 24), Duration.ofHours(4), factor);
  }

  /// Whole counts around 40, doubled while an event of five weeks ago was there.
  private static TimeSeries counts(Event before) {
    var random = new Random(4);
    double[] values = new double[HOURS];
    for (int i = 0; i < HOURS; i++) {
      double mean = (40 + 15 * Math.sin(2 * Math.PI * i / 24)) * (1 + before.presence(at(i)));
      values[i] = Math.rint(mean + 2 * random.nextGaussian());
    }
    return new TimeSeries("", START, Duration.ofHours(1), values);
  }

  @Test
  void countsStayCountsAndWhatItDidItDoesAgain() {
    Event before = event(HOURS - 840, OptionalDouble.empty());
    TimeSeries counts = counts(before);
    List<Event> events = List.of(before, COMING);
    Prediction told = new ForecasterWithEvents(new Automatic(), events).predict(counts, QUESTION);
    Prediction plain = new Automatic().predict(counts, QUESTION);
    assertEquals("Poisson regression", told.members().getFirst().model());
    String note = told.notes().getFirst();
    assertTrue(note.matches("enrolment multiplies demand by (1\\.9|2\\.0).*, as before\\."), note);
    assertEquals(1, ratio(told, plain, 5), 0.1);
    assertEquals(2, ratio(told, plain, 24), 0.2);
    assertEquals(1, ratio(told, plain, 40), 0.1);
  }

  private static double ratio(Prediction one, Prediction other, int hour) {
    return one.forecast().values().get(hour).get(1) / other.forecast().values().get(hour).get(1);
  }

  @Test
  void aStatedOutageLeavesNothingAndIsNotLearned() {
    TimeSeries counts = counts(event(HOURS - 840, OptionalDouble.empty()));
    Event outage = event(HOURS + 12, OptionalDouble.of(0));
    for (String model : List.of("ets", "poisson", "live", "ensemble")) {
      Prediction told =
          new ForecasterWithEvents(Only.named(model).forecaster(), List.of(outage))
              .predict(counts, QUESTION);
      assertEquals(List.of(0.0, 0.0, 0.0), told.forecast().values().get(24), model);
      assertTrue(told.forecast().values().get(5).get(1) > 20, model);
    }
  }

  @Test
  void aLearnerGoesThroughAnEventUnmoved() {
    Event before = event(HOURS - 840, OptionalDouble.empty());
    TimeSeries counts = counts(before);
    var told = new LearnerWithEvents(Only.named("live").learner(), List.of(before, COMING));
    Follower follower = told.learn(counts, QUESTION);
    double[] first = follower.forecast().means();
    for (int h = 0; h < 36; h++) {
      double mean =
          (40 + 15 * Math.sin(2 * Math.PI * h / 24)) * (1 + COMING.presence(at(HOURS + h)));
      assertEquals(mean, first[h], 0.2 * mean, h + " ahead");
      follower.observe(Math.rint(mean));
    }
    // Learned as it is, the doubled day would now be expected a second time.
    double mean = 40 + 15 * Math.sin(2 * Math.PI * 48 / 24);
    assertEquals(mean, follower.forecast().means()[12], 0.15 * mean);
    assertEquals(48, Arrays.stream(first).filter(one -> one > 0).count());
  }
}
