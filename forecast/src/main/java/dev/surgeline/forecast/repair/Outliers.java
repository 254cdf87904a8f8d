package dev.surgeline.forecast.repair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds single values far from their surroundings and damps them to the edge of what is usual.
///
/// A value is judged without its season against the median of the seven steps around it, in units
/// of the spread of all those distances at its level's height: distance / (sigma x (level / typical
/// level)^0.5), the square root because the spread of counts grows so. Beyond 8 it is an outlier,
/// unless more than one in a hundred are, which is then the nature of the series: only what is
/// beyond the 99th percentile is. What goes on for four steps is a surge, not an outlier, and the
/// last three steps are left alone, for they may be the beginning of one.
///
/// Example: among values of 100 +- 3 a single 500 becomes 100 + 8 x 3 = 124.
final class Outliers {
  private static final int SIDE = 3;
  private static final double SPREADS_MAX = 8;
  private static final double PART_MAX = 0.01;

  private Outliers() {}

  /// Damps outliers in place.
  ///
  /// @return their steps, growing
  static List<Integer> damp(double[] values, Profile profile) {
    double[] plain = profile.without(values);
    int n = values.length;
    double[] levels = new double[n];
    double[] away = new double[n];
    boolean negative = false;
    for (int i = 0; i < n; i++) {
      int from = Math.max(0, Math.min(i - SIDE, n - 2 * SIDE - 1));
      levels[i] = Robust.median(Arrays.copyOfRange(plain, from, Math.min(n, from + 2 * SIDE + 1)));
      negative |= plain[i] < 0;
    }
    double typical = Robust.median(levels);
    for (int i = 0; i < n; i++) {
      away[i] = (plain[i] - levels[i]) / height(levels[i], typical, negative);
    }
    double limit = limit(away);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < n - SIDE && limit > 0; i++) {
      if (Math.abs(away[i]) > limit) {
        double edge = Math.copySign(limit, away[i]) * height(levels[i], typical, negative);
        double value = profile.with(levels[i] + edge, i);
        values[i] = negative ? value : Math.max(0, value);
        found.add(i);
      }
    }
    return found;
  }

  /// How wide the spread is at a level, as a multiple of the usual; never under a fifth of it.
  private static double height(double level, double typical, boolean negative) {
    return negative || typical <= 0 ? 1 : Math.max(0.2, Math.sqrt(Math.max(0, level) / typical));
  }

  /// The distance beyond which a value is an outlier; 0 if there is no telling.
  private static double limit(double[] away) {
    double[] sizes = new double[away.length];
    for (int i = 0; i < away.length; i++) {
      sizes[i] = Math.abs(away[i]);
    }
    double sigma = Robust.sigma(away);
    if (sigma == 0) {
      // More than half are exactly on the median of their surroundings: sparse counts, mostly.
      double[] off = Arrays.stream(sizes).filter(size -> size > 0).toArray();
      sigma = off.length < 4 ? 0 : Robust.median(off);
    }
    double limit = Math.max(SPREADS_MAX * sigma, Robust.quantile(sizes, 1 - PART_MAX));
    return sigma == 0 ? 0 : limit;
  }
}
