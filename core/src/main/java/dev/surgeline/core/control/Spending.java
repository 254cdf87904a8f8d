package dev.surgeline.core.control;

import dev.surgeline.core.platform.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the platform has spent, in the hours, days and months of its calendar.
///
/// A tick charges the time since the tick before at the rates that held from then on, so the same
/// tick twice charges once and a clock that steps back charges nothing. When ticks were missed for
/// more than four intervals the charge is an estimate, and is counted as one; of a gap no more than
/// `GAP_MOST` is charged, for nobody knows what ran after that.
///
/// It is bounded: one hour, one day, this month and the last one, a sum for each kind of policy.
///
/// @param until everything before is charged
/// @param perHour what it costs an hour since then
/// @param perHourByPolicy the ordinary part of it by the policy that asked for it
/// @param hour the present one
/// @param day the present one
/// @param month the present one
/// @param lastMonth the one before, if anything was charged in it
public record Spending(
    Instant until,
    Amounts perHour,
    SortedMap<String, Double> perHourByPolicy,
    Hour hour,
    Day day,
    Month month,
    Optional<Month> lastMonth) {
  /// The most of a gap that is charged.
  public static final Duration GAP_MOST = Duration.ofDays(1);

  /// @param end when it is over
  /// @param spent in it so far
  /// @param charged how much of it is charged
  public record Hour(Instant end, Amounts spent, Duration charged) {}

  /// @param date which day
  /// @param spent in it so far
  /// @param told what people were told of it
  public record Day(LocalDate date, Amounts spent, SortedSet<Warning> told) {
    public Day {
      told = Collections.unmodifiableSortedSet(new TreeSet<>(told));
    }
  }

  /// @param first its first day
  /// @param spent in it so far
  /// @param byPolicy the ordinary part by the policy that asked for it; `min` for what the declared
  ///   min of a workload costs, `none` before any policy asked
  /// @param course how it goes over the week
  /// @param uncharged time of gaps that was not charged
  /// @param told what people were told of it
  public record Month(
      LocalDate first,
      Amounts spent,
      SortedMap<String, Double> byPolicy,
      Course course,
      Duration uncharged,
      SortedSet<Warning> told) {
    public Month {
      byPolicy = Collections.unmodifiableSortedMap(new TreeMap<>(byPolicy));
      told = Collections.unmodifiableSortedSet(new TreeSet<>(told));
    }

    static Month starting(LocalDate first) {
      return new Month(
          first, Amounts.ZERO, new TreeMap<>(), Course.EMPTY, Duration.ZERO, new TreeSet<>());
    }
  }

  /// What people are told once in a day or a month.
  public enum Warning {
    /// Half of the limit is spent.
    HALF,
    /// Four fifths are.
    MOST,
    /// All of it is.
    ALL,
    /// More than the limit is forecast for the end.
    FORECAST,
    /// What runs costs more an hour than an hour may.
    RATE,
    /// Break-glass has spent more than its allowance.
    ALLOWANCE
  }

  public Spending {
    perHourByPolicy = Collections.unmodifiableSortedMap(new TreeMap<>(perHourByPolicy));
  }

  /// Before the first charge.
  static Spending starting(Instant now, Calendar calendar) {
    LocalDate today = calendar.local(now).toLocalDate();
    return new Spending(
        now,
        Amounts.ZERO,
        new TreeMap<>(),
        new Hour(calendar.hourEnd(now), Amounts.ZERO, Duration.ZERO),
        new Day(today, Amounts.ZERO, new TreeSet<>()),
        Month.starting(today.withDayOfMonth(1)),
        Optional.empty());
  }

  /// With everything charged up to now.
  ///
  /// @param missed a gap longer than this is an estimate
  Spending charged(Instant now, Calendar calendar, Duration missed) {
    Duration gap = Duration.between(until, now);
    if (gap.isZero() || gap.isNegative()) {
      return this;
    }
    boolean estimated = gap.compareTo(missed) > 0;
    Amounts rate = estimated ? perHour.guessed() : perHour;
    Instant last = gap.compareTo(GAP_MOST) > 0 ? until.plus(GAP_MOST) : now;
    Spending next = this;
    for (Instant at = until; at.isBefore(last); at = next.until) {
      Instant end = calendar.hourEnd(at);
      next = next.through(at, end.isBefore(last) ? end : last, rate, calendar);
    }
    return next.rolled(now, calendar).uncharged(now, Duration.between(last, now));
  }

  /// One part of an hour.
  private Spending through(Instant from, Instant to, Amounts rate, Calendar calendar) {
    Spending in = rolled(from, calendar);
    double hours = hours(Duration.between(from, to));
    Amounts cost = rate.times(hours);
    SortedMap<String, Double> byPolicy = new TreeMap<>(in.month.byPolicy);
    perHourByPolicy.forEach((policy, each) -> byPolicy.merge(policy, each * hours, Double::sum));
    Duration charged = in.hour.charged.plus(Duration.between(from, to));
    return new Spending(
        to,
        perHour,
        perHourByPolicy,
        new Hour(in.hour.end, in.hour.spent.plus(cost), charged),
        new Day(in.day.date, in.day.spent.plus(cost), in.day.told),
        new Month(
            in.month.first,
            in.month.spent.plus(cost),
            byPolicy,
            in.month.course,
            in.month.uncharged,
            in.month.told),
        in.lastMonth);
  }

  /// With the periods of a moment; an hour that is over is put into its month's course.
  private Spending rolled(Instant at, Calendar calendar) {
    if (at.isBefore(hour.end)) {
      return this;
    }
    int slot = Course.slot(calendar.local(hour.end.minusNanos(1)));
    double length = hours(hour.charged);
    Month left =
        length > 0
            ? new Month(
                month.first,
                month.spent,
                month.byPolicy,
                month.course.plus(slot, hour.spent.ordinary(), length),
                month.uncharged,
                month.told)
            : month;
    LocalDate today = calendar.local(at).toLocalDate();
    boolean sameDay = !today.isAfter(day.date);
    LocalDate first = today.withDayOfMonth(1);
    boolean sameMonth = !first.isAfter(month.first);
    // A month in which nothing ran a tick tells nothing of the next; neither does one long ago.
    boolean next = first.equals(month.first.plus(1, ChronoUnit.MONTHS));
    return new Spending(
        until,
        perHour,
        perHourByPolicy,
        new Hour(calendar.hourEnd(at), Amounts.ZERO, Duration.ZERO),
        sameDay ? day : new Day(today, Amounts.ZERO, new TreeSet<>()),
        sameMonth ? left : Month.starting(first),
        sameMonth ? lastMonth : next ? Optional.of(left) : Optional.empty());
  }

  private Spending uncharged(Instant now, Duration lost) {
    Month known =
        lost.isZero()
            ? month
            : new Month(
                month.first,
                month.spent,
                month.byPolicy,
                month.course,
                month.uncharged.plus(lost),
                month.told);
    return new Spending(now, perHour, perHourByPolicy, hour, day, known, lastMonth);
  }

  /// At these rates from now on.
  Spending at(Amounts rate, SortedMap<String, Double> byPolicy) {
    return new Spending(until, rate, byPolicy, hour, day, month, lastMonth);
  }

  /// With what people were told by now.
  Spending told(SortedSet<Warning> ofDay, SortedSet<Warning> ofMonth) {
    return new Spending(
        until,
        perHour,
        perHourByPolicy,
        hour,
        new Day(day.date, day.spent, ofDay),
        new Month(month.first, month.spent, month.byPolicy, month.course, month.uncharged, ofMonth),
        lastMonth);
  }

  static double hours(Duration time) {
    return time.toNanos() / 3.6e12;
  }
}
