package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.plan.Projection.Ahead;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.function.ToDoubleFunction;

/// What is kept of the events of a series.
///
/// At a month's end it is the events of the time from then back as far as they are kept, those of
/// the history and those projected, times their size. What came before the history is not known and
/// not in it. Example: 1,000 a day of 2 kB kept for 10 days are 20 MB, whatever the month.
///
/// @param eventBytes of one event, above 0
/// @param kept how long each is, above zero
public record Storage(double eventBytes, Period kept) {
  public Storage {
    if (!(eventBytes > 0) || kept.isZero() || kept.isNegative()) {
      throw new IllegalArgumentException("an event's size and retention are above zero");
    }
  }

  /// Bytes at the end of a projected month.
  ///
  /// @param month its first day
  /// @param level which of the projected levels counts, such as the middle
  public double bytes(
      DemandHistory history,
      Projection projection,
      LocalDate month,
      ToDoubleFunction<Ahead> level) {
    LocalDate end = month.plusMonths(1);
    LocalDate from = end.minus(kept);
    double events = 0;
    double[] logs = Levels.logs(history.months());
    for (int i = 0; i < logs.length; i++) {
      MonthDemand one = history.months().get(i);
      double perDay = one.perDay().orElse(Math.exp(logs[i]));
      LocalDate begun = history.from().isAfter(one.month()) ? history.from() : one.month();
      events += perDay * days(begun, one.month().plusMonths(1), from, end);
    }
    for (Ahead ahead : projection.months()) {
      double days = days(ahead.month(), ahead.month().plusMonths(1), from, end);
      events += level.applyAsDouble(ahead) * days;
    }
    return events * eventBytes;
  }

  /// Whether events of before the history are still kept at a month's end.
  public boolean reachesBefore(DemandHistory history, LocalDate month) {
    return month.plusMonths(1).minus(kept).isBefore(history.from());
  }

  /// How many days two stretches have in common; ends are exclusive.
  private static long days(LocalDate from, LocalDate to, LocalDate after, LocalDate before) {
    LocalDate first = from.isAfter(after) ? from : after;
    LocalDate last = to.isBefore(before) ? to : before;
    return Math.max(0, ChronoUnit.DAYS.between(first, last));
  }
}
