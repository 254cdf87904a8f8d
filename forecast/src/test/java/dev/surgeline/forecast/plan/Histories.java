package dev.surgeline.forecast.plan;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/// Histories made for a test.
final class Histories {
  static final Calendar LONDON = new Calendar(ZoneId.of("Europe/London"), new TreeMap<>());
  static final LocalDate START = LocalDate.parse("2023-01-01");

  private Histories() {}

  /// By the hour from one date to another, which is not in it: what a local time has.
  static TimeSeries hours(
      Calendar calendar, String from, String to, ToDoubleFunction<LocalDateTime> value) {
    Instant start = LocalDate.parse(from).atStartOfDay(calendar.zone()).toInstant();
    Instant end = LocalDate.parse(to).atStartOfDay(calendar.zone()).toInstant();
    double[] values = new double[(int) Duration.between(start, end).toHours()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(calendar.local(start.plusSeconds(3600L * i)));
    }
    return new TimeSeries("made", start, Duration.ofHours(1), values);
  }

  /// By the day from a date on.
  static TimeSeries days(String from, int length, ToDoubleFunction<LocalDate> value) {
    LocalDate first = LocalDate.parse(from);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = value.applyAsDouble(first.plusDays(i));
    }
    Instant start = OffsetDateTime.of(first.atStartOfDay(), ZoneOffset.UTC).toInstant();
    return new TimeSeries("made", start, Duration.ofDays(1), values);
  }

  /// Levels by month, from January 2023 on.
  static List<MonthDemand> months(int length, IntToDoubleFunction level) {
    List<MonthDemand> months = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      LocalDate month = START.plusMonths(i);
      double value = level.applyAsDouble(i);
      months.add(
          new MonthDemand(
              month,
              Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
              month.lengthOfMonth()));
    }
    return months;
  }

  static DemandHistory history(List<MonthDemand> months) {
    return new DemandHistory(
        "made",
        months.getFirst().month(),
        months.getLast().month().plusMonths(1).minusDays(1),
        Duration.ofDays(1),
        false,
        months,
        new Rhythm(List.of(), Optional.empty(), Optional.empty()),
        SeasonalMonths.of(months),
        List.of());
  }

  static Projection projected(int months, int ahead, IntToDoubleFunction level) {
    return Projection.of(history(months(months, level)), ahead);
  }
}
