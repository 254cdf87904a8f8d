package dev.surgeline.forecast;

import dev.surgeline.forecast.series.TimeSeries;

/// Learns from a history once and can then be taken along with it.
public interface Learner {
  /// What tables call it.
  String name();

  /// @throws IllegalArgumentException if the history does not do for it
  Follower learn(TimeSeries history, Question question);
}
