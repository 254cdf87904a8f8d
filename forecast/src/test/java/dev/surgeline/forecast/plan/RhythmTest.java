package dev.surgeline.forecast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RhythmTest {
  private static Rhythm of(Calendar calendar, String from, String to, double busy) {
    return DemandHistory.of(
            Histories.hours(calendar, from, to, at -> at.getHour() == 8 ? busy : 10),
            calendar,
            false)
        .rhythm();
  }

  /// 23 hours of 10 and one of 34 have the mean 11.
  @Test
  void theBusiestHourAndThePeakAreMultiplesOfTheMean() {
    Rhythm rhythm = of(Calendar.UTC, "2025-01-01", "2025-04-01", 34);
    assertEquals(Optional.of(8), rhythm.busiestHour());
    assertEquals(34 / 11.0, rhythm.at(DayOfWeek.FRIDAY, 8), 1e-9);
    assertEquals(10 / 11.0, rhythm.at(DayOfWeek.FRIDAY, 9), 1e-9);
    assertEquals(34 / 11.0, rhythm.peak().orElseThrow().ratio(), 1e-9);
    assertTrue(rhythm.peak().orElseThrow().ofHours());
  }

  @Test
  void hoursAreTheWallsInSummerAndWinter() {
    Rhythm rhythm = of(Histories.LONDON, "2025-01-01", "2026-01-01", 34);
    assertEquals(Optional.of(8), rhythm.busiestHour());
    assertEquals(10 / 11.0, rhythm.at(DayOfWeek.MONDAY, 7), 0.003);
    assertEquals(10 / 11.0, rhythm.at(DayOfWeek.MONDAY, 9), 0.003);
  }

  /// One hour in 200 is ten times as high: it is the highest, and not the 99th percentile.
  @Test
  void whatIsRarerThanOneInAHundredIsNotThePlanningPeak() {
    int[] hour = {0};
    Rhythm rhythm =
        DemandHistory.of(
                Histories.hours(
                    Calendar.UTC,
                    "2025-01-01",
                    "2025-04-01",
                    (LocalDateTime _) -> hour[0]++ % 200 == 0 ? 100 : 10),
                Calendar.UTC,
                false)
            .rhythm();
    assertEquals(10 / 10.45, rhythm.peak().orElseThrow().ratio(), 0.02);
    assertEquals(100 / 10.45, rhythm.peak().orElseThrow().highest(), 0.3);
  }

  @Test
  void growthIsNoPeak() {
    Rhythm rhythm =
        DemandHistory.of(
                Histories.hours(
                    Calendar.UTC,
                    "2025-01-01",
                    "2025-07-01",
                    at -> 10 * Math.pow(2, at.getMonthValue() - 1)),
                Calendar.UTC,
                false)
            .rhythm();
    assertEquals(1, rhythm.peak().orElseThrow().ratio(), 0.25);
  }

  @Test
  void daysDoNotShowHours() {
    Rhythm rhythm =
        DemandHistory.of(
                Histories.days(
                    "2025-01-01", 120, day -> day.getDayOfWeek() == DayOfWeek.MONDAY ? 160 : 90),
                Calendar.UTC,
                false)
            .rhythm();
    assertEquals(List.of(), rhythm.hours());
    assertEquals(1.6, rhythm.weekdays().orElseThrow().most(), 1e-9);
    assertEquals(1.6, rhythm.at(DayOfWeek.MONDAY, 3), 1e-9);
    assertTrue(!rhythm.peak().orElseThrow().ofHours());
  }

  /// 24 months of 100, but each January of 130.
  @Test
  void aMonthThatIsOutEachYearIsSeasonal() {
    SeasonalMonths seasonal =
        SeasonalMonths.of(Histories.months(24, month -> month % 12 == 0 ? 130 : 100));
    assertEquals(List.of(Month.JANUARY), seasonal.busy());
    assertEquals(1.27, seasonal.of(Month.JANUARY).orElseThrow(), 0.02);
    assertEquals(0.98, seasonal.of(Month.JULY).orElseThrow(), 0.01);
  }

  @Test
  void growthIsNoSeasonAndOneYearKnowsNone() {
    SeasonalMonths growing =
        SeasonalMonths.of(Histories.months(36, month -> 100 * Math.pow(1.03, month)));
    assertTrue(growing.known() && growing.busy().isEmpty() && growing.quiet().isEmpty());
    assertTrue(!SeasonalMonths.of(Histories.months(23, _ -> 100)).known());
  }
}
