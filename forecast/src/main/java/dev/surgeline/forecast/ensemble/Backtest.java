package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.measure.Accuracy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Adds up how the forecasts from the origins would have done, beside persistence and the last
/// season repeated.
///
/// Nothing that came after an origin is used there: the members' weights and the widths are those
/// that earlier origins had earned by then. (The forecast itself uses all origins.) The first has
/// no earlier one and is not counted.
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
    this.scale = Accuracy.seasonalScale(history.observed(), history.season());
  }

  /// Goes through the origins.
  Optional<Prediction.Backtest> over(Trial trial, Views views) {
    Rehearsal rehearsal = trial.rehearsal();
    List<View> made = new ArrayList<>();
    for (int j = 0; j < rehearsal.origins(); j++) {
      int now = trial.ends()[j];
      View view = views.at(j, rehearsal.weights(i -> now - trial.ends()[i]));
      Spread spread = new Spread(rehearsal.longest(), history.season());
      // The first was made when nothing was known of the members: it tells little of the others.
      for (int i = Math.max(0, Math.min(1, j - 1)); i < j; i++) {
        View then = made.get(i);
        int known = Math.min(now - then.end(), rehearsal.outcomes(i));
        double[] came = Arrays.copyOf(rehearsal.actual(i), known);
        spread.add(then.end(), then.errors(came, history.scale()), then.apart());
      }
      if (spread.knows()) {
        add(view, rehearsal.actual(j), spread.widths(now, view.apart()));
      }
      made.add(view);
    }
    return result();
  }

  private void add(View view, double[] actual, double[] widths) {
    origins++;
    double last = history.values()[view.end() - 1];
    int season = Math.min(history.season(), view.end());
    for (int h = 0; h < actual.length; h++) {
      double middle = view.middle()[h];
      if (Double.isNaN(actual[h])) {
        continue;
      }
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

  /// Absent where there were too few origins, or where the history repeats itself exactly and
  /// errors have no measure.
  private Optional<Prediction.Backtest> result() {
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
