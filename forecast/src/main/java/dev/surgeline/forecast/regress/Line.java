package dev.surgeline.forecast.regress;

/// What a regression found: an intercept for each phase and a slope for each column.
///
/// @param intercepts one for each phase of the design
/// @param slopes one for each of its columns, in their order
@SuppressWarnings("ArrayRecordComponent")
public record Line(double[] intercepts, double[] slopes) {
  /// What it says of a row of a design.
  public double at(Design design, int row) {
    double sum = intercepts[design.phase(row)];
    for (int i = 0; i < slopes.length; i++) {
      sum += slopes[i] * design.columns().get(i).at(row);
    }
    return sum;
  }
}
