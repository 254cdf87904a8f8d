package dev.surgeline.forecast.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Fills what was not observed: never with zero, and with the season where one is known.
///
/// A gap of g steps is bridged without its season: a straight line from the median of the g
/// observed steps before it to that of the g after it (a season at most), with the season put back
/// on. At an edge of the history the level of the other side goes on.
///
/// Example: 10, 20, 10, ?, 12, 22 with a season of two whose quotients are 2/3 and 4/3 is 15, 15,
/// 15, ?, 18, 16.5 without it; the gap is 16.5 there, and 22 with it.
final class Gaps {
  /// The most steps beside a gap whose median is its level there, where there is no season.
  static final int BESIDE_MAX = 12;

  /// Steps that were not observed.
  ///
  /// @param to the first that was again
  record Gap(int from, int to) {}

  private Gaps() {}

  /// Where nothing was observed, in order.
  static List<Gap> find(double[] values) {
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        int from = i;
        while (i < values.length && Double.isNaN(values[i])) {
          i++;
        }
        gaps.add(new Gap(from, i));
      }
    }
    return gaps;
  }

  /// A copy without gaps. Of a history that was never below zero nothing is filled below it.
  static double[] fill(double[] values, Profile profile) {
    double[] plain = profile.without(values);
    double[] filled = values.clone();
    boolean negative = false;
    for (double value : values) {
      negative |= value < 0;
    }
    int season = profile.figures().length;
    for (Gap gap : find(values)) {
      int length = gap.to() - gap.from();
      int beside = Math.min(length, season > 1 ? season : BESIDE_MAX);
      double before = level(plain, gap.from() - 1, -1, beside);
      double after = level(plain, gap.to(), 1, beside);
      before = Double.isNaN(before) ? after : before;
      after = Double.isNaN(after) ? before : after;
      for (int i = gap.from(); i < gap.to(); i++) {
        double part = (i - gap.from() + 1.0) / (length + 1);
        double value = profile.with(before + part * (after - before), i);
        filled[i] = negative ? value : Math.max(0, value);
      }
    }
    return filled;
  }

  /// The median of the observed values from a step on in one direction; NaN if there is none.
  private static double level(double[] plain, int from, int direction, int count) {
    double[] near = new double[count];
    int found = 0;
    for (int i = from; i >= 0 && i < plain.length && found < count; i += direction) {
      if (!Double.isNaN(plain[i])) {
        near[found++] = plain[i];
      }
    }
    return Robust.median(Arrays.copyOf(near, found));
  }

  /// Fills the unknown figures of a season, in place, by straight lines around the circle.
  ///
  /// @param otherwise the figure if none is known
  static void bridge(double[] figures, double otherwise) {
    int known = 0;
    while (known < figures.length && Double.isNaN(figures[known])) {
      known++;
    }
    int n = figures.length;
    for (int i = 1; known < n && i <= n; i++) {
      int at = (known + i) % n;
      if (Double.isNaN(figures[at])) {
        int length = 1;
        while (Double.isNaN(figures[(at + length) % n])) {
          length++;
        }
        double before = figures[Math.floorMod(at - 1, n)];
        figures[at] = before + (figures[(at + length) % n] - before) / (length + 1);
      }
    }
    for (int i = 0; known == n && i < n; i++) {
      figures[i] = otherwise;
    }
  }
}
