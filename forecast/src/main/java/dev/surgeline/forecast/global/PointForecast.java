package dev.surgeline.forecast.global;

import java.util.List;

/// The seam between forecasters that are blended: the middle of what is expected, from a history
/// alone.
@FunctionalInterface
public interface PointForecast {
  /// @param past values without gaps, from the history's first step on, in its own unit
  /// @return one value for each step ahead, as many as the forecaster was made for; none where the
  ///   past is too short
  double[] forecast(double[] past);

  /// The same of many histories, which may be quicker than one by one.
  default List<double[]> forecasts(List<double[]> pasts) {
    return pasts.stream().map(this::forecast).toList();
  }
}
