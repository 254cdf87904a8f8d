package dev.surgeline.forecast.live;

import java.util.List;

/// What a value some steps ahead is explained by: the last value and means of the last ones, and
/// for each season the values one and two seasons before, the value a season before now, and how
/// far the last ones are above those a season before.
///
/// Example: with a season of 1,440 minutes and at 30 minutes ahead of 12:00, the columns of the
/// season are the demand around 12:30 yesterday and the day before, that around 12:00 yesterday,
/// and the mean of the last hour less that of the same hour yesterday.
final class Rows {
  private static final int BASE = 12;
  private static final int[] RECENT = {3, 48};
  private static final int OF_SEASON = 4;

  private final Course course;
  private final int[] seasons;

  /// @param seasons in steps; those for which there is history
  Rows(Course course, List<Integer> seasons) {
    this.course = course;
    this.seasons = seasons.stream().mapToInt(Integer::intValue).toArray();
  }

  int width() {
    return 3 + RECENT.length + OF_SEASON * seasons.length;
  }

  /// The first origin that has a full row.
  int first() {
    int longest = RECENT[RECENT.length - 1];
    for (int season : seasons) {
      longest = Math.max(longest, 2 * season + smoothing(season));
    }
    return longest;
  }

  /// @param origin the last step that is known
  /// @param ahead steps from there, at least 1
  /// @param row is filled, all but the level itself relative to [#base]
  void fill(int origin, int ahead, double[] row) {
    double base = base(origin);
    int column = 0;
    row[column++] = 1;
    row[column++] = base;
    row[column++] = course.at(origin) - base;
    for (int count : RECENT) {
      row[column++] = course.mean(origin, count) - base;
    }
    for (int season : seasons) {
      int around = smoothing(season);
      row[column++] = around(origin, origin + ahead - season, around) - base;
      row[column++] = around(origin, origin + ahead - 2 * season, around) - base;
      row[column++] = around(origin, origin - season, around) - base;
      int wide = Math.min(RECENT[RECENT.length - 1], season);
      row[column++] = course.mean(origin, wide) - course.mean(origin - season, wide);
    }
  }

  /// The mean of the last twelve values: what is forecast when no coefficient is believed. Demand
  /// is told as the difference from it, so that a level of thousands does not hide changes of tens.
  double base(int origin) {
    return course.mean(origin, BASE);
  }

  /// The mean around a step, of what is known at the origin. Further ahead than a season, it is the
  /// last one that is known.
  private double around(int origin, int step, int around) {
    int last = Math.min(origin, step + around);
    return course.mean(last, 2 * around + 1);
  }

  /// Half the width of the mean around a step, so that the noise of single steps of an earlier
  /// season is not taken for its course: a hundredth of a day of minutes, nothing of a day of
  /// hours.
  private static int smoothing(int season) {
    return season / 300;
  }
}
