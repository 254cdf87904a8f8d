package dev.surgeline.forecast.global;

import java.util.Arrays;

/// A history in logarithms, with the level and the spread before any step of it at hand.
///
/// Logs make a growth of a tenth the same thing in a large series and a small one. A series that
/// comes near zero, or goes below, is lifted first by the least that brings its smallest value to
/// [#FLOOR] of its mean magnitude.
///
/// Level: the mean log of the last long season. Spread: half the standard deviation of those logs,
/// half that of their differences to the short season before; the first is what the shape moves,
/// the second what it moves unforeseen.
public final class LogSeries {
  /// The least lifted value, as a part of the mean magnitude.
  public static final double FLOOR = 0.02;

  /// Below this spread (of logs) a series counts as constant.
  public static final double SPREAD_MIN = 1e-6;

  private static final double BELOW = 0.2;
  private static final double ABOVE = 0.3;

  private final double offset;
  private final double[] lifted;
  private final double[] logs;

  /// The sum of all logs before each step.
  private final double[] sums;

  private final Seasons seasons;

  /// @param values in the series' own unit, finite
  public LogSeries(double[] values, Seasons seasons) {
    this.seasons = seasons;
    double magnitude = Arrays.stream(values).map(Math::abs).average().orElse(1);
    double least = Arrays.stream(values).min().orElse(1);
    double floor = magnitude > 0 ? FLOOR * magnitude : 1;
    offset = Math.max(0, floor - least);
    lifted = new double[values.length];
    logs = new double[values.length];
    sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      lifted[i] = values[i] + offset;
      logs[i] = StrictMath.log(lifted[i]);
      sums[i + 1] = sums[i] + logs[i];
    }
  }

  /// How many steps.
  public int length() {
    return logs.length;
  }

  /// The log of the lifted value of a step.
  public double log(int step) {
    return logs[step];
  }

  /// The mean log of the steps from one up to another, that one not counted.
  double mean(int from, int to) {
    return (sums[to] - sums[from]) / (to - from);
  }

  /// The lifted value of a step, above zero.
  public double lifted(int step) {
    return lifted[step];
  }

  /// A lifted log back in the series' own unit.
  public double value(double log) {
    return StrictMath.exp(log) - offset;
  }

  /// The level before a step, at least 1: of all there is where that is less than a long season.
  public double level(int origin) {
    int from = Math.max(0, origin - seasons.levelSteps());
    double sum = 0;
    for (int i = from; i < origin; i++) {
      sum += logs[i];
    }
    return sum / (origin - from);
  }

  /// The spread before a step, at least [#SPREAD_MIN].
  ///
  /// @param level the level before that step
  public double spread(int origin, double level) {
    double spread = 0.5 * shape(origin, level) + 0.5 * unforeseen(origin);
    return Math.max(SPREAD_MIN, spread);
  }

  private double shape(int origin, double level) {
    int from = Math.max(0, origin - seasons.levelSteps());
    double shape = 0;
    for (int i = from; i < origin; i++) {
      shape += (logs[i] - level) * (logs[i] - level);
    }
    return Math.sqrt(shape / (origin - from));
  }

  /// The standard deviation of the differences to the short season before, over the steps that the
  /// level is taken from; 0 where there are none.
  double unforeseen(int origin) {
    int season = seasons.shortSteps();
    double sum = 0;
    double squares = 0;
    int changesFrom = Math.max(season, origin - seasons.levelSteps());
    for (int i = changesFrom; i < origin; i++) {
      double change = logs[i] - logs[i - season];
      sum += change;
      squares += change * change;
    }
    int changes = Math.max(1, origin - changesFrom);
    double mean = sum / changes;
    return Math.sqrt(Math.max(0, squares / changes - mean * mean));
  }

  /// What is forecast in logs back in the series' own unit, and not far out of the range it has
  /// had: a fifth of its least below that, three tenths of its most above.
  public double[] values(double[] forecast) {
    double least = value(Arrays.stream(logs).min().orElseThrow());
    double most = value(Arrays.stream(logs).max().orElseThrow());
    double low = least - BELOW * Math.abs(least);
    double high = most + ABOVE * Math.abs(most);
    return Arrays.stream(forecast).map(log -> Math.max(low, Math.min(high, value(log)))).toArray();
  }

  /// The mean absolute difference to the short season before: as a part of the value, in logs, and
  /// in the series' own unit. Zero where there is no such difference.
  public double[] naiveErrors() {
    double relative = 0;
    double absolute = 0;
    int end = logs.length;
    int from = Math.min(seasons.shortSteps(), end);
    for (int i = from; i < end; i++) {
      int before = i - seasons.shortSteps();
      relative += Math.abs(logs[i] - logs[before]);
      absolute += Math.abs(lifted[i] - lifted[before]);
    }
    int count = Math.max(1, end - from);
    return new double[] {relative / count, absolute / count};
  }
}
