package dev.surgeline.forecast.net;

/// Two forecasts in one: a weighted geometric mean, step by step; where either is not above zero,
/// the arithmetic one. Groups are blended whole: as one more member among seventy, networks would
/// drown.
///
/// Example: at half and half, 80 and 125 make 100.
///
/// @param share of the second, 0 to 1
public record LogBlend(PointForecast first, PointForecast second, double share)
    implements PointForecast {
  public LogBlend {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1");
    }
  }

  /// Half and half.
  public static LogBlend half(PointForecast first, PointForecast second) {
    return new LogBlend(first, second, 0.5);
  }

  @Override
  public double[] forecast(double[] past) {
    return blend(first.forecast(past), second.forecast(past), share);
  }

  /// The share that hold-out errors speak for: the second's is error^-4 over the sum of both.
  /// Forecasters about as good as each other get about half each; one that is half again as bad
  /// gets a sixth, as networks do that had few series to learn from.
  ///
  /// @param first mean error of the first, scaled by series, above zero
  /// @param second the same of the second
  public static double shareOf(double first, double second) {
    double ratio = first / second;
    double odds = ratio * ratio * ratio * ratio;
    return Double.isInfinite(odds) ? 1 : odds / (1 + odds);
  }

  /// The same of forecasts already made.
  ///
  /// @throws IllegalArgumentException if they are not of the same length
  public static double[] blend(double[] first, double[] second, double share) {
    if (first.length != second.length) {
      throw new IllegalArgumentException("blended forecasts are of the same length");
    }
    double[] blend = new double[first.length];
    for (int i = 0; i < blend.length; i++) {
      double a = first[i];
      double b = second[i];
      blend[i] =
          a > 0 && b > 0
              ? StrictMath.exp((1 - share) * StrictMath.log(a) + share * StrictMath.log(b))
              : (1 - share) * a + share * b;
    }
    return blend;
  }
}
