package dev.surgeline.forecast.tree;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.model.Past;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.SortedMap;

/// What the clock on the wall and the calendar say of a step, as figures: the hour with its
/// fraction, the day of the week (1 is Monday), the days up to the end of the month (0 is the last;
/// 7 stands for more), the days since and up to the nearest holidays (7 stands for more).
///
/// Example: Thursday 24 December 2026, 18:30, with Christmas Day a holiday, is 18.5, 4, 7, 7, 1.
final class Almanac {
  static final int FIGURES = 5;
  private static final int DAYS_MAX = 7;

  private final Past past;
  private LocalDate day = LocalDate.MIN;
  private final double[] ofDay = new double[FIGURES];

  Almanac(Past past) {
    this.past = past;
  }

  /// Writes the figures of a step of the past, or after it, into a row.
  void write(int index, double[] row, int at) {
    LocalDateTime local = past.calendar().local(past.stamp(index));
    if (!local.toLocalDate().equals(day)) {
      day = local.toLocalDate();
      ofDay[1] = day.getDayOfWeek().getValue();
      ofDay[2] = Math.min(DAYS_MAX, day.lengthOfMonth() - day.getDayOfMonth());
      ofDay[3] = since(past.calendar(), day);
      ofDay[4] = upTo(past.calendar(), day);
    }
    LocalTime time = local.toLocalTime();
    ofDay[0] = time.toSecondOfDay() / 3600.0;
    System.arraycopy(ofDay, 0, row, at, FIGURES);
  }

  private static double since(Calendar calendar, LocalDate day) {
    SortedMap<LocalDate, String> before = calendar.holidays().headMap(day.plusDays(1));
    return before.isEmpty() ? DAYS_MAX : days(before.lastKey(), day);
  }

  private static double upTo(Calendar calendar, LocalDate day) {
    SortedMap<LocalDate, String> after = calendar.holidays().tailMap(day);
    return after.isEmpty() ? DAYS_MAX : days(day, after.firstKey());
  }

  private static double days(LocalDate from, LocalDate to) {
    return Math.min(DAYS_MAX, to.toEpochDay() - from.toEpochDay());
  }
}
