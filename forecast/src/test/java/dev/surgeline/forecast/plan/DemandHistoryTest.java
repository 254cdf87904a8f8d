package dev.surgeline.forecast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a history tells, by examples that can be followed by hand.
final class DemandHistoryTest {
  private static double level(DemandHistory history, int month) {
    return history.months().get(month).perDay().orElseThrow();
  }

  private static boolean says(DemandHistory history, String words) {
    return history.notes().stream().anyMatch(note -> note.contains(words));
  }

  @Test
  void monthsAreTheirMeanDaySoThatTheirLengthDoesNotMatter() {
    DemandHistory history =
        DemandHistory.of(Histories.days("2025-01-01", 90, _ -> 100), Calendar.UTC, false);
    assertEquals(List.of(31, 28, 31), history.months().stream().map(MonthDemand::days).toList());
    for (int i = 0; i < 3; i++) {
      assertEquals(100, level(history, i), 1e-9);
    }
    assertEquals(List.of(), history.notes());
  }

  @Test
  void daysOfALondonSummerBeginAndEndOnTheirOwnDate() {
    TimeSeries mostlySummer = Histories.days("2025-01-01", 300, _ -> 100);
    var beforeMidnight =
        new TimeSeries(
            "made",
            mostlySummer.start().minusSeconds(3600),
            mostlySummer.step(),
            mostlySummer.values());
    DemandHistory history = DemandHistory.of(beforeMidnight, Histories.LONDON, false);
    assertEquals(LocalDate.parse("2025-01-01"), history.from());
    DemandHistory toSummer =
        DemandHistory.of(Histories.days("2025-01-01", 150, _ -> 100), Histories.LONDON, false);
    assertEquals(LocalDate.parse("2025-05-30"), toSummer.to());
  }

  @Test
  void aPartOfADayIsScaledByTheUsualHoursAndLessThanHalfIsLeftOut() {
    // Each hour has 10. Of one day 18 hours are known, 180 / 0.75 = 240; of another 11.
    TimeSeries series =
        Histories.hours(
            Calendar.UTC,
            "2025-01-01",
            "2025-02-01",
            at ->
                (at.getDayOfMonth() == 10 && at.getHour() < 6)
                        || (at.getDayOfMonth() == 20 && at.getHour() < 13)
                    ? Double.NaN
                    : 10);
    DemandHistory history = DemandHistory.of(series, Calendar.UTC, false);
    assertEquals(240, level(history, 0), 1e-9);
    assertEquals(30, history.months().getFirst().daysKnown());
    assertTrue(says(history, "1 day was partly observed"), history.notes()::toString);
    assertTrue(says(history, "1 day of which less than half is known is left out"));
    assertTrue(says(history, "19 of 744 steps were not observed"));
  }

  @Test
  void anOutageIsNotAbsentDemand() {
    TimeSeries series =
        Histories.hours(
            Calendar.UTC,
            "2025-01-01",
            "2025-02-01",
            at -> at.getDayOfMonth() == 10 && at.getHour() >= 14 ? 0 : 10);
    DemandHistory history = DemandHistory.of(series, Calendar.UTC, false);
    assertEquals(240, level(history, 0), 1e-9);
    assertTrue(says(history, "10 zeros in a row or more"), history.notes()::toString);
  }

  @Test
  void weekdaysThatAreMissingDoNotMakeAMonthBusier() {
    // 120 on weekdays, 50 at weekends: 1.2 and 0.5 of the mean of 100.
    TimeSeries series =
        Histories.days(
            "2025-01-06",
            7 * 12,
            day -> {
              boolean weekend = day.getDayOfWeek().getValue() > 5;
              boolean known = day.getMonthValue() != 2 || !weekend;
              return known ? weekend ? 50 : 120 : Double.NaN;
            });
    DemandHistory history = DemandHistory.of(series, Calendar.UTC, false);
    Weekdays weekdays = history.rhythm().weekdays().orElseThrow();
    assertEquals(1.2, weekdays.of(DayOfWeek.MONDAY), 1e-9);
    assertEquals(0.5, weekdays.of(DayOfWeek.SUNDAY), 1e-9);
    assertEquals(DayOfWeek.MONDAY, weekdays.busiest());
    for (int i = 0; i < 3; i++) {
      assertEquals(100, level(history, i), 1e-9);
    }
    assertTrue(says(history, "2025-02 (20 of 28 days)"), history.notes()::toString);
  }

  @Test
  void aMonthOfLessThanSevenDaysIsLeftOut() {
    DemandHistory history =
        DemandHistory.of(Histories.days("2025-01-27", 40, _ -> 100), Calendar.UTC, false);
    assertEquals(LocalDate.parse("2025-02-01"), history.months().getFirst().month());
    assertTrue(says(history, "2025-01 has fewer than 7 known days"), history.notes()::toString);
  }

  @Test
  void fewDaysTogetherStandForTheirMonth() {
    DemandHistory history =
        DemandHistory.of(Histories.days("2025-01-29", 5, _ -> 70), Calendar.UTC, false);
    assertEquals(1, history.months().size());
    assertEquals(LocalDate.parse("2025-02-01"), history.lastMonth());
    assertEquals(70, level(history, 0), 1e-9);
    assertTrue(says(history, "the 5 days that are known together stand for 2025-02"));
    assertTrue(says(history, "what weekdays have is not known"));
  }

  @Test
  void aSeriesByMonthsHasDemandADayAndALevelHasNot() {
    long step = 2_629_746_000L;
    TimeSeries series =
        new TimeSeries(
            "made",
            Instant.parse("2025-01-01T00:00:00Z"),
            Duration.ofMillis(step),
            new double[] {3100, 2800, 3100});
    DemandHistory demand = DemandHistory.of(series, Histories.LONDON, false);
    assertEquals(List.of(100.0, 100.0, 100.0), levels(demand));
    DemandHistory level = DemandHistory.of(series, Histories.LONDON, true);
    assertEquals(List.of(3100.0, 2800.0, 3100.0), levels(level));
    assertTrue(demand.rhythm().peak().isEmpty());
  }

  private static List<Double> levels(DemandHistory history) {
    return history.months().stream().map(one -> one.perDay().orElseThrow()).toList();
  }

  @Test
  void aSeriesByWeeksIsSpreadOverItsDays() {
    double[] weeks = new double[12];
    Arrays.fill(weeks, 700);
    TimeSeries series =
        new TimeSeries("made", Instant.parse("2025-01-06T00:00:00Z"), Duration.ofDays(7), weeks);
    assertEquals(
        List.of(100.0, 100.0, 100.0), levels(DemandHistory.of(series, Calendar.UTC, false)));
  }

  @Test
  void nothingBeforeTheFirstDemandIsNoDemand() {
    DemandHistory history =
        DemandHistory.of(
            Histories.days("2025-01-01", 120, day -> day.getMonthValue() < 3 ? 0 : 5),
            Calendar.UTC,
            false);
    assertEquals(LocalDate.parse("2025-03-01"), history.months().getFirst().month());
  }

  @Test
  void whatCanNotBePlannedFromIsRefused() {
    refused("below zero", Histories.days("2025-01-01", 30, _ -> -1));
    refused("every value is zero", Histories.days("2025-01-01", 30, _ -> 0));
    refused("none of its steps", Histories.days("2025-01-01", 30, _ -> Double.NaN));
    refused(
        "91 days long",
        new TimeSeries("made", Instant.EPOCH, Duration.ofDays(91), new double[] {1, 2, 3}));
  }

  private static void refused(String words, TimeSeries series) {
    var wrong =
        assertThrows(
            IllegalArgumentException.class, () -> DemandHistory.of(series, Calendar.UTC, false));
    assertTrue(wrong.toString().contains(words), wrong::toString);
  }
}
