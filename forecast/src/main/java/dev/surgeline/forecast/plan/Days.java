package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// A history by days of the platform's clock.
///
/// A day of which a part is not observed is scaled by what its observed hours usually have of a
/// day; one of which less than half is known, by that measure, is not known. Example: 18 hours of a
/// day have 180, and each hour has usually the same: 180 / 0.75 = 240. A step that is longer than a
/// day is spread evenly over its days.
final class Days {
  private static final double KNOWN_MIN = 0.5;

  private final LocalDate first;
  private final double[] values;
  private int scaled;
  private int dropped;

  private Days(LocalDate first, int length) {
    this.first = first;
    this.values = new double[length];
    Arrays.fill(values, Double.NaN);
  }

  /// @param gauge whether values are a level, not a count in a step
  /// @param notes told of what was scaled and left out
  static Days of(TimeSeries series, ZoneId zone, boolean gauge, List<String> notes) {
    boolean coarse = series.step().compareTo(Duration.ofDays(1)) > 0;
    Days days = coarse ? spread(series, zone, gauge) : summed(series, zone, gauge);
    if (days.scaled > 0) {
      notes.add(
          counted(days.scaled)
              + (days.scaled == 1 ? " was" : " were")
              + " partly observed: scaled to a whole day by the usual hours");
    }
    if (days.dropped > 0) {
      notes.add(
          counted(days.dropped)
              + " of which less than half is known "
              + (days.dropped == 1 ? "is" : "are")
              + " left out, not taken for zero");
    }
    return days;
  }

  private static String counted(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  int length() {
    return values.length;
  }

  LocalDate date(int index) {
    return first.plusDays(index);
  }

  /// Of a day, from 0: its count, or its mean level; NaN if it is not known.
  double at(int index) {
    return values[index];
  }

  boolean isKnown(int index) {
    return !Double.isNaN(values[index]);
  }

  private static Days spread(TimeSeries series, ZoneId zone, boolean gauge) {
    LocalDate from = series.start().plus(Duration.ofHours(12)).atZone(zone).toLocalDate();
    Instant end = series.stamp(series.length());
    LocalDate to = end.minus(Duration.ofHours(12)).atZone(zone).toLocalDate();
    Days days = new Days(from, (int) (to.toEpochDay() - from.toEpochDay()) + 1);
    double perStep = gauge ? 1 : series.step().toMillis() / 8.64e7;
    for (int i = 0; i < days.length(); i++) {
      Instant noon = days.date(i).atTime(LocalTime.NOON).atZone(zone).toInstant();
      long step = Duration.between(series.start(), noon).dividedBy(series.step());
      if (step >= 0 && step < series.length()) {
        days.values[i] = series.at((int) step) / perStep;
      }
    }
    return days;
  }

  private static Days summed(TimeSeries series, ZoneId zone, boolean gauge) {
    var clock = new WallClock(series, zone);
    double[] usual = usual(series, clock);
    long first = clock.day(0);
    long last = clock.day(series.length() - 1);
    Days days = new Days(LocalDate.ofEpochDay(first), (int) (last - first) + 1);
    int from = 0;
    while (clock.day(from - 1) == first) {
      from--;
    }
    double[] seen = new double[days.length()];
    double[] all = new double[days.length()];
    double[] sums = new double[days.length()];
    int[] steps = new int[days.length()];
    for (int i = from; clock.day(i) <= last; i++) {
      int day = (int) (clock.day(i) - first);
      double weight = usual[clock.hour(i)];
      all[day] += weight;
      steps[day]++;
      if (i >= 0 && i < series.length() && series.isObserved(i)) {
        sums[day] += series.at(i);
        seen[day] += weight;
      }
    }
    for (int day = 0; day < days.length(); day++) {
      days.take(day, seen[day] / all[day], sums[day] / (gauge ? steps[day] : 1));
    }
    return days;
  }

  private void take(int day, double known, double sum) {
    if (known < KNOWN_MIN) {
      dropped++;
    } else if (known < 1 - 1e-9) {
      scaled++;
      values[day] = sum / known;
    } else {
      values[day] = sum;
    }
  }

  /// What a step of each hour of the day usually has; 1 for each where nothing ever came.
  private static double[] usual(TimeSeries series, WallClock clock) {
    double[] sums = new double[24];
    int[] steps = new int[24];
    double sum = 0;
    int observed = 0;
    for (int i = 0; i < series.length(); i++) {
      if (series.isObserved(i)) {
        int hour = clock.hour(i);
        sums[hour] += series.at(i);
        steps[hour]++;
        sum += series.at(i);
        observed++;
      }
    }
    double[] usual = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      double mean = steps[hour] == 0 ? sum / observed : sums[hour] / steps[hour];
      usual[hour] = sum > 0 ? mean : 1;
    }
    return usual;
  }
}
