package dev.surgeline.core.control;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How spending goes over the hours of a week, as far as a month has shown it: for each of 168
/// hours of the week what was spent in it and for how long it was watched.
///
/// @param spent by hour of the week, from Monday 00:00 on; empty: nothing yet
/// @param hours for how many hours each was watched; as many as `spent`
public record Course(List<Double> spent, List<Double> hours) {
  private static final int SLOTS = 7 * 24;

  /// Nothing was seen yet.
  public static final Course EMPTY = new Course(List.of(), List.of());

  public Course {
    spent = List.copyOf(spent);
    hours = List.copyOf(hours);
    if (spent.size() != hours.size() || !(spent.isEmpty() || spent.size() == SLOTS)) {
      throw new IllegalArgumentException("a course has 168 hours, or none");
    }
  }

  /// The hour of the week that the clock on the wall shows.
  static int slot(LocalDateTime local) {
    return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
  }

  /// With one more hour, or a part of one.
  Course plus(int slot, double amount, double length) {
    List<Double> sums = new ArrayList<>(spent.isEmpty() ? Collections.nCopies(SLOTS, 0.0) : spent);
    List<Double> lengths =
        new ArrayList<>(hours.isEmpty() ? Collections.nCopies(SLOTS, 0.0) : hours);
    sums.set(slot, sums.get(slot) + amount);
    lengths.set(slot, lengths.get(slot) + length);
    return new Course(sums, lengths);
  }

  /// What was spent in an hour of the week.
  double spent(int slot) {
    return spent.isEmpty() ? 0 : spent.get(slot);
  }

  /// For how many hours that was.
  double hours(int slot) {
    return hours.isEmpty() ? 0 : hours.get(slot);
  }

  /// For how many hours anything was seen.
  double watched() {
    double sum = 0;
    for (double one : hours) {
      sum += one;
    }
    return sum;
  }

  /// The usual spending of each hour of the week, an hour: the mean of that hour in both months,
  /// the earlier one at this month's level; where neither has seen the hour, the mean of that hour
  /// of the day; where none has, the mean of all.
  ///
  /// The level is what this month spent in the hours seen so far, over what the earlier month
  /// usually spent in them; 1 until this month has seen a day.
  ///
  /// @return 168 rates; empty while less than a day was seen in all
  static double[] usual(Course month, Course before) {
    if (month.watched() + before.watched() < 24) {
      return new double[0];
    }
    double level = level(month, before);
    double[] sums = new double[SLOTS];
    double[] lengths = new double[SLOTS];
    double[] daySums = new double[24];
    double[] dayLengths = new double[24];
    double sum = 0;
    double length = 0;
    for (int i = 0; i < SLOTS; i++) {
      sums[i] = month.spent(i) + before.spent(i) * level;
      lengths[i] = month.hours(i) + before.hours(i);
      daySums[i % 24] += sums[i];
      dayLengths[i % 24] += lengths[i];
      sum += sums[i];
      length += lengths[i];
    }
    double[] usual = new double[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
      double day = dayLengths[i % 24] > 0 ? daySums[i % 24] / dayLengths[i % 24] : sum / length;
      usual[i] = lengths[i] > 0 ? sums[i] / lengths[i] : day;
    }
    return usual;
  }

  private static double level(Course month, Course before) {
    double spent = 0;
    double expected = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (before.hours(i) > 0) {
        spent += month.spent(i);
        expected += before.spent(i) / before.hours(i) * month.hours(i);
      }
    }
    return month.watched() >= 24 && expected > 0 ? spent / expected : 1;
  }
}
