package dev.surgeline.forecast;

import dev.surgeline.forecast.series.TimeSeries;

/// Answers what a series will do. The same series and question give the same answer.
public interface Forecaster {
  /// @throws IllegalArgumentException if the series has fewer than two observed values
  Prediction predict(TimeSeries series, Question question);
}
