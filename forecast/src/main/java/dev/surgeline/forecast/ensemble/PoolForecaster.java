package dev.surgeline.forecast.ensemble;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/// The ensemble: a pool of models, each weighed by its errors at origins inside the history.
///
/// What they say together is clipped to 0.8 of the least and 1.3 of the most seen (by 30% of the
/// range where values may be negative). With [companions][Companion] the middle is that of the pool
/// and of each, all alike, in logarithms.
public final class PoolForecaster implements Forecaster {
  private final Roster roster;
  private final List<Companion> companions;

  /// The pool alone.
  public PoolForecaster() {
    this(Pool::of, List.of());
  }

  /// The pool and other groups.
  public PoolForecaster(List<Companion> companions) {
    this(Pool::of, companions);
  }

  PoolForecaster(Roster roster, List<Companion> companions) {
    this.roster = roster;
    this.companions = List.copyOf(companions);
  }

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    History history = History.of(series, question);
    Trial trial = Trial.of(history, question, roster);
    Rehearsal rehearsal = trial.rehearsal();
    Views views = new Views(history, trial, companions);
    Spread spread = new Spread(rehearsal.longest(), history.season());
    for (int j = 0; j < rehearsal.origins(); j++) {
      int judged = j;
      View view = views.at(j, rehearsal.weights(i -> i == judged ? 0 : rehearsal.outcomes(i)));
      spread.add(view.end(), view.errors(rehearsal.actual(j), history.scale()), view.apart());
    }
    double[] weights = rehearsal.weights();
    View last = views.at(rehearsal.origins(), weights);
    double[] widths =
        spread.knows()
            ? spread.widths(last.end(), last.apart())
            : history.roughWidths(question.horizon());
    List<String> notes = new ArrayList<>(history.notes());
    spread.beyond(question.horizon()).ifPresent(notes::add);
    return new Prediction(
        forecast(series, question, history, last.middle(), widths),
        members(trial, weights, views.speaking()),
        new Backtest(history).over(trial, views),
        notes);
  }

  private static Forecast forecast(
      TimeSeries series, Question question, History history, double[] middle, double[] widths) {
    double[] shape = question.levels().stream().mapToDouble(StudentT::quantile).toArray();
    List<List<Double>> values = new ArrayList<>();
    for (int h = 0; h < middle.length; h++) {
      List<Double> point = new ArrayList<>();
      double before = Double.NEGATIVE_INFINITY;
      for (double t : shape) {
        before = Math.max(before, history.quantile(middle[h], t * widths[h]));
        point.add(before);
      }
      values.add(point);
    }
    return new Forecast(series.stamp(series.length()), series.step(), question.levels(), values);
  }

  private static List<Prediction.Member> members(
      Trial trial, double[] weights, List<String> speaking) {
    List<Prediction.Member> members = new ArrayList<>();
    double part = 1.0 / (1 + speaking.size());
    for (int m = 0; m < weights.length; m++) {
      members.add(new Prediction.Member(trial.members().get(m).name(), part * weights[m]));
    }
    speaking.forEach(other -> members.add(new Prediction.Member(other, part)));
    members.sort((a, b) -> Double.compare(b.weight(), a.weight()));
    return members;
  }
}
