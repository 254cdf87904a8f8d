package dev.surgeline.forecast.model;

/// One way to forecast.
///
/// A model is a value: fitting it twice to the same past gives the same numbers. It holds no
/// randomness but what a seed in it fixes.
public interface Model {
  /// What the explanation and the tables call it.
  String name();

  /// Whether a past is long enough, and of a kind that it can do anything with.
  boolean suits(Past past);

  /// Learns from a past.
  ///
  /// @throws IllegalArgumentException if it does not suit
  Fitted fit(Past past);

  /// Forecasts from several origins of one past, each from what came before it alone. A model that
  /// can share work between origins does.
  ///
  /// @param ends where to forecast from, growing, each at most the past's length: the first step
  ///   ahead of each
  /// @param horizon steps ahead, at least 1
  /// @return for each end a course: of the whole horizon from the past's own end; from an earlier
  ///   one as far as the past goes, which is where it can be judged
  default double[][] roll(Past past, int[] ends, int horizon) {
    double[][] courses = new double[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      Past before = ends[i] == past.length() ? past : past.until(ends[i]);
      courses[i] = fit(before).forecast(steps(past, ends[i], horizon));
    }
    return courses;
  }

  /// How far to forecast from an origin of a past; see [#roll].
  static int steps(Past past, int end, int horizon) {
    return end == past.length() ? horizon : Math.min(horizon, past.length() - end);
  }
}
