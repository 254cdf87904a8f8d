package dev.surgeline.forecast.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// What was counted or measured, at even steps.
///
/// A step that was not observed is a case, not a zero: its value is NaN, and [#isObserved] says so.
public final class TimeSeries {
  /// The longest series: nineteen years of minutes.
  public static final int LENGTH_MAX = 10_000_000;

  private final String name;
  private final Instant start;
  private final Duration step;
  private final double[] values;

  /// @param name which series this is; empty where a file has only one
  /// @param start the stamp of the first value
  /// @param step from one stamp to the next, above zero
  /// @param values one for each step, in the series' own unit, at most 10,000,000; NaN where
  ///   nothing was observed, never infinite
  public TimeSeries(String name, Instant start, Duration step, double[] values) {
    if (step.isZero() || step.isNegative()) {
      throw new IllegalArgumentException("a series' step is above zero");
    }
    if (values.length > LENGTH_MAX) {
      throw new IllegalArgumentException("a series has at most 10000000 values");
    }
    for (double value : values) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("a series' values are finite, or NaN if unobserved");
      }
    }
    this.name = name;
    this.start = start;
    this.step = step;
    this.values = values.clone();
  }

  public String name() {
    return name;
  }

  public Instant start() {
    return start;
  }

  public Duration step() {
    return step;
  }

  public int length() {
    return values.length;
  }

  /// The value of a step, from 0; NaN if it was not observed.
  public double at(int index) {
    return values[index];
  }

  public boolean isObserved(int index) {
    return !Double.isNaN(values[index]);
  }

  /// How many steps were observed.
  public int observed() {
    int observed = 0;
    for (double value : values) {
      observed += Double.isNaN(value) ? 0 : 1;
    }
    return observed;
  }

  /// Without what lies before the first observed value.
  ///
  /// @throws IllegalArgumentException if fewer than two were: nothing can be learned from them
  public TimeSeries fromFirstObserved() {
    int observed = observed();
    if (observed < 2) {
      throw new IllegalArgumentException(
          "a forecast needs at least two observed values; "
              + (name.isEmpty() ? "this series" : "the series " + name)
              + " has "
              + observed);
    }
    int first = 0;
    while (!isObserved(first)) {
      first++;
    }
    return first == 0 ? this : between(first, values.length);
  }

  /// A copy; NaN where nothing was observed.
  public double[] values() {
    return values.clone();
  }

  /// The stamp of a step, from 0; also of steps after the last.
  public Instant stamp(int index) {
    return start.plus(step.multipliedBy(index));
  }

  /// The values from one step up to another, which is not in it.
  public TimeSeries between(int from, int to) {
    return new TimeSeries(name, stamp(from), step, Arrays.copyOfRange(values, from, to));
  }
}
