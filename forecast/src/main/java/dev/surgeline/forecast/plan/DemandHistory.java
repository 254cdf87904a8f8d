package dev.surgeline.forecast.plan;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a history tells of demand.
///
/// @param name of the series
/// @param from its first day, on the platform's clock
/// @param to its last day
/// @param step it was counted in
/// @param gauge whether its values are a level, such as the number of hospitals, not a count
/// @param months from the first known to the last, without a break
/// @param rhythm within weeks and days
/// @param seasonal within the year
/// @param notes what was mended or left out, a sentence each
public record DemandHistory(
    String name,
    LocalDate from,
    LocalDate to,
    Duration step,
    boolean gauge,
    List<MonthDemand> months,
    Rhythm rhythm,
    SeasonalMonths seasonal,
    List<String> notes) {
  private static final Duration MONTHLY = Duration.ofDays(27);
  private static final Duration LONGEST = Duration.ofDays(45);

  public DemandHistory {
    months = List.copyOf(months);
    notes = List.copyOf(notes);
  }

  /// Reads a history.
  ///
  /// @param gauge whether its values are a level, not a count in a step
  /// @throws IllegalArgumentException if nothing can be planned from it
  public static DemandHistory of(TimeSeries series, Calendar calendar, boolean gauge) {
    refuse(series);
    List<String> notes = new ArrayList<>();
    TimeSeries known = gauge ? series : withoutOutages(series, calendar, notes);
    ZoneId zone = calendar.zone();
    List<MonthDemand> months;
    Optional<Weekdays> weekdays = Optional.empty();
    if (series.step().compareTo(MONTHLY) >= 0) {
      months = Months.of(known, zone, gauge, notes);
    } else {
      Days days = Days.of(known, zone, gauge, notes);
      weekdays = series.step().toDays() > 1 ? weekdays : Weekdays.of(days);
      months = Months.of(days, weekdays, notes);
      if (weekdays.isEmpty() && series.step().toDays() <= 1) {
        notes.add(
            "what weekdays have is not known before each was seen twice with the days around it:"
                + " all count as the same");
      }
    }
    // In the middle of a day's step: across a summer some of them begin at 23:00 or 01:00. Of
    // longer ones a second before the end: a month's last step ends with the month.
    boolean daily = series.step().toDays() <= 1;
    Duration half = daily ? series.step().dividedBy(2) : Duration.ZERO;
    Instant last = series.stamp(series.length() - 1).plus(half);
    Instant end = daily ? last : series.stamp(series.length()).minusSeconds(1);
    return new DemandHistory(
        series.name(),
        calendar.local(series.start().plus(half)).toLocalDate(),
        calendar.local(end).toLocalDate(),
        series.step(),
        gauge,
        months,
        Rhythm.of(known, zone, months, weekdays),
        SeasonalMonths.of(months),
        notes);
  }

  private static void refuse(TimeSeries series) {
    int observed = 0;
    for (int i = 0; i < series.length(); i++) {
      if (series.at(i) < 0) {
        throw new IllegalArgumentException(
            "demand is never below zero, and at " + series.stamp(i) + " it is " + series.at(i));
      }
      observed += series.isObserved(i) ? 1 : 0;
    }
    if (observed == 0) {
      throw new IllegalArgumentException("none of its steps was observed");
    }
    if (series.step().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "its steps are "
              + series.step().toDays()
              + " days long, and a plan by months takes steps of a month at most");
    }
  }

  private static TimeSeries withoutOutages(
      TimeSeries series, Calendar calendar, List<String> notes) {
    TimeSeries known = Repair.withoutOutages(series, calendar);
    int taken = 0;
    int first = -1;
    int gaps = 0;
    for (int i = 0; i < series.length(); i++) {
      boolean outage = series.isObserved(i) && !known.isObserved(i);
      first = outage && first < 0 ? i : first;
      taken += outage ? 1 : 0;
      gaps += series.isObserved(i) ? 0 : 1;
    }
    if (taken > 0) {
      notes.add(
          taken
              + " zeros in a row or more, the first at "
              + series.stamp(first)
              + ", are taken for an outage, not for absent demand");
    }
    if (gaps > 0) {
      notes.add(gaps + " of " + series.length() + " steps were not observed");
    }
    return known;
  }

  /// The month before the first that is to be projected.
  LocalDate lastMonth() {
    return months.getLast().month();
  }
}
