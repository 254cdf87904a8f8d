package dev.surgeline.forecast.user;

/// A function from the newest values of a series to the next ones, in the series' own unit.
public interface Ahead {
  /// How many values it is given.
  int window();

  /// How many it answers.
  int reach();

  /// The next values.
  ///
  /// @param newest as many as the window, the oldest first
  double[] answer(double[] newest);
}
