package dev.surgeline.forecast.backtest;

import dev.surgeline.forecast.Ahead;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How good forecasts were, summed over all of their steps that were observed.
///
/// The pinball loss of a quantile q at level a, when y came, is a (y - q) if y is above q, else (1
/// - a)(q - y); it is averaged over levels and steps (Koenker and Bassett, "Regression quantiles",
///   1978). The error is that of the mean. An interval covers what lies in it or on its bounds: of
///   small counts more than its name says, because no interval between whole numbers has exactly
///   that probability.
///
/// Example: with quantiles 2 at 0.1 and 6 at 0.9, and 7 came: (0.1 x 5 + 0.9 x 1) / 2 = 0.7.
public final class Score {
  private final double[] levels;
  private final int[] opposite;
  private final long[] within;
  private double pinball;
  private double squares;
  private double absolute;
  private long steps;
  private int origins;

  public Score(List<Double> levels) {
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    this.opposite = new int[this.levels.length];
    this.within = new long[this.levels.length];
    for (int i = 0; i < opposite.length; i++) {
      opposite[i] = -1;
      for (int j = i + 1; j < opposite.length; j++) {
        if (Math.abs(this.levels[i] + this.levels[j] - 1) < 1e-9) {
          opposite[i] = j;
        }
      }
    }
  }

  /// Takes in a forecast and what came.
  ///
  /// @param from the first step of the forecast
  public void add(Ahead ahead, double[] values, int from) {
    origins++;
    for (int i = 0; i < ahead.means().length; i++) {
      double value = values[from + i];
      if (!Double.isNaN(value)) {
        steps++;
        squares += (value - ahead.means()[i]) * (value - ahead.means()[i]);
        absolute += Math.abs(value - ahead.means()[i]);
        add(value, ahead.quantiles()[i]);
      }
    }
  }

  private void add(double value, double[] quantiles) {
    double sum = 0;
    for (int i = 0; i < levels.length; i++) {
      double over = value - quantiles[i];
      sum += over >= 0 ? levels[i] * over : (levels[i] - 1) * over;
      if (opposite[i] >= 0 && over >= 0 && value <= quantiles[opposite[i]]) {
        within[i]++;
      }
    }
    pinball += sum / levels.length;
  }

  /// How many forecasts.
  public int origins() {
    return origins;
  }

  /// How many of their steps were observed.
  public long steps() {
    return steps;
  }

  /// The mean pinball loss, in the series' own unit; NaN if nothing was observed.
  public double pinball() {
    return pinball / steps;
  }

  /// The root of the mean squared error of the means.
  public double rmse() {
    return Math.sqrt(squares / steps);
  }

  /// The mean absolute error of the means.
  public double mae() {
    return absolute / steps;
  }

  /// Of each central interval that two levels bound, what share of outcomes it held; the interval
  /// of 0.05 and 0.95 is 0.9.
  public SortedMap<Double, Double> coverage() {
    SortedMap<Double, Double> coverage = new TreeMap<>();
    for (int i = 0; i < levels.length; i++) {
      if (opposite[i] >= 0) {
        double width = Math.round((levels[opposite[i]] - levels[i]) * 1e9) / 1e9;
        coverage.put(width, (double) within[i] / steps);
      }
    }
    return coverage;
  }
}
