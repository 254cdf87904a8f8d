package dev.surgeline.forecast;

import dev.surgeline.core.platform.Calendar;
import java.util.List;

/// What is asked of a forecaster.
///
/// @param horizon steps ahead, 1 to 100,000
/// @param seasons lengths of the seasons in steps, growing, each at least 2; empty: found in the
///   history
/// @param levels of the quantiles, growing, each above 0 and below 1
/// @param effort how much work it is worth
/// @param calendar the clock on the wall and the holidays
public record Question(
    int horizon, List<Integer> seasons, List<Double> levels, Effort effort, Calendar calendar) {
  public static final int HORIZON_MAX = 100_000;

  public Question {
    seasons = List.copyOf(seasons);
    levels = List.copyOf(levels);
    if (horizon < 1 || horizon > HORIZON_MAX) {
      throw new IllegalArgumentException("a horizon is 1 to 100000 steps");
    }
    int shorter = 1;
    for (int season : seasons) {
      if (season <= shorter) {
        throw new IllegalArgumentException("seasons grow, each of at least 2 steps");
      }
      shorter = season;
    }
    double lower = 0;
    for (double level : levels) {
      if (!(level > lower && level < 1)) {
        throw new IllegalArgumentException("levels grow, each above 0 and below 1");
      }
      lower = level;
    }
  }

  /// The same, asked at other levels.
  public Question at(List<Double> others) {
    return new Question(horizon, seasons, others, effort, calendar);
  }
}
