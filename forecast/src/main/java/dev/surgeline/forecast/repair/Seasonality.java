package dev.surgeline.forecast.repair;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds the seasons of a history among those that people's calendars have: hour, day, week, year.
///
/// A season is there if what is left of the history without its level (the moving mean of that
/// season) and without the shorter seasons repeats after it: the autocorrelation at its lag, r(m),
/// is above 0.04 (an hour's above 0.1, for what comes by the hour is mostly jobs of one's own),
/// above that at three quarters of the lag, and above 0.4 or above 2.5 standard errors, `sqrt((1 +
/// 2 sum over k < m of r(k)^2) / n)` (Bartlett 1946; the sum is taken at 48 lags evenly spread).
/// Values count by their logarithms or, where some are zero, by `asinh(x / median)`, so that a
/// surge does not outvote a month.
///
/// Example: hourly visits with an afternoon peak have r(24) = 0.8 and r(18) = -0.1: a day. With the
/// day's profile taken off r(168) is 0.02: no week.
public final class Seasonality {
  private static final double CORRELATION_MIN = 0.04;
  private static final double CORRELATION_HOUR_MIN = 0.1;
  private static final double CORRELATION_SURE = 0.4;
  private static final double ERRORS_MIN = 2.5;
  private static final int LAGS = 48;

  private Seasonality() {}

  /// Lengths of the seasons in steps, growing.
  ///
  /// @param values NaN where nothing was observed
  /// @param step from one value to the next
  public static List<Integer> find(double[] values, Duration step) {
    double[] rest = compressed(values);
    List<Integer> found = new ArrayList<>();
    for (int season : candidates(step)) {
      if (values.length < 2 * season) {
        break;
      }
      double[] detrended = detrended(rest, season);
      boolean hour = step.multipliedBy(season).equals(Duration.ofHours(1));
      if (repeats(detrended, season, hour ? CORRELATION_HOUR_MIN : CORRELATION_MIN)) {
        found.add(season);
        rest = Profile.of(detrended, season).without(rest);
      }
    }
    return found;
  }

  /// What a calendar makes plausible at this step: at least 4 steps, but in a week of days.
  static List<Integer> candidates(Duration step) {
    List<Integer> candidates = new ArrayList<>();
    for (int hours : new int[] {1, 24, 168}) {
      long period = Duration.ofHours(hours).toMillis();
      long millis = Math.max(1, step.toMillis());
      if (period % millis == 0 && period / millis >= 4 && period / millis < 1_000_000) {
        candidates.add((int) (period / millis));
      }
    }
    long days = step.toDays();
    if (step.equals(Duration.ofDays(1))) {
      candidates.add(365);
    } else if (step.equals(Duration.ofDays(7))) {
      candidates.add(52);
    } else if (days >= 28 && days <= 31) {
      candidates.add(12);
    }
    return candidates;
  }

  private static double[] compressed(double[] values) {
    boolean above = true;
    double[] sizes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      above &= !(values[i] <= 0);
      sizes[i] = values[i] == 0 ? Double.NaN : Math.abs(values[i]);
    }
    double unit = Robust.median(sizes);
    double[] compressed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double in = values[i] / unit;
      compressed[i] = above ? Math.log(values[i]) : Math.log(Math.abs(in) + Math.hypot(in, 1));
      compressed[i] = above ? compressed[i] : Math.copySign(compressed[i], in);
    }
    return compressed;
  }

  private static double[] detrended(double[] values, int season) {
    double[] levels = Profile.levels(values, season);
    double[] detrended = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      detrended[i] = values[i] - levels[i];
    }
    return detrended;
  }

  private static boolean repeats(double[] values, int season, double least) {
    double own = correlation(values, season);
    if (!(own > least) || own < correlation(values, season * 3 / 4)) {
      return false;
    }
    if (own > CORRELATION_SURE) {
      return true;
    }
    double squares = 0;
    int lags = Math.min(LAGS, season - 1);
    for (int k = 1; k <= lags; k++) {
      double r = correlation(values, (int) ((long) k * (season - 1) / lags));
      squares += Double.isNaN(r) ? 0 : r * r;
    }
    double error = Math.sqrt((1 + 2 * squares * (season - 1) / lags) / values.length);
    return own > ERRORS_MIN * error;
  }

  /// The autocorrelation at a lag of values around zero, of the pairs of which both are known; NaN
  /// if there is none.
  static double correlation(double[] values, int lag) {
    double product = 0;
    double square = 0;
    int pairs = 0;
    int known = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        square += values[i] * values[i];
        known++;
        if (i >= lag && !Double.isNaN(values[i - lag])) {
          product += values[i] * values[i - lag];
          pairs++;
        }
      }
    }
    return pairs == 0 || square == 0 ? Double.NaN : product / pairs / (square / known);
  }
}
