package dev.surgeline.forecast.wall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Automatic;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.backtest.RollingOrigins;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Demand that lives by London's clock, across its changes.
final class WallTest {
  private static final Calendar LONDON = new Calendar(ZoneId.of("Europe/London"), new TreeMap<>());
  private static final Duration HOUR = Duration.ofHours(1);

  private static Question question(int horizon, Effort effort, Calendar calendar) {
    return new Question(horizon, List.of(), List.of(0.1, 0.5, 0.9), effort, calendar);
  }

  private static TimeSeries counting(String start, Duration step, int length) {
    double[] values = IntStream.range(0, length).asDoubleStream().toArray();
    return new TimeSeries("", Instant.parse(start), step, values);
  }

  @Test
  void theHourThatIsLeftOutIsAPlaceWithoutAValue() {
    TimeSeries spring = counting("2026-03-29T00:00:00Z", HOUR, 3);
    Wall wall = new Wall(spring, question(2, Effort.FAST, LONDON));
    assertTrue(wall.differs());
    TimeSeries history = wall.history();
    assertArrayEquals(new double[] {0, Double.NaN, 1, 2}, history.values());
    assertEquals(Instant.parse("2026-03-29T02:00:00Z"), history.stamp(2), "shown at 01:00Z");
    assertArrayEquals(new int[] {0, 1}, wall.ahead(3, 4));
  }

  @Test
  void anHourThatComesTwiceIsOnePlace() {
    TimeSeries autumn = counting("2026-10-24T23:00:00Z", HOUR, 5);
    Wall wall = new Wall(autumn, question(3, Effort.FAST, LONDON));
    assertArrayEquals(new double[] {0, 1.5, 3, 4}, wall.history().values());
    TimeSeries before = autumn.between(0, 1);
    Wall ahead = new Wall(before, question(4, Effort.FAST, LONDON));
    assertArrayEquals(new int[] {0, 0, 1, 2}, ahead.ahead(1, 1), "01:00 is forecast twice");
  }

  @Test
  void byDaysAndThreeHoursAndInWinterNothingIsMoved() {
    for (Duration step : List.of(Duration.ofDays(1), Duration.ofHours(3))) {
      TimeSeries series = counting("2026-01-01T00:00:00Z", step, 800);
      assertFalse(new Wall(series, question(2, Effort.FAST, LONDON)).differs());
    }
    TimeSeries winter = counting("2026-01-01T00:00:00Z", HOUR, 800);
    assertFalse(new Wall(winter, question(24, Effort.FAST, LONDON)).differs());
    assertTrue(new Wall(winter, question(24 * 60, Effort.FAST, LONDON)).differs());
    TimeSeries summer = counting("2026-01-01T00:00:00Z", HOUR, 2_400);
    assertFalse(new Wall(summer, question(24, Effort.FAST, Calendar.UTC)).differs());
  }

  /// A clinic that opens at eight.
  private static double clinic(Instant at) {
    LocalDateTime local = LONDON.local(at);
    int hour = local.getHour();
    return hour < 8 ? 50 : 700.5 - 40 * (hour - 8);
  }

  private static TimeSeries clinic(Instant end, Duration step, int length) {
    Instant start = end.minus(step.multipliedBy(length));
    double[] values =
        IntStream.range(0, length)
            .mapToDouble(i -> clinic(start.plus(step.multipliedBy(i))))
            .toArray();
    return new TimeSeries("", start, step, values);
  }

  @Test
  void theDayAfterTheClocksChangedOpensAtEightAsWell() {
    for (String now : List.of("2026-03-29T12:00:00Z", "2026-10-25T12:00:00Z")) {
      Instant end = Instant.parse(now);
      TimeSeries series = clinic(end, HOUR, 24 * 40);
      for (Effort effort : List.of(Effort.FAST, Effort.STANDARD)) {
        Prediction made = new Automatic().predict(series, question(24, effort, LONDON));
        assertEquals(end, made.forecast().madeAt());
        for (int h = 0; h < 24; h++) {
          double came = clinic(end.plus(HOUR.multipliedBy(h)));
          double middle = made.forecast().values().get(h).get(1);
          assertEquals(came, middle, 0.1 * came + 10, effort + " " + h + " hours after " + now);
        }
      }
    }
  }

  @Test
  void whoGoesAlongWithTheSeriesGoesOverTheChange() {
    for (String now : List.of("2026-03-31T00:00:00Z", "2026-10-27T00:00:00Z")) {
      Duration step = Duration.ofMinutes(20);
      TimeSeries series = clinic(Instant.parse(now), step, 72 * 30);
      Question question = question(18, Effort.FAST, LONDON);
      var origins = new RollingOrigins(72 * 27, 6, 1_000);
      double error = origins.run(series, question, Only.named("live").learner(), _ -> {}).mae();
      double utc =
          origins
              .run(
                  series,
                  question(18, Effort.FAST, Calendar.UTC),
                  Only.named("live").learner(),
                  _ -> {})
              .mae();
      assertTrue(error < 0.7 * utc, error + " on London's clock, " + utc + " without, " + now);
    }
  }
}
