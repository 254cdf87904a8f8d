package dev.surgeline.forecast.repair;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.repair.Gaps.Gap;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds zeros that cannot be demand: a recorder or a service that was down.
///
/// Three or more zeros in a row are an outage if at least 20 arrivals were to be expected in that
/// time by a cautious measure: for each step the least of what came at the same time of day up to
/// four days before and after, and a week before and after, or, where fewer than three such days
/// are known, the tenth percentile of what was not zero, which must then be nearly all. Poisson
/// arrivals of mean 20 stay away altogether once in 500 million times. What is shut every weekend
/// or on holidays has zeros there to compare with, or a holiday in the calendar, and is left alone.
final class Outages {
  private static final int LENGTH_MIN = 3;
  private static final double EXPECTED_MIN = 20;
  private static final int DAYS = 4;
  private static final int WEEK = 7;
  private static final int DAYS_MIN = 3;

  /// How many zeros outside of long runs a series has that is never zero.
  private static final double ZEROS_MAX = 0.001;

  private final TimeSeries series;
  private final Calendar calendar;
  private final int day;
  private final double usual;

  private Outages(TimeSeries series, Calendar calendar) {
    this.series = series;
    this.calendar = calendar;
    long step = Math.max(1, series.step().toMillis());
    long length = Duration.ofDays(1).toMillis();
    this.day = length % step == 0 && length > step ? (int) (length / step) : 0;
    this.usual = usual(series);
  }

  /// The steps of outages, in order.
  static List<Gap> find(TimeSeries series, Calendar calendar) {
    Outages outages = new Outages(series, calendar);
    List<Gap> found = new ArrayList<>();
    for (int i = 0; i < series.length(); i++) {
      if (series.at(i) == 0) {
        int from = i;
        while (i < series.length() && series.at(i) == 0) {
          i++;
        }
        if (i - from >= LENGTH_MIN && outages.expected(from, i) >= EXPECTED_MIN) {
          found.add(new Gap(from, i));
        }
      }
    }
    return found;
  }

  private double expected(int from, int to) {
    double sum = 0;
    for (int i = from; i < to && sum < EXPECTED_MIN; i++) {
      if (!calendar.isHoliday(calendar.local(series.stamp(i)).toLocalDate())) {
        sum += expected(i, from, to);
      }
    }
    return sum;
  }

  private double expected(int index, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    int known = 0;
    for (int k = -WEEK; k <= WEEK && day > 0; k++) {
      int other = index + k * day;
      if (Math.abs(k) > DAYS && Math.abs(k) < WEEK) {
        continue;
      }
      boolean outside = other < from || other >= to;
      if (outside && other >= 0 && other < series.length() && series.isObserved(other)) {
        least = Math.min(least, series.at(other));
        known++;
      }
    }
    return known >= DAYS_MIN ? least : usual;
  }

  /// What comes at least, nine times of ten; 0 of a series that is zero now and then.
  private static double usual(TimeSeries series) {
    double[] values = series.values();
    int single = 0;
    for (int i = 0; i < values.length; i++) {
      boolean zero = values[i] == 0;
      single += zero && !(i > 0 && values[i - 1] == 0) && !zero(values, i + 1) ? 1 : 0;
    }
    if (single > ZEROS_MAX * values.length) {
      return 0;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 0 ? Double.NaN : values[i];
    }
    double tenth = Robust.quantile(values, 0.1);
    return Double.isNaN(tenth) ? 0 : tenth;
  }

  private static boolean zero(double[] values, int index) {
    return index < values.length && values[index] == 0;
  }
}
