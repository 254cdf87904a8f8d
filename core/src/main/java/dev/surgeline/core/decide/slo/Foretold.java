package dev.surgeline.core.decide.slo;

/// What a forecast says of demand: scenarios around its center, those of the same quantised
/// residual as one. It lives for one call.
final class Foretold {
  private static final double[] POWERS = Quantised.powers(Residuals.LIMIT, Byte.MAX_VALUE);

  private final double center;
  private final double offset;
  private final double[] values;
  private final int[] sizes;
  private final double[] weights;

  /// @param center the logarithm of the offset plus the rate that the scenarios are around
  /// @param scaled residuals by a scale
  /// @param each what each of them weighs
  /// @param others residuals as they are
  /// @param curve by which they need sizes
  Foretold(
      double center,
      double offset,
      Tally scaled,
      double scale,
      double each,
      Tally others,
      CapacityCurve curve) {
    this.center = center;
    this.offset = offset;
    int count = scaled.size() + others.size();
    values = new double[count];
    sizes = new int[count];
    weights = new double[count];
    double limit = Residuals.SCALED_LIMIT * scale;
    double[] powers = Quantised.powers(limit, scaled.furthest());
    curve.least(rates(scaled, each, limit, powers, 0), sizes, 0);
    curve.least(rates(others, 1, Residuals.LIMIT, POWERS, scaled.size()), sizes, scaled.size());
  }

  /// Takes in residuals.
  ///
  /// @param at the place of the first
  /// @return the rates that they stand for
  private double[] rates(Tally residuals, double each, double limit, double[] powers, int at) {
    double usual = StrictMath.exp(center);
    double[] rates = new double[residuals.size()];
    for (int i = 0; i < rates.length; i++) {
      int place = residuals.lowest() + i;
      rates[i] = usual * powers[place] - offset;
      values[at + i] = Quantised.at(place, limit);
      weights[at + i] = residuals.weight(place) * each;
    }
    return rates;
  }

  /// The sizes that it asks for.
  Demand demand() {
    return new Demand(sizes, weights);
  }

  /// The most requests a second that so many replicas are prepared for; 0 when that is none.
  double prepared(int replicas) {
    double furthest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] <= replicas && weights[i] > 0) {
        furthest = Math.max(furthest, values[i]);
      }
    }
    return Math.max(0, StrictMath.exp(center + furthest) - offset);
  }
}
