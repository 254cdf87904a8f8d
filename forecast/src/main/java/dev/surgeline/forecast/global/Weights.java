package dev.surgeline.forecast.global;

import java.util.List;

/// What an error counts that is measured in spreads: what it adds to sMAPE and MASE.
///
/// spread x (3 / r + y / a), with y the value that the answer is added to, a the series' mean
/// absolute error of the seasonal naive forecast, and r the mean over all series of that forecast's
/// relative error. The first term is the relative error, the second the scaled one.
///
/// The 3 is measured: with 1 the quiet hours of series that swing widely are learned badly, and one
/// network of twelve epochs has OWA 0.402 at the ends of the M4 hourly training series; with 3, one
/// of ten has 0.394.
///
/// Example: a spread of 0.1 at a value of 20, of a series whose seasonal naive forecast is 10 off,
/// among series where that is a tenth: 0.1 x (3 / 0.1 + 20 / 10) = 3.2.
public final class Weights {
  private static final double RELATIVE = 3;

  private final double[] absolute;
  private final double relative;

  /// @param series each only as long as is to be learned from
  public Weights(List<LogSeries> series) {
    absolute = new double[series.size()];
    double sum = 0;
    for (int i = 0; i < absolute.length; i++) {
      double[] naive = series.get(i).naiveErrors();
      sum += naive[0];
      absolute[i] = naive[1];
    }
    relative = sum > 0 ? sum / absolute.length : 1;
  }

  /// @param which of the series, counted from 0
  /// @param value what the answer is added to, lifted
  /// @param spread what the answer is measured in
  public double of(int which, double value, double spread) {
    // What changes by less counts as constant: its weight would be that of rounding.
    double least = LogSeries.SPREAD_MIN * value;
    double scaled = absolute[which] > least ? value / absolute[which] : 0;
    return spread * (RELATIVE / relative + scaled);
  }
}
