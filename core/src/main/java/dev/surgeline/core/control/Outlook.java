package dev.surgeline.core.control;

import dev.surgeline.core.decide.Funds;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What will have been spent at the end of a day or a month, and what may be spent until then.
///
/// The forecast is what is spent, and for each hour that is left the usual spending of that hour of
/// the week ([Course][Course]). What is spent above the usual now is expected to last for a day, or
/// until the period's end if that is nearer, and not beyond: a load that is above its course today
/// says little about the day after tomorrow. While less than a day was seen, the present rate is
/// expected to go on to the end. Only ordinary spending counts.
///
/// Example: 20000 are spent, 300 hours are left, the course has 60 an hour for each of them: 38000
/// at the month's end. Now 70 an hour are spent, 10 above the usual: 24 hours of 10 more make
/// 38240.
///
/// What may be spent an hour now so that a limit holds: when the forecast is within it, the usual
/// rate and the money that is left over, spread over the same time (over what is left of the day a
/// month's budget would stand open each evening); when it is not, the share of the usual rate that
/// there is still money for, so that every hour gives up the same share.
///
/// Example: of 42000 there are 4000 left over: (42000 - 38000) / 24 = 167 an hour above the usual
/// 60. With a limit of 29000 there are 9000 for hours that usually take 18000: 30 an hour.
///
/// @param forecast at the end, at the present rate
/// @param perHour the most to be spent an hour now
record Outlook(double forecast, double perHour) {
  /// How long what is above the usual is expected to last.
  private static final double DAY_HOURS = 24;

  /// What the hours take that are left of a period.
  ///
  /// @param hours how many
  /// @param usual what they usually take together
  private record Rest(double hours, double usual) {}

  /// What a budget's limits leave; absent: it has none.
  static Optional<Funds> funds(Budget budget, Spending spending, Calendar calendar, double where) {
    List<Funds.Limit> limits = new ArrayList<>(3);
    if (budget.perHour().isPresent()) {
      double most = budget.perHour().getAsDouble();
      limits.add(new Funds.Limit(Funds.Span.HOUR, most, OptionalDouble.empty(), most));
    }
    if (budget.perDay().isPresent()) {
      double most = budget.perDay().getAsDouble();
      limits.add(limit(Funds.Span.DAY, most, day(spending, calendar, most)));
    }
    if (budget.perMonth().isPresent()) {
      double most = budget.perMonth().getAsDouble();
      limits.add(limit(Funds.Span.MONTH, most, month(spending, calendar, most)));
    }
    return limits.isEmpty()
        ? Optional.empty()
        : Optional.of(new Funds(budget.currency(), limits, where));
  }

  private static Funds.Limit limit(Funds.Span span, double most, Outlook outlook) {
    return new Funds.Limit(span, most, OptionalDouble.of(outlook.forecast), outlook.perHour);
  }

  /// Of the present day.
  static Outlook day(Spending spending, Calendar calendar, double limit) {
    Instant end = calendar.startOf(spending.day().date().plusDays(1));
    return of(spending, calendar, spending.day().spent().ordinary(), end, limit);
  }

  /// Of the present month.
  static Outlook month(Spending spending, Calendar calendar, double limit) {
    LocalDate next = spending.month().first().plusMonths(1);
    double spent = spending.month().spent().ordinary();
    return of(spending, calendar, spent, calendar.startOf(next), limit);
  }

  private static Outlook of(
      Spending spending, Calendar calendar, double spent, Instant end, double limit) {
    Course before = spending.lastMonth().map(Spending.Month::course).orElse(Course.EMPTY);
    double[] usual = Course.usual(spending.month().course(), before);
    Instant now = spending.until();
    double rate = spending.perHour().ordinary();
    double allowed = limit - spent;
    Rest rest = rest(calendar, usual, now, end);
    if (usual.length == 0) {
      double even = rest.hours > 0 ? allowed / rest.hours : 0;
      return new Outlook(spent + rate * rest.hours, Math.max(0, even));
    }
    double ahead = Math.min(DAY_HOURS, rest.hours);
    double here = usual[Course.slot(calendar.local(now))];
    double forecast = spent + rest.usual + Math.max(0, rate - here) * ahead;
    double perHour = 0;
    if (allowed > 0 && rest.usual > allowed) {
      perHour = here * allowed / rest.usual;
    } else if (allowed > 0 && ahead > 0) {
      perHour = here + (allowed - rest.usual) / ahead;
    }
    return new Outlook(forecast, perHour);
  }

  private static Rest rest(Calendar calendar, double[] usual, Instant now, Instant end) {
    double hours = Math.max(0, Spending.hours(Duration.between(now, end)));
    double sum = 0;
    for (Instant at = now; usual.length > 0 && at.isBefore(end); ) {
      Instant next = calendar.hourEnd(at);
      next = next.isBefore(end) ? next : end;
      sum += usual[Course.slot(calendar.local(at))] * Spending.hours(Duration.between(at, next));
      at = next;
    }
    return new Rest(hours, sum);
  }
}
