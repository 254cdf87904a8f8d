package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.measure.Accuracy;
import java.util.Optional;

/// Adds up how the forecasts from the origins did, beside persistence and the last season repeated.
final class Backtest {
  private static final double T80 = StudentT.quantile(0.9);
  private static final double T95 = StudentT.quantile(0.975);

  private final History history;
  private final double scale;
  private int origins;
  private int outcomes;
  private double absolute;
  private double persistence;
  private double seasonal;
  private int within80;
  private int within95;

  Backtest(History history) {
    this.history = history;
    this.scale = Accuracy.seasonalScale(history.values(), history.season());
  }

  /// @param actual what came
  /// @param widths by step
  void add(View view, double[] actual, double[] widths) {
    origins++;
    double last = history.values()[view.end() - 1];
    int season = Math.min(history.season(), view.end());
    for (int h = 0; h < actual.length; h++) {
      double middle = view.middle()[h];
      outcomes++;
      absolute += Math.abs(actual[h] - middle);
      persistence += Math.abs(actual[h] - last);
      seasonal += Math.abs(actual[h] - history.values()[view.end() - season + h % season]);
      within80 += within(actual[h], middle, T80 * widths[h]) ? 1 : 0;
      within95 += within(actual[h], middle, T95 * widths[h]) ? 1 : 0;
    }
  }

  private boolean within(double actual, double middle, double away) {
    return actual >= history.quantile(middle, -away) && actual <= history.quantile(middle, away);
  }

  /// Absent where there were no origins, or where the history repeats itself exactly and errors
  /// have no measure.
  Optional<Prediction.Backtest> result() {
    if (outcomes == 0 || !(scale > 0)) {
      return Optional.empty();
    }
    double unit = scale * outcomes;
    return Optional.of(
        new Prediction.Backtest(
            origins,
            absolute / unit,
            persistence / unit,
            seasonal / unit,
            (double) within80 / outcomes,
            (double) within95 / outcomes));
  }
}
