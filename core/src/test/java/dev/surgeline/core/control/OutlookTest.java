package dev.surgeline.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Funds;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The worked examples of the forecast, and its edges.
final class OutlookTest {
  /// 300 hours before the end of November, at 18:00 in UTC but for the 6 hours to noon.
  private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

  private static final Course SIXTY =
      new Course(Collections.nCopies(168, 240.0), Collections.nCopies(168, 4.0));

  private static Spending spending(Instant now, double rate, double spent, Course course) {
    LocalDate today = Calendar.UTC.local(now).toLocalDate();
    var amounts = new Amounts(spent, 77, 0);
    return new Spending(
        now,
        new Amounts(rate, 99, 0),
        new TreeMap<>(),
        new Spending.Hour(Calendar.UTC.hourEnd(now), Amounts.ZERO, Duration.ZERO),
        new Spending.Day(today, amounts, new TreeSet<>()),
        new Spending.Month(
            today.withDayOfMonth(1),
            amounts,
            new TreeMap<>(),
            course,
            Duration.ZERO,
            new TreeSet<>()),
        Optional.empty());
  }

  @Test
  void theUsualHoursAreExpectedAndTheExcessForADay() {
    Outlook even = Outlook.month(spending(NOW, 60, 20_000, SIXTY), Calendar.UTC, 42_000);
    assertEquals(38_000, even.forecast(), 1e-6);
    assertEquals(60 + 4_000 / 24.0, even.perHour(), 1e-6);
    Instant evening = Instant.parse("2026-11-18T18:00:00Z");
    Outlook high = Outlook.month(spending(evening, 70, 20_360, SIXTY), Calendar.UTC, 42_000);
    assertEquals(38_240, high.forecast(), 1e-6);
    assertEquals(60 + 4_000 / 24.0, high.perHour(), 1e-6);
    Outlook low = Outlook.month(spending(NOW, 10, 20_000, SIXTY), Calendar.UTC, 42_000);
    assertEquals(38_000, low.forecast(), 1e-6);
  }

  @Test
  void beyondTheLimitEachHourGivesUpTheSameShare() {
    Outlook outlook = Outlook.month(spending(NOW, 60, 20_000, SIXTY), Calendar.UTC, 29_000);
    assertEquals(30, outlook.perHour(), 1e-6);
    Outlook none = Outlook.month(spending(NOW, 60, 30_000, SIXTY), Calendar.UTC, 29_000);
    assertEquals(0, none.perHour());
    assertEquals(48_000, none.forecast(), 1e-6);
  }

  @Test
  void withoutACourseThePresentRateGoesOn() {
    Outlook outlook = Outlook.month(spending(NOW, 60, 20_000, Course.EMPTY), Calendar.UTC, 42_000);
    assertEquals(38_000, outlook.forecast(), 1e-6);
    assertEquals(22_000 / 300.0, outlook.perHour(), 1e-6);
    Outlook none = Outlook.month(spending(NOW, 60, 50_000, Course.EMPTY), Calendar.UTC, 42_000);
    assertEquals(0, none.perHour());
  }

  @Test
  void aDayLooksToItsOwnEnd() {
    Outlook day = Outlook.day(spending(NOW, 70, 500, SIXTY), Calendar.UTC, 2_000);
    assertEquals(500 + 720 + 120, day.forecast(), 1e-6);
    assertEquals(60 + 780 / 12.0, day.perHour(), 1e-6);
  }

  @Test
  void theUsualIsPooledOverTwoMonthsAtThisMonthsLevel() {
    var doubled = new Course(Collections.nCopies(168, 120.0), Collections.nCopies(168, 1.0));
    // One day of Monday at twice last month's level: 120 an hour.
    Course monday = Course.EMPTY;
    for (int hour = 0; hour < 24; hour++) {
      monday = monday.plus(hour, 240, 1);
    }
    double[] usual = Course.usual(monday, doubled);
    assertEquals(240, usual[3], 1e-9);
    assertEquals(240, usual[167], 1e-9);
    Course part = Course.EMPTY.plus(0, 240, 1);
    assertEquals(120, Course.usual(part, doubled)[1], 1e-9);
    assertEquals(180, Course.usual(part, doubled)[0], 1e-9);
  }

  @Test
  void anHourThatWasNeverSeenIsAsThatHourOfOtherDays() {
    Course tuesday = Course.EMPTY;
    for (int hour = 0; hour < 24; hour++) {
      tuesday = tuesday.plus(24 + hour, hour, 1);
    }
    assertEquals(5, Course.usual(tuesday, Course.EMPTY)[5 * 24 + 5], 1e-9);
    assertEquals(0, Course.usual(Course.EMPTY.plus(0, 1, 23), Course.EMPTY).length);
    double[] onlyNights = Course.usual(Course.EMPTY.plus(0, 48, 24), Course.EMPTY);
    assertEquals(2, onlyNights[13], 1e-9);
  }

  @Test
  void everyLimitOfABudgetIsLookedAt() {
    var budget =
        new Budget(
            "GBP",
            OptionalDouble.of(70),
            OptionalDouble.of(2_000),
            OptionalDouble.of(42_000),
            OptionalDouble.empty());
    Spending spending = spending(NOW, 60, 500, SIXTY);
    Funds funds = Outlook.funds(budget, spending, Calendar.UTC, 7).orElseThrow();
    assertEquals(
        "[HOUR, DAY, MONTH]", funds.limits().stream().map(Funds.Limit::span).toList().toString());
    assertEquals(7, funds.elsewhere());
    var none =
        new Budget(
            "GBP",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(1));
    assertTrue(Outlook.funds(none, spending, Calendar.UTC, 0).isEmpty());
  }

  /// A clinic's two months, simulated: half the cost at weekends, twice by day on weekdays, noise
  /// of a quarter. The forecast at each hour, against carrying on the present rate and a line
  /// through the month to date.
  @Test
  void theMonthsEndIsForecastBetterThanByTheRateOrALine() {
    var chance = new Chance(20_261_001);
    double[] rates = new double[61 * 24];
    LocalDateTime start = LocalDateTime.of(2026, 10, 1, 0, 0);
    double november = 0;
    for (int hour = 0; hour < rates.length; hour++) {
      LocalDateTime local = start.plusHours(hour);
      boolean weekend = local.getDayOfWeek().getValue() > 5;
      boolean day = local.getHour() >= 8 && local.getHour() < 18;
      rates[hour] = (weekend ? 10 : day ? 40 : 20) * (0.75 + 0.5 * chance.share());
      november += hour >= 31 * 24 ? rates[hour] : 0;
    }
    Instant first = start.toInstant(ZoneOffset.UTC);
    Spending spending = Spending.starting(first, Calendar.UTC);
    double own = 0;
    double rate = 0;
    double line = 0;
    for (int hour = 0; hour < rates.length; hour++) {
      spending = spending.at(new Amounts(rates[hour], 0, 0), new TreeMap<>());
      double into = hour - 31 * 24.0;
      if (into >= 24) {
        double spent = spending.month().spent().ordinary();
        double forecast = Outlook.month(spending, Calendar.UTC, 0).forecast();
        own += Math.abs(forecast - november);
        rate += Math.abs(spent + rates[hour] * (720 - into) - november);
        line += Math.abs(spent / into * 720 - november);
      }
      Instant next = first.plus(Duration.ofHours(hour + 1));
      spending = spending.charged(next, Calendar.UTC, Duration.ofHours(1));
    }
    double each = november * (29 * 24);
    assertEquals(0.004, own / each, 0.001);
    assertEquals(0.208, rate / each, 0.001);
    assertEquals(0.038, line / each, 0.001);
  }
}
