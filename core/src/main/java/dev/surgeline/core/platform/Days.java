package dev.surgeline.core.platform;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/// Which days a window is on.
sealed interface Days {
  /// Days of the week.
  record Week(List<DayOfWeek> days) implements Days {}

  /// Days in some months.
  record Months(List<Month> months) implements Days {}

  /// Days of the month by number; a month that has no such day has none of the window.
  record Numbers(List<Integer> numbers) implements Days {}

  /// The first so many days of each month.
  record First(int count) implements Days {}

  /// The last so many days of each month, however long it is.
  record Last(int count) implements Days {}

  /// From a day to a day, both inclusive.
  record Dates(LocalDate first, LocalDate last) implements Days {}

  /// The platform's holidays.
  record Holidays() implements Days {}

  /// The days that another condition leaves out.
  record Except(Days days) implements Days {}

  /// The days on which every one of several conditions holds; of none: every day.
  record All(List<Days> conditions) implements Days {}

  /// The days on which at least one does.
  record Any(List<Days> conditions) implements Days {}

  /// Whether it is one of these days.
  default boolean on(LocalDate day, Calendar calendar) {
    return switch (this) {
      case Week(var days) -> days.contains(day.getDayOfWeek());
      case Months(var months) -> months.contains(day.getMonth());
      case Numbers(var numbers) -> numbers.contains(day.getDayOfMonth());
      case First(var count) -> day.getDayOfMonth() <= count;
      case Last(var count) -> day.getDayOfMonth() > day.lengthOfMonth() - count;
      case Dates(var first, var last) -> !day.isBefore(first) && !day.isAfter(last);
      case Holidays _ -> calendar.isHoliday(day);
      case Except(var days) -> !days.on(day, calendar);
      case All(var conditions) -> !first(conditions, false, day, calendar);
      case Any(var conditions) -> first(conditions, true, day, calendar);
    };
  }

  /// Whether there is a condition that says so. Every window of every workload is asked at every
  /// tick: no streams here.
  private static boolean first(
      List<Days> conditions, boolean says, LocalDate day, Calendar calendar) {
    for (Days each : conditions) {
      if (each.on(day, calendar) == says) {
        return true;
      }
    }
    return false;
  }
}
