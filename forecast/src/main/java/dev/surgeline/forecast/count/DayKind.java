package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What sets a day apart from its week: the days around Christmas, each for itself, then holidays
/// of any other kind, and the days next to these.
enum DayKind {
  CHRISTMAS_EVE,
  CHRISTMAS,
  BOXING_DAY,
  NEW_YEARS_EVE,
  NEW_YEAR,
  HOLIDAY,
  DAY_BEFORE,
  DAY_AFTER;

  static final int COUNT = values().length;

  private static final Map<MonthDay, DayKind> FIXED =
      Map.of(
          MonthDay.of(12, 24), CHRISTMAS_EVE,
          MonthDay.of(12, 25), CHRISTMAS,
          MonthDay.of(12, 26), BOXING_DAY,
          MonthDay.of(12, 31), NEW_YEARS_EVE,
          MonthDay.of(1, 1), NEW_YEAR);

  /// What a day is; nothing, mostly.
  static List<DayKind> of(LocalDate day, Calendar calendar) {
    Optional<DayKind> fixed = Optional.ofNullable(FIXED.get(MonthDay.from(day)));
    if (fixed.isPresent()) {
      return List.of(fixed.get());
    }
    if (calendar.isHoliday(day)) {
      return List.of(HOLIDAY);
    }
    if (calendar.isHoliday(day.plusDays(1))) {
      return List.of(DAY_BEFORE);
    }
    return calendar.isHoliday(day.minusDays(1)) ? List.of(DAY_AFTER) : List.of();
  }
}
