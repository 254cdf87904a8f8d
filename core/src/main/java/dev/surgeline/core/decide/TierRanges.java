package dev.surgeline.core.decide;

import java.util.Arrays;
import java.util.List;

/// The values that fit a row, as a range from `low` up to and without `high` for each gauge; and
/// whether rows before it leave any of them.
///
/// What is left of a box when another is taken away is at most two boxes for each gauge, and so on
/// with each row before it, until one box is left over by all of them or nothing is. The boxes lie
/// on the grid of the rows' bounds, so for 20 rows and 4 gauges there are at most 41^4.
///
/// @param low for each gauge
/// @param high for each gauge, above `low`
@SuppressWarnings("ArrayRecordComponent") // never compared
record TierRanges(double[] low, double[] high) {
  static TierRanges of(Tiers.Row row, List<Gauge> gauges) {
    double[] low = new double[gauges.size()];
    double[] high = new double[gauges.size()];
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    for (Tiers.Condition condition : row.when()) {
      int place = gauges.indexOf(condition.gauge());
      low[place] = condition.atLeast().orElse(0);
      high[place] = condition.below().orElse(Double.POSITIVE_INFINITY);
    }
    return new TierRanges(low, high);
  }

  /// Whether some of it is in none of the others.
  boolean reachable(List<TierRanges> others) {
    if (others.isEmpty()) {
      return true;
    }
    TierRanges other = others.getFirst();
    List<TierRanges> rest = others.subList(1, others.size());
    if (!meets(other)) {
      return reachable(rest);
    }
    TierRanges inside = this;
    for (int i = 0; i < low.length; i++) {
      if (inside.low[i] < other.low[i]) {
        if (inside.with(i, inside.low[i], other.low[i]).reachable(rest)) {
          return true;
        }
        inside = inside.with(i, other.low[i], inside.high[i]);
      }
      if (inside.high[i] > other.high[i]) {
        if (inside.with(i, other.high[i], inside.high[i]).reachable(rest)) {
          return true;
        }
        inside = inside.with(i, inside.low[i], other.high[i]);
      }
    }
    return false;
  }

  private boolean meets(TierRanges other) {
    for (int i = 0; i < low.length; i++) {
      if (low[i] >= other.high[i] || high[i] <= other.low[i]) {
        return false;
      }
    }
    return true;
  }

  private TierRanges with(int place, double from, double to) {
    double[] lower = low.clone();
    double[] upper = high.clone();
    lower[place] = from;
    upper[place] = to;
    return new TierRanges(lower, upper);
  }
}
