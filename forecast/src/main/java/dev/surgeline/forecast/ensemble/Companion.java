package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.series.TimeSeries;

/// Another group of models that speaks for itself, beside the pool: all groups are blended alike.
/// As one more member among many it would drown.
public interface Companion {
  /// What the explanation calls it.
  String name();

  /// The middle of what it expects.
  ///
  /// @param history without gaps; also earlier ends of a series, to see how it did there
  /// @param horizon steps ahead, at least 1
  /// @return one value for each step; an empty array where the history does not suit it
  double[] course(TimeSeries history, int horizon);
}
