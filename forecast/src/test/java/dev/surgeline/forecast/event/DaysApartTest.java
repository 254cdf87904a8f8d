package dev.surgeline.forecast.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Automatic;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.backtest.RollingOrigins;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Month ends and holidays that nobody told of.
final class DaysApartTest {
  private static final LocalDate FIRST = LocalDate.parse("2025-11-03");
  private static final LocalDate NOW = LocalDate.parse("2026-03-30");

  private static Question question(int horizon, Calendar calendar) {
    return new Question(horizon, List.of(), List.of(0.1, 0.5, 0.9), Effort.FAST, calendar);
  }

  private static LocalDate day(int hour) {
    return FIRST.plusDays(hour / 24);
  }

  /// Claims by the hour, up to `NOW`.
  ///
  /// @param factor of a day
  private static TimeSeries claims(Random chance, int hours, ToDoubleFunction<LocalDate> factor) {
    double[] values =
        IntStream.range(0, hours)
            .mapToDouble(i -> {
              double usual = 600 + 300 * Math.sin(2 * Math.PI * i / 24);
              double week = day(i).getDayOfWeek() == DayOfWeek.SUNDAY ? 0.5 : 1;
              double noise = 1 + 0.03 * chance.nextGaussian();
              return usual * week * factor.applyAsDouble(day(i)) * noise;
            })
            .toArray();
    return new TimeSeries(
        "", FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Duration.ofHours(1), values);
  }

  private static int hours(LocalDate until) {
    return 24 * (int) (until.toEpochDay() - FIRST.toEpochDay());
  }

  private static double monthEnd(LocalDate day) {
    return day.getDayOfMonth() == day.lengthOfMonth() ? 2 : 1;
  }

  @Test
  void theLastDayOfTheMonthIsForeseenOnceThreeWereSeen() {
    TimeSeries claims = claims(new Random(1), hours(NOW), DaysApartTest::monthEnd);
    Prediction made = new Automatic().predict(claims, question(72, Calendar.UTC));
    assertTrue(
        made.notes().toString().contains(DaysApart.LAST_DAY + " multiplies demand by 2.0"),
        made.notes()::toString);
    for (int h = 0; h < 72; h++) {
      double usual = 600 + 300 * Math.sin(2 * Math.PI * h / 24);
      double came = usual * monthEnd(NOW.plusDays(h / 24));
      assertEquals(came, made.forecast().values().get(h).get(1), 0.12 * came, "hour " + h);
    }
    TimeSeries two =
        claims(new Random(1), hours(LocalDate.of(2026, 1, 5)), DaysApartTest::monthEnd);
    assertEquals(List.of(), DaysApart.shown(two, question(72, Calendar.UTC), true));
  }

  @Test
  void whoGoesAlongKnowsItToo() {
    TimeSeries claims = claims(new Random(2), hours(NOW.plusDays(4)), DaysApartTest::monthEnd);
    Question question = question(24, Calendar.UTC);
    var origins = new RollingOrigins(hours(NOW), 3, 1_000);
    double told = origins.run(claims, question, Only.named("live").learner(), _ -> {}).mae();
    assertTrue(told < 60, "error " + told);
  }

  @Test
  void theLastWeekdayIsTakenWhereItShowsMore() {
    ToDoubleFunction<LocalDate> factor =
        day -> {
          LocalDate last = day.withDayOfMonth(day.lengthOfMonth());
          while (last.getDayOfWeek().getValue() > 5) {
            last = last.minusDays(1);
          }
          return day.equals(last) ? 1.5 : 1;
        };
    TimeSeries claims = claims(new Random(3), hours(NOW), factor);
    List<Event> shown = DaysApart.shown(claims, question(24, Calendar.UTC), true);
    assertEquals(DaysApart.LAST_WEEKDAY, shown.getFirst().name());
    assertTrue(
        shown.stream().anyMatch(day -> day.from().equals(Instant.parse("2026-02-27T00:00:00Z"))),
        "a Friday");
  }

  @Test
  void holidaysOfTheCalendarShowInDemandThatIsNoSparseCount() {
    var days = new TreeMap<LocalDate, String>();
    for (String day : List.of("2025-11-27", "2025-12-25", "2026-01-01", "2026-01-19")) {
      days.put(LocalDate.parse(day), "a day off");
    }
    days.put(NOW.plusDays(1), "a day off");
    var calendar = new Calendar(ZoneId.of("UTC"), days);
    TimeSeries visits = claims(new Random(4), hours(NOW), day -> days.containsKey(day) ? 0.4 : 1);
    Prediction made = new Automatic().predict(visits, question(48, calendar));
    double noon = made.forecast().values().get(30).get(1);
    assertEquals(0.4 * 900, noon, 50, made.notes()::toString);
    assertEquals(List.of(), DaysApart.shown(visits, question(48, calendar), false));
  }

  @Test
  void chanceSetsNoDayApart() {
    int shown = 0;
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      double[] rough = random.doubles(240).map(_ -> Math.exp(random.nextGaussian())).toArray();
      var daily = new TimeSeries("", Instant.EPOCH, Duration.ofDays(1), rough);
      shown += DaysApart.shown(daily, question(24, Calendar.UTC), true).isEmpty() ? 0 : 1;
    }
    assertTrue(shown <= 2, shown + " of 300");
  }
}
