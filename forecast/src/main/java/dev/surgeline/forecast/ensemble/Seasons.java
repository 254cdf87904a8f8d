package dev.surgeline.forecast.ensemble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which seasons a history is long enough for.
///
/// Asked seasons hold where the history has two of them. Where none is asked, a day and a week are
/// tried, by the step. A single one that is a day, or 24 steps, brings the week of seven of them
/// along once the history has three weeks: whether the week says anything is then for the members'
/// weights to tell.
final class Seasons {
  private static final int DAYS = 7;
  private static final int LONG_CYCLES = 3;

  private Seasons() {}

  static List<Integer> of(List<Integer> asked, Duration step, int length) {
    List<Integer> candidates = new ArrayList<>(asked);
    if (asked.isEmpty()) {
      add(candidates, Duration.ofDays(1), step);
      add(candidates, Duration.ofDays(DAYS), step);
    }
    candidates.removeIf(season -> 2L * season > length);
    if (candidates.size() == 1 && isDay(candidates.getFirst(), step)) {
      int week = DAYS * candidates.getFirst();
      if ((long) LONG_CYCLES * week <= length) {
        candidates.add(week);
      }
    }
    return candidates;
  }

  private static void add(List<Integer> seasons, Duration length, Duration step) {
    boolean whole = length.toNanos() % step.toNanos() == 0;
    if (whole && length.toNanos() / step.toNanos() >= 2) {
      seasons.add((int) (length.toNanos() / step.toNanos()));
    }
  }

  private static boolean isDay(int season, Duration step) {
    return season == 24 || step.multipliedBy(season).equals(Duration.ofDays(1));
  }
}
