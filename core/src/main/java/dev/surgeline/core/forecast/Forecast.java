package dev.surgeline.core.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// The predicted course of one signal, with its spread.
///
/// @param madeAt the last moment of the history it was made from
/// @param step the time between two predicted points, at most 366 days; the first lies one step
///   after `madeAt`, and what is predicted for a point holds for the step that ends there
/// @param levels the quantile levels, growing, each above 0 and below 1
/// @param values for each step, a value for each level, not falling from level to level
public record Forecast(
    Instant madeAt, Duration step, List<Double> levels, List<List<Double>> values) {
  private static final Duration STEP_MOST = Duration.ofDays(366);
  private static final int POINTS_MOST = 100_000;

  public Forecast {
    levels = List.copyOf(levels);
    values = values.stream().map(List::copyOf).toList();
    if (step.compareTo(Duration.ZERO) <= 0 || step.compareTo(STEP_MOST) > 0) {
      throw new IllegalArgumentException("a forecast's step is above zero, at most 366 days");
    }
    if (values.size() > POINTS_MOST) {
      throw new IllegalArgumentException("a forecast has at most 100000 points");
    }
    requireGrowing(levels);
    for (List<Double> point : values) {
      if (point.size() != levels.size()) {
        throw new IllegalArgumentException("each step has one value for each level");
      }
    }
  }

  /// How long after `madeAt` it ends.
  public Duration span() {
    return step.multipliedBy(values.size());
  }

  /// The level that it can answer for: the wanted one, or the outermost that it has. Beyond that
  /// nothing is known of the spread.
  ///
  /// @throws IllegalStateException if it has no levels
  public double nearestLevel(double wanted) {
    if (levels.isEmpty()) {
      throw new IllegalStateException("Cannot answer for a level: the forecast has none");
    }
    return Math.max(levels.getFirst(), Math.min(levels.getLast(), wanted));
  }

  /// The largest value at a level, from one time to another; straight lines between levels.
  ///
  /// Example: with 100 at 0.5 and 140 at 0.9, the value at 0.7 is 120.
  ///
  /// @param level within its levels; see [#nearestLevel]
  /// @param from not before `madeAt`
  /// @param to not before `from`
  /// @return absent where it says nothing, not to the end of that time or no finite number
  public OptionalDouble most(double level, Instant from, Instant to) {
    boolean said = !from.isBefore(madeAt) && !to.isBefore(from) && !to.isAfter(madeAt.plus(span()));
    if (!said || levels.isEmpty() || values.isEmpty()) {
      return OptionalDouble.empty();
    }
    double most = 0;
    for (int i = point(from); i <= point(to); i++) {
      double value = value(values.get(i), level);
      if (!Double.isFinite(value)) {
        return OptionalDouble.empty();
      }
      most = Math.max(most, value);
    }
    return OptionalDouble.of(most);
  }

  /// The first point that is not before a time.
  private int point(Instant at) {
    Duration after = Duration.between(madeAt, at);
    if (after.isZero()) {
      return 0;
    }
    return (int) after.minusNanos(1).dividedBy(step);
  }

  private double value(List<Double> point, double level) {
    int above = 0;
    while (above < levels.size() - 1 && levels.get(above) < level) {
      above++;
    }
    double high = point.get(above);
    double highLevel = levels.get(above);
    if (above == 0 || highLevel <= level) {
      return high;
    }
    double low = point.get(above - 1);
    double share = (level - levels.get(above - 1)) / (highLevel - levels.get(above - 1));
    return low + share * (high - low);
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
