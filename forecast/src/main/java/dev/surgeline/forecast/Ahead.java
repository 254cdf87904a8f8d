package dev.surgeline.forecast;

import dev.surgeline.core.forecast.Forecast;
import java.util.Arrays;
import java.util.List;

/// What is expected of the steps to come, as bare numbers: for loops that make many forecasts.
///
/// The arrays are handed over, not copied.
///
/// @param means the expected value of each step
/// @param quantiles for each step a value for each level, not falling
@SuppressWarnings("ArrayRecordComponent")
public record Ahead(double[] means, double[][] quantiles) {
  public Ahead {
    if (means.length != quantiles.length) {
      throw new IllegalArgumentException("each step has a mean and its quantiles");
    }
  }

  /// The same of a forecast, which tells no means: those of its quantiles stand in.
  public static Ahead of(Forecast forecast) {
    List<List<Double>> points = forecast.values();
    double[] means = new double[points.size()];
    double[][] quantiles = new double[points.size()][];
    for (int i = 0; i < means.length; i++) {
      quantiles[i] = points.get(i).stream().mapToDouble(Double::doubleValue).toArray();
      means[i] = Arrays.stream(quantiles[i]).average().orElse(Double.NaN);
    }
    return new Ahead(means, quantiles);
  }
}
