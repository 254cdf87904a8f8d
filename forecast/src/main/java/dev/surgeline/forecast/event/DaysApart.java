package dev.surgeline.forecast.event;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.repair.Robust;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Days that the calendar sets apart from their week, as events, where they show in a history: the
/// last day of the month, or its last weekday, and holidays.
///
/// A day is held against the median of the same weekday one to three weeks before and after. With r
/// the logarithm of their ratio, days of a kind show if three were seen at least, their mean r is
/// beyond 4 s / sqrt(n), with s the spread of r over ordinary days or among these, whichever is
/// more, and they change a day by 5% at least. What they do is then [learned][Effects] as that of
/// any other event. Of last days and last weekdays those that show more are taken.
///
/// Example: claims of 300 on the last day of each month among days of 100 show after three months,
/// and multiply demand by 3.
public final class DaysApart {
  static final String LAST_DAY = "the last day of the month";
  static final String LAST_WEEKDAY = "the last weekday of the month";
  static final String HOLIDAY = "a holiday on a weekday";

  private static final int SEEN_MIN = 3;
  private static final int WEEKS = 3;
  private static final double ERRORS_MIN = 4;
  private static final double CHANGE_MIN = 0.05;
  private static final double RATIO_MIN = 0.01;
  private static final double KNOWN_MIN = 0.9;
  private static final int YEARS_AHEAD = 2;
  private static final int EVENTS_MAX = 500;

  private final ZoneId zone;
  private final Calendar calendar;
  private final LocalDate first;
  private final double[] days;

  private DaysApart(TimeSeries history, Calendar calendar) {
    this.calendar = calendar;
    this.zone = calendar.zone();
    this.first = history.start().atZone(zone).toLocalDate();
    LocalDate last = history.stamp(history.length()).atZone(zone).toLocalDate();
    int length = (int) (last.toEpochDay() - first.toEpochDay()) + 1;
    double[] sums = new double[length];
    int[] known = new int[length];
    for (int i = 0; i < history.length(); i++) {
      if (history.isObserved(i)) {
        int day = day(history.stamp(i).atZone(zone).toLocalDate());
        sums[day] += history.at(i);
        known[day]++;
      }
    }
    double whole = Duration.ofDays(1).toMillis() / (double) history.step().toMillis();
    this.days = new double[length];
    Arrays.setAll(
        days, day -> known[day] >= KNOWN_MIN * whole ? sums[day] / known[day] : Double.NaN);
  }

  private int day(LocalDate date) {
    return (int) (date.toEpochDay() - first.toEpochDay());
  }

  /// The days of the kinds that show, from the history's beginning to its horizon's end and two
  /// years; none of steps longer than a day.
  ///
  /// @param holidays whether holidays count; a forecaster may know of them by itself
  static List<Event> shown(TimeSeries history, Question question, boolean holidays) {
    if (history.step().compareTo(Duration.ofDays(1)) > 0 || history.length() < 2) {
      return List.of();
    }
    var days = new DaysApart(history, question.calendar());
    LocalDate to =
        history
            .stamp(history.length() + question.horizon())
            .atZone(days.zone)
            .toLocalDate()
            .plusYears(YEARS_AHEAD);
    double lastDay = days.shows(DaysApart::isLastDay);
    double lastWeekday = days.shows(DaysApart::isLastWeekday);
    List<Event> events = new ArrayList<>();
    if (lastDay > 0 && lastDay >= lastWeekday) {
      events.addAll(days.events(LAST_DAY, DaysApart::isLastDay, to));
    } else if (lastWeekday > 0) {
      events.addAll(days.events(LAST_WEEKDAY, DaysApart::isLastWeekday, to));
    }
    if (holidays && days.shows(days::isHoliday) > 0) {
      events.addAll(days.events(HOLIDAY, days::isHoliday, to));
    }
    return events;
  }

  private static boolean isLastDay(LocalDate day) {
    return day.equals(YearMonth.from(day).atEndOfMonth());
  }

  private static boolean isLastWeekday(LocalDate day) {
    LocalDate last = YearMonth.from(day).atEndOfMonth();
    while (isWeekend(last)) {
      last = last.minusDays(1);
    }
    return day.equals(last);
  }

  private boolean isHoliday(LocalDate day) {
    return calendar.isHoliday(day) && !isWeekend(day);
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private boolean isApart(LocalDate day) {
    return isLastDay(day) || isLastWeekday(day) || calendar.isHoliday(day);
  }

  /// By how many standard errors days of a kind are apart from others; 0 if they do not show.
  private double shows(Predicate<LocalDate> kind) {
    List<Double> apart = new ArrayList<>();
    List<Double> ordinary = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      LocalDate date = first.plusDays(i);
      boolean is = kind.test(date);
      OptionalDouble ratio = is || !isApart(date) ? ratio(i) : OptionalDouble.empty();
      if (ratio.isPresent()) {
        (is ? apart : ordinary).add(ratio.getAsDouble());
      }
    }
    if (apart.size() < SEEN_MIN) {
      return 0;
    }
    double mean = apart.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = apart.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
    double usual = Robust.sigma(ordinary.stream().mapToDouble(Double::doubleValue).toArray());
    double spread = Math.max(usual, Math.sqrt(squares / (apart.size() - 1)));
    double errors = Math.abs(mean) / Math.max(spread / Math.sqrt(apart.size()), 1e-9);
    boolean changes = Math.abs(Math.exp(mean) - 1) >= CHANGE_MIN;
    return changes && errors > ERRORS_MIN ? errors : 0;
  }

  /// The logarithm of a day over the same weekday around it.
  private OptionalDouble ratio(int day) {
    double[] around = new double[2 * WEEKS + 1];
    for (int k = -WEEKS; k <= WEEKS; k++) {
      int other = day + 7 * k;
      boolean known = k != 0 && other >= 0 && other < days.length;
      around[k + WEEKS] = known && !isApart(first.plusDays(other)) ? days[other] : Double.NaN;
    }
    double usual = Robust.median(around);
    return usual > 0 && !Double.isNaN(days[day])
        ? OptionalDouble.of(Math.log(Math.max(RATIO_MIN, days[day] / usual)))
        : OptionalDouble.empty();
  }

  private List<Event> events(String name, Predicate<LocalDate> kind, LocalDate to) {
    List<Event> events = new ArrayList<>();
    for (LocalDate day = to; !day.isBefore(first) && events.size() < EVENTS_MAX; ) {
      if (kind.test(day)) {
        events.add(
            new Event(
                name,
                calendar.startOf(day),
                calendar.startOf(day.plusDays(1)),
                Duration.ZERO,
                OptionalDouble.empty()));
      }
      day = day.minusDays(1);
    }
    return events;
  }
}
