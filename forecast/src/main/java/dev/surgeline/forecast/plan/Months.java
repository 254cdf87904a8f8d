package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A history by calendar months: demand a day, so that the length of a month does not matter.
///
/// A month's level is the sum of its known days by the sum of what those weekdays have: a month of
/// which only weekdays are known is not taken for a busy one. Example: Monday to Friday of 120 and
/// weekend days of 50 (1.2 and 0.5 of the mean day); a week of which Saturday is not known has 5 x
/// 120 + 50 = 650 by 6.5, which is 100. It takes seven known days. Months at either end that have
/// fewer are left out, as are months of zero before the first demand.
final class Months {
  static final int DAYS_MIN = 7;

  private Months() {}

  static List<MonthDemand> of(Days days, Optional<Weekdays> weekdays, List<String> notes) {
    List<MonthDemand> months = new ArrayList<>();
    double sum = 0;
    double parts = 0;
    int known = 0;
    for (int i = 0; i < days.length(); i++) {
      if (days.isKnown(i)) {
        int day = i;
        sum += days.at(i);
        parts += weekdays.map(each -> each.of(days.date(day).getDayOfWeek())).orElse(1.0);
        known++;
      }
      LocalDate date = days.date(i);
      if (i + 1 == days.length() || date.plusDays(1).getDayOfMonth() == 1) {
        boolean told = known >= DAYS_MIN && parts > 0;
        OptionalDouble level = told ? OptionalDouble.of(sum / parts) : OptionalDouble.empty();
        months.add(new MonthDemand(date.withDayOfMonth(1), level, known));
        sum = 0;
        parts = 0;
        known = 0;
      }
    }
    List<MonthDemand> kept = trimmed(months, notes);
    return kept.isEmpty() ? List.of(pooled(days, notes)) : kept;
  }

  /// Of a series by months. A step belongs to the month that its middle lies in.
  ///
  /// @param gauge whether values are a level, not a count in a month
  static List<MonthDemand> of(TimeSeries series, ZoneId zone, boolean gauge, List<String> notes) {
    List<MonthDemand> months = new ArrayList<>();
    Duration half = series.step().dividedBy(2);
    for (int i = 0; i < series.length(); i++) {
      LocalDate middle = series.stamp(i).plus(half).atZone(zone).toLocalDate();
      int length = YearMonth.from(middle).lengthOfMonth();
      boolean known = series.isObserved(i);
      OptionalDouble level =
          known ? OptionalDouble.of(series.at(i) / (gauge ? 1 : length)) : OptionalDouble.empty();
      months.add(new MonthDemand(middle.withDayOfMonth(1), level, known ? length : 0));
    }
    List<MonthDemand> kept = trimmed(months, notes);
    if (kept.isEmpty()) {
      throw new IllegalArgumentException("every month of it is zero or was not observed");
    }
    return kept;
  }

  private static List<MonthDemand> trimmed(List<MonthDemand> months, List<String> notes) {
    int from = 0;
    while (from < months.size() && months.get(from).perDay().orElse(0) == 0) {
      from++;
    }
    int to = months.size();
    while (to > from && months.get(to - 1).perDay().isEmpty()) {
      to--;
    }
    if (from == to) {
      return List.of();
    }
    long zeros = months.subList(0, from).stream().filter(one -> one.perDay().isPresent()).count();
    if (zeros > 0) {
      notes.add("nothing came before " + text(months.get(from)) + ": it begins there");
    }
    List<MonthDemand> kept = List.copyOf(months.subList(from, to));
    tellLeftOut(months, notes);
    tellPartly(kept, notes);
    return kept;
  }

  private static void tellLeftOut(List<MonthDemand> months, List<String> notes) {
    List<String> left =
        months.stream().filter(one -> one.perDay().isEmpty()).map(Months::text).toList();
    if (!left.isEmpty()) {
      notes.add(
          some(left)
              + (left.size() == 1 ? " has" : " have")
              + " fewer than "
              + DAYS_MIN
              + " known days: left out, not taken for zero");
    }
  }

  private static void tellPartly(List<MonthDemand> months, List<String> notes) {
    List<String> partly =
        months.stream()
            .filter(one -> one.perDay().isPresent() && one.daysKnown() < one.days())
            .map(one -> text(one) + " (" + one.daysKnown() + " of " + one.days() + " days)")
            .toList();
    if (!partly.isEmpty()) {
      notes.add(some(partly) + (partly.size() == 1 ? " is" : " are") + " told by a part");
    }
  }

  private static String some(List<String> all) {
    return all.size() <= 3
        ? String.join(", ", all)
        : all.size() + " months, the first " + all.getFirst() + ",";
  }

  /// All days together, for no month has enough of them.
  private static MonthDemand pooled(Days days, List<String> notes) {
    double sum = 0;
    int known = 0;
    LocalDate last = days.date(0);
    for (int i = 0; i < days.length(); i++) {
      if (days.isKnown(i)) {
        sum += days.at(i);
        known++;
        last = days.date(i);
      }
    }
    if (known == 0) {
      throw new IllegalArgumentException(
          "no day of it is known by half or more, and a plan takes a day at least");
    }
    if (sum == 0) {
      throw new IllegalArgumentException("every value is zero: there is nothing to plan from");
    }
    notes.add(
        "no month has "
            + DAYS_MIN
            + " known days: the "
            + known
            + " days that are known together stand for "
            + YearMonth.from(last));
    return new MonthDemand(last.withDayOfMonth(1), OptionalDouble.of(sum / known), known);
  }

  private static String text(MonthDemand one) {
    return YearMonth.from(one.month()).toString();
  }
}
