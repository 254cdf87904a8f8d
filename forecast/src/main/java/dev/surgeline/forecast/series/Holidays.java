package dev.surgeline.forecast.series;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/// Public holidays by rule, for whoever has no list of them.
///
/// - England and Wales: <https://www.gov.uk/bank-holidays> and the Banking and Financial Dealings
///   Act 1971, with the days that were moved or added by proclamation from 1995 to 2023.
/// - United States: federal holidays, 5 U.S.C. 6103, with the weekdays on which those of a weekend
///   are observed.
///
/// Rules hold until they are changed: a day proclaimed later is not here.
public final class Holidays {
  private Holidays() {}

  /// Bank holidays in England and Wales of these years, both included, by date.
  public static SortedMap<LocalDate, String> england(int from, int to) {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    for (int year = from; year <= to; year++) {
      LocalDate easter = easter(year);
      days.put(easter.minusDays(2), "Good Friday");
      days.put(easter.plusDays(1), "Easter Monday");
      // Victory in Europe Day, 50 and 75 years on, took the first Monday's place.
      days.put(
          year == 1995 || year == 2020
              ? LocalDate.of(year, 5, 8)
              : LocalDate.of(year, 5, 1).with(dayOfWeekInMonth(1, MONDAY)),
          "Early May");
      days.put(spring(year), "Spring");
      days.put(LocalDate.of(year, 8, 1).with(lastInMonth(MONDAY)), "Summer");
      substituted(days, LocalDate.of(year, 1, 1), "New Year's Day");
      substituted(days, LocalDate.of(year, 12, 25), "Christmas Day");
      substituted(days, LocalDate.of(year, 12, 26), "Boxing Day");
    }
    SortedMap<LocalDate, String> proclaimed = proclaimed();
    days.putAll(proclaimed.subMap(LocalDate.of(from, 1, 1), LocalDate.of(to + 1, 1, 1)));
    return days;
  }

  /// Federal holidays in the United States of these years, both included, by date.
  public static SortedMap<LocalDate, String> unitedStates(int from, int to) {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    for (int year = from; year <= to; year++) {
      observed(days, LocalDate.of(year, 1, 1), "New Year's Day");
      days.put(nth(year, 1, 3, MONDAY), "Martin Luther King Day");
      days.put(nth(year, 2, 3, MONDAY), "Washington's Birthday");
      days.put(LocalDate.of(year, 5, 1).with(lastInMonth(MONDAY)), "Memorial Day");
      if (year >= 2021) {
        observed(days, LocalDate.of(year, 6, 19), "Juneteenth");
      }
      observed(days, LocalDate.of(year, 7, 4), "Independence Day");
      days.put(nth(year, 9, 1, MONDAY), "Labor Day");
      days.put(nth(year, 10, 2, MONDAY), "Columbus Day");
      observed(days, LocalDate.of(year, 11, 11), "Veterans Day");
      days.put(nth(year, 11, 4, THURSDAY), "Thanksgiving");
      observed(days, LocalDate.of(year, 12, 25), "Christmas Day");
    }
    return days;
  }

  /// Easter Sunday, by the anonymous Gregorian computus (Nature, 1876; Meeus, "Astronomical
  /// Algorithms", chapter 8). In 2018 it is 1 April.
  static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int rest = year % 100;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int day = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, day / 31, day % 31 + 1);
  }

  private static LocalDate spring(int year) {
    // Jubilees moved it into June.
    return switch (year) {
      case 2002, 2012 -> LocalDate.of(year, 6, 4);
      case 2022 -> LocalDate.of(year, 6, 2);
      default -> LocalDate.of(year, 5, 1).with(lastInMonth(MONDAY));
    };
  }

  private static SortedMap<LocalDate, String> proclaimed() {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    days.put(LocalDate.of(1999, 12, 31), "Millennium");
    days.put(LocalDate.of(2002, 6, 3), "Golden Jubilee");
    days.put(LocalDate.of(2011, 4, 29), "Royal wedding");
    days.put(LocalDate.of(2012, 6, 5), "Diamond Jubilee");
    days.put(LocalDate.of(2022, 6, 3), "Platinum Jubilee");
    days.put(LocalDate.of(2022, 9, 19), "State funeral");
    days.put(LocalDate.of(2023, 5, 8), "Coronation");
    return days;
  }

  private static LocalDate nth(int year, int month, int ordinal, DayOfWeek weekday) {
    return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(ordinal, weekday));
  }

  /// The day, and if it lies on a weekend the first weekday after it that is no holiday.
  private static void substituted(SortedMap<LocalDate, String> days, LocalDate day, String name) {
    days.put(day, name);
    if (!weekend(day)) {
      return;
    }
    LocalDate substitute = day;
    // Boxing Day keeps its own date when it is the Monday after a Christmas Sunday.
    while (weekend(substitute) || days.containsKey(substitute) || boxingDay(substitute)) {
      substitute = substitute.plusDays(1);
    }
    days.put(substitute, name + " (substitute)");
  }

  private static boolean boxingDay(LocalDate day) {
    return day.getMonthValue() == 12 && day.getDayOfMonth() == 26;
  }

  /// The day, and of a Saturday the Friday before it, of a Sunday the Monday after it.
  private static void observed(SortedMap<LocalDate, String> days, LocalDate day, String name) {
    days.put(day, name);
    if (weekend(day)) {
      days.put(day.plusDays(day.getDayOfWeek() == SATURDAY ? -1 : 1), name + " (observed)");
    }
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek() == SATURDAY || day.getDayOfWeek() == SUNDAY;
  }
}
