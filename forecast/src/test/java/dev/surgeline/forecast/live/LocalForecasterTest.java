package dev.surgeline.forecast.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LocalForecasterTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final List<Integer> SEASONS = List.of(96, 672);
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final int HORIZON = 8;

  /// Forty days before the clocks go forward, and the morning after.
  @Test
  void theMorningAfterTheClocksGoForwardIsForeseen() {
    Instant until = Instant.parse("2026-03-30T06:30:00Z");
    double local = middle(LONDON, Instant.parse("2026-02-17T00:00:00Z"), until, 3);
    double plain = middle(ZoneOffset.UTC, Instant.parse("2026-02-17T00:00:00Z"), until, 3);
    assertEquals(100, local, 15, "the clinic opens at 08:00, which is 07:00Z now");
    assertTrue(plain < 70, "who goes by steps expects it an hour later: " + plain);
  }

  @Test
  void theMorningAfterTheyGoBackIsForeseen() {
    Instant until = Instant.parse("2026-10-26T07:30:00Z");
    double local = middle(LONDON, Instant.parse("2026-09-15T00:00:00Z"), until, 1);
    double plain = middle(ZoneOffset.UTC, Instant.parse("2026-09-15T00:00:00Z"), until, 1);
    assertEquals(20, local, 15, "it opens at 08:00Z now, not at 07:00Z");
    assertTrue(plain > 40, "who goes by steps expects it to be open: " + plain);
  }

  /// While an hour comes twice there are forecasts, for the stamps to come.
  @Test
  void stampsAreThoseOfTheWorld() {
    Instant until = Instant.parse("2026-10-25T01:30:00Z");
    Forecast made = forecast(LONDON, Instant.parse("2026-09-15T00:00:00Z"), until);
    assertEquals(until, made.madeAt());
    assertEquals(HORIZON, made.values().size());
    assertEquals(STEP, made.step());
  }

  @Test
  void whereNoClockChangesItIsTheLiveForecaster() {
    Instant from = Instant.parse("2026-02-17T00:00:00Z");
    Instant until = Instant.parse("2026-03-20T06:30:00Z");
    var live = new LiveForecaster(STEP, SEASONS, HORIZON);
    TimeSeries history = history(from, until);
    live.learn(history);
    assertEquals(
        live.forecast(HORIZON, LEVELS).orElseThrow(), forecast(ZoneOffset.UTC, from, until));
    assertEquals(
        live.forecast(HORIZON, LEVELS).orElseThrow(),
        forecast(LONDON, from, until),
        "nor in winter, in London");
  }

  /// Learned at once or point by point: the same places.
  @Test
  void pointsComeToTheSamePlaces() {
    Instant from = Instant.parse("2026-02-17T00:00:00Z");
    Instant until = Instant.parse("2026-03-30T06:30:00Z");
    TimeSeries whole = history(from, until);
    int first = whole.length() - 200;
    var forecaster = new LocalForecaster(STEP, SEASONS, HORIZON, LONDON);
    forecaster.learn(whole.between(0, first));
    for (int i = first; i < whole.length(); i++) {
      forecaster.observe(whole.stamp(i), whole.at(i));
    }
    double middle = forecaster.forecast(HORIZON, LEVELS).orElseThrow().values().get(2).get(1);
    assertEquals(middle(LONDON, from, until, 3), middle, 3);
  }

  /// On Lord Howe Island the clocks change by half an hour, which is no whole hour's step.
  @Test
  void halfAStepIsPassedOverOnce() {
    ZoneId island = ZoneId.of("Australia/Lord_Howe");
    Duration hour = Duration.ofHours(1);
    for (String change : List.of("2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z")) {
      Instant start = Instant.parse(change).minus(Duration.ofDays(30));
      double[] values = new double[24 * 34];
      for (int i = 0; i < values.length; i++) {
        values[i] = 100 + i % 24;
      }
      TimeSeries whole = new TimeSeries("", start, hour, values);
      var atOnce = new LocalForecaster(hour, List.of(24), HORIZON, island);
      atOnce.learn(whole);
      var pointwise = new LocalForecaster(hour, List.of(24), HORIZON, island);
      pointwise.learn(whole.between(0, 24 * 29));
      for (int i = 24 * 29; i < values.length; i++) {
        pointwise.observe(whole.stamp(i), whole.at(i));
      }
      Forecast made = pointwise.forecast(HORIZON, LEVELS).orElseThrow();
      assertEquals(atOnce.forecast(HORIZON, LEVELS).orElseThrow(), made, change);
    }
  }

  private static double middle(ZoneId zone, Instant from, Instant until, int ahead) {
    return forecast(zone, from, until).values().get(ahead - 1).get(1);
  }

  private static Forecast forecast(ZoneId zone, Instant from, Instant until) {
    var forecaster = new LocalForecaster(STEP, SEASONS, HORIZON, zone);
    forecaster.learn(history(from, until));
    return forecaster.forecast(HORIZON, LEVELS).orElseThrow();
  }

  /// A clinic that is open from 08:00 to 18:00 in London; stamped with the ends of steps.
  private static TimeSeries history(Instant from, Instant until) {
    Random random = new Random(1);
    int length = (int) Duration.between(from, until).dividedBy(STEP);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      int hour = from.plus(STEP.multipliedBy(i)).atZone(LONDON).getHour();
      values[i] = (hour >= 8 && hour < 18 ? 100 : 20) + 4 * random.nextDouble();
    }
    return new TimeSeries("", from.plus(STEP), STEP, values);
  }
}
