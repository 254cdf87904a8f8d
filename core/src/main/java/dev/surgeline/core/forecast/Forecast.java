package dev.surgeline.core.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The predicted course of one signal, with its spread.
///
/// @param madeAt the last moment of the history it was made from
/// @param step the time between two predicted points; the first lies one step after `madeAt`
/// @param levels the quantile levels, growing, each above 0 and below 1
/// @param values for each step, a value for each level, not falling from level to level
public record Forecast(
    Instant madeAt, Duration step, List<Double> levels, List<List<Double>> values) {
  public Forecast {
    levels = List.copyOf(levels);
    values = values.stream().map(List::copyOf).toList();
    if (step.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("a forecast's step is above zero");
    }
    requireGrowing(levels);
    for (List<Double> point : values) {
      if (point.size() != levels.size()) {
        throw new IllegalArgumentException("each step has one value for each level");
      }
    }
  }

  private static void requireGrowing(List<Double> levels) {
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException("levels grow, each above 0 and below 1");
      }
      before = level;
    }
  }
}
