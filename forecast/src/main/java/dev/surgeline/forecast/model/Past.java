package dev.surgeline.forecast.model;

import dev.surgeline.core.platform.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What a model learns from: a history without gaps, its seasons, and the calendar around it.
///
/// The array is handed over, not copied: models are fitted at many origins of one history. Nobody
/// writes to it.
///
/// @param values in the series' own unit; gaps are filled beforehand
/// @param seasons lengths of the seasons in steps, growing, each at least 2; empty if there is none
/// @param start the stamp of the first value
/// @param step from one stamp to the next
/// @param calendar the clock on the wall and the holidays
@SuppressWarnings("ArrayRecordComponent")
public record Past(
    double[] values, List<Integer> seasons, Instant start, Duration step, Calendar calendar) {
  public Past {
    seasons = List.copyOf(seasons);
    int before = 1;
    for (int season : seasons) {
      if (season <= before) {
        throw new IllegalArgumentException("seasons grow, each of at least 2 steps");
      }
      before = season;
    }
  }

  /// How many steps.
  public int length() {
    return values.length;
  }

  /// Its beginning, up to a step that is not in it: the same history at an earlier origin.
  public Past until(int end) {
    return new Past(Arrays.copyOf(values, end), seasons, start, step, calendar);
  }

  /// The stamp of a step, from 0; also of steps after the last.
  public Instant stamp(int index) {
    return start.plus(step.multipliedBy(index));
  }
}
