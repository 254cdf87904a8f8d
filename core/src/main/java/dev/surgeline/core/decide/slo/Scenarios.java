package dev.surgeline.core.decide.slo;

/// Residuals in four groups: recent, by minute of the hour, by minute of the day, all of some days.
/// It lives for one call.
///
/// They are [quantised][Quantised], the recent ones by their scale: what is to be known of one is
/// known of all that have the same byte.
final class Scenarios {
  static final int GROUPS = 4;

  private static final int RECENT = 0;
  private static final int HOUR = 1;
  private static final int DAY = 2;
  private static final int ALL = 3;
  private static final double FLOOR = 0.05;
  private static final double SPEED = 0.001;

  private final Tally recent;
  private final Clocked clocked;
  private final Numbers all;
  private final double scale;
  private final double[] totals;

  /// Residuals of the same minute before.
  ///
  /// @param residuals those of the hour, then those of the day
  /// @param hourly how many are of the hour
  /// @param count how many there are
  @SuppressWarnings("ArrayRecordComponent") // it lives for one call
  record Clocked(byte[] residuals, int hourly, int count) {}

  /// @param recent by their scale
  /// @param all counts by [Histogram]'s bins
  /// @param scale how far off forecasts are now
  Scenarios(Bytes recent, Clocked clocked, Numbers all, double scale) {
    this.recent = Tally.of(recent);
    this.clocked = clocked;
    this.all = all;
    this.scale = scale;
    double total = 0;
    for (int bin = 0; bin < Histogram.BINS; bin++) {
      total += all.get(bin);
    }
    int daily = clocked.count() - clocked.hourly();
    totals = new double[] {recent.length(), clocked.hourly(), daily, total};
  }

  /// How much there is in a group.
  double total(int group) {
    return totals[group];
  }

  /// What each scenario of a group weighs; empty groups drop out.
  ///
  /// @param shares of the groups
  private double[] weights(Numbers shares) {
    double present = 0;
    for (int group = 0; group < GROUPS; group++) {
      present += totals[group] > 0 ? shares.get(group) : 0;
    }
    double[] weights = new double[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      weights[group] = totals[group] > 0 ? shares.get(group) / present / totals[group] : 0;
    }
    return weights;
  }

  /// The scenarios around a center.
  ///
  /// @param center the logarithm of the offset plus a rate
  /// @param shares of the groups
  Foretold around(double center, double offset, Numbers shares, CapacityCurve curve) {
    double[] weights = weights(shares);
    Tally others = new Tally();
    for (int i = 0; i < clocked.count(); i++) {
      others.add(clocked.residuals()[i], weights[i < clocked.hourly() ? HOUR : DAY]);
    }
    for (int bin = 0; bin < Histogram.BINS; bin++) {
      if (all.get(bin) > 0) {
        others.add(Histogram.middle(bin), all.get(bin) * weights[ALL]);
      }
    }
    return new Foretold(center, offset, recent, scale, weights[RECENT], others, curve);
  }

  /// How likely each group says a residual is: the mean of Cauchy kernels around its members, a
  /// quarter of the scale wide.
  private double[] likelihoods(double residual) {
    double width = 0.25 * scale + 0.01;
    double[] sums = new double[GROUPS];
    for (int place = recent.lowest(); place <= recent.highest(); place++) {
      double value = Quantised.at(place, Residuals.SCALED_LIMIT) * scale;
      sums[RECENT] += recent.weight(place) * kernel((residual - value) / width);
    }
    for (int i = 0; i < clocked.count(); i++) {
      double value = Quantised.value(clocked.residuals()[i], Residuals.LIMIT);
      sums[i < clocked.hourly() ? HOUR : DAY] += kernel((residual - value) / width);
    }
    for (int bin = 0; bin < Histogram.BINS; bin++) {
      double value = Quantised.value(Histogram.middle(bin), Residuals.LIMIT);
      sums[ALL] += all.get(bin) * kernel((residual - value) / width);
    }
    for (int group = 0; group < GROUPS; group++) {
      sums[group] /= totals[group];
    }
    return sums;
  }

  private static double kernel(double away) {
    return 1 / (1 + away * away);
  }

  /// The shares after a residual came: online expectation maximisation for the shares of a mixture,
  /// each group's share moves towards its part in having foreseen what came. None goes below a
  /// floor, so that a pattern which comes back is found again.
  ///
  /// Worked example: shares of a quarter each, likelihoods of 1, 1, 3 and 1: the third foresaw half
  /// of it, and its share grows by a thousandth of 0.5 - 0.25. Groups that are empty keep theirs.
  Numbers learned(Numbers shares, double residual) {
    double[] foreseen = likelihoods(residual);
    double total = 0;
    double present = 0;
    for (int group = 0; group < GROUPS; group++) {
      if (totals[group] > 0) {
        foreseen[group] *= shares.get(group);
        total += foreseen[group];
        present += shares.get(group);
      }
    }
    double[] next = shares.toArray();
    double sum = 0;
    for (int group = 0; group < GROUPS; group++) {
      if (totals[group] > 0) {
        double part = present * foreseen[group] / total;
        next[group] = Math.max(FLOOR, next[group] + SPEED * (part - next[group]));
      }
      sum += next[group];
    }
    for (int group = 0; group < GROUPS; group++) {
      next[group] /= sum;
    }
    return Numbers.owning(next);
  }
}
