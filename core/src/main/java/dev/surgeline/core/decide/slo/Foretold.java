package dev.surgeline.core.decide.slo;

/// What a forecast says of demand: scenarios around its center, those of the same quantised
/// residual as one. It lives for one call.
final class Foretold {
  private static final double[] POWERS = Quantised.powers(Residuals.LIMIT, Byte.MAX_VALUE);

  private final double center;
  private final double offset;
  private final Tally scaled;
  private final double each;
  private final Tally others;
  private final double limit;
  private final int[] scaledSizes;
  private final int[] otherSizes;
  private final Demand demand;

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
    this.scaled = scaled;
    this.each = each;
    this.others = others;
    limit = Residuals.SCALED_LIMIT * scale;
    double usual = StrictMath.exp(center);
    double[] powers = Quantised.powers(limit, scaled.furthest());
    scaledSizes = curve.least(powers, scaled.lowest(), scaled.size(), usual, offset);
    otherSizes = curve.least(POWERS, others.lowest(), others.size(), usual, offset);
    demand = new Demand(least(), most());
    for (int i = 0; i < scaledSizes.length; i++) {
      demand.add(scaledSizes[i], scaled.weight(scaled.lowest() + i) * each);
    }
    for (int i = 0; i < otherSizes.length; i++) {
      demand.add(otherSizes[i], others.weight(others.lowest() + i));
    }
  }

  private int least() {
    int one = scaledSizes.length > 0 ? scaledSizes[0] : Integer.MAX_VALUE;
    int other = otherSizes.length > 0 ? otherSizes[0] : Integer.MAX_VALUE;
    return Math.min(one, other);
  }

  private int most() {
    int one = scaledSizes.length > 0 ? scaledSizes[scaledSizes.length - 1] : 1;
    int other = otherSizes.length > 0 ? otherSizes[otherSizes.length - 1] : 1;
    return Math.max(one, other);
  }

  /// The sizes that it asks for.
  Demand demand() {
    return demand;
  }

  /// The most requests a second that so many replicas are prepared for; 0 when that is none.
  double prepared(int replicas) {
    double furthest =
        Math.max(
            each > 0 ? furthest(scaled, scaledSizes, limit, replicas) : Double.NEGATIVE_INFINITY,
            furthest(others, otherSizes, Residuals.LIMIT, replicas));
    return Math.max(0, StrictMath.exp(center + furthest) - offset);
  }

  private static double furthest(Tally residuals, int[] sizes, double limit, int replicas) {
    for (int i = sizes.length - 1; i >= 0; i--) {
      if (sizes[i] <= replicas && residuals.weight(residuals.lowest() + i) > 0) {
        return Quantised.at(residuals.lowest() + i, limit);
      }
    }
    return Double.NEGATIVE_INFINITY;
  }
}
