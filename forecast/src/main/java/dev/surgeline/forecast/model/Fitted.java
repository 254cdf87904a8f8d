package dev.surgeline.forecast.model;

/// A model that has learned, at the end of what it has seen.
public interface Fitted {
  /// Takes in the value of the next step without learning anew: what was estimated stays, the
  /// level, the lags and whatever else follows the series move on. In constant or near-constant
  /// time.
  ///
  /// @param value observed, or the model's own forecast where nothing was
  void observe(double value);

  /// The middle of what is expected: one value for each step after the last seen, at least one.
  double[] forecast(int horizon);
}
