package dev.surgeline.forecast;

/// A forecaster that has learned from a series and goes along with it. For one thread at a time.
public interface Follower {
  /// Takes in the value of the next step, without learning anew: in constant or near-constant time.
  ///
  /// @param value NaN if it was not observed
  void observe(double value);

  /// Learns anew from all that was observed. Whoever holds it decides how often this is worth it.
  void relearn();

  /// What is expected from here on, for the horizon and the levels that it was asked for.
  Ahead forecast();
}
