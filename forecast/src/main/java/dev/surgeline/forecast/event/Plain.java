package dev.surgeline.forecast.event;

import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// A history with its events taken out, and put back on what is forecast.
///
/// A value is divided by what the events did, and is whole again where all of the history is: a
/// forecaster of counts wants counts. A step of which less than a fifth was left was not observed.
record Plain(TimeSeries series, Effects effects, boolean whole) {
  /// @throws IllegalArgumentException if fewer than two values were observed
  static Plain of(List<Event> events, TimeSeries given, Question question) {
    TimeSeries history = given.fromFirstObserved();
    double[] expected = Effects.expected(events, history, question.seasons(), question.calendar());
    Effects effects = Effects.of(events, history, expected);
    boolean whole =
        Arrays.stream(given.values())
            .allMatch(value -> Double.isNaN(value) || value == Math.rint(value));
    Plain without = new Plain(given, effects, whole);
    double[] values = given.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = without.out(values[i], given.stamp(i));
    }
    var series = new TimeSeries(given.name(), given.start(), given.step(), values);
    return new Plain(series, effects, whole);
  }

  /// What would have come without events; NaN if that can not be told.
  double out(double value, Instant at) {
    double times = effects.times(at);
    if (times == 1 || Double.isNaN(value)) {
      return value;
    }
    return times < Effects.LEFT_MIN ? Double.NaN : rounded(value / times);
  }

  /// What comes with them.
  double in(double value, Instant at) {
    double times = effects.times(at);
    return times == 1 ? value : rounded(value * times);
  }

  private double rounded(double value) {
    return whole ? Math.rint(value) : value;
  }
}
