package dev.surgeline.forecast;

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
}
