package dev.surgeline.forecast.ensemble;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ensemble: a pool of models, each weighed by its errors at origins inside the history.
///
/// What they say together is clipped to 0.8 of the least and 1.3 of the most seen (by 30% of the
/// range where values may be negative). With a [Companion] the middle is that of the two, half and
/// half in logarithms.
public final class PoolForecaster implements Forecaster {
  private final Roster roster;
  private final Optional<Companion> companion;

  /// The pool alone.
  public PoolForecaster() {
    this(Pool::of, Optional.empty());
  }

  /// The pool and another group.
  public PoolForecaster(Companion companion) {
    this(Pool::of, Optional.of(companion));
  }

  PoolForecaster(Roster roster, Optional<Companion> companion) {
    this.roster = roster;
    this.companion = companion;
  }

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    History history = History.of(series, question);
    Trial trial = Trial.of(history, question, roster);
    Rehearsal rehearsal = trial.rehearsal();
    Spread spread = new Spread(question.horizon(), history.season());
    List<View> views = new ArrayList<>();
    for (int j = 0; j < rehearsal.origins(); j++) {
      View view = view(history, trial, j, rehearsal.weights(j));
      spread.add(view.end(), view.errors(rehearsal.actual(j), history.scale()), view.apart());
      views.add(view);
    }
    double[] weights = rehearsal.weights(-1);
    View last = view(history, trial, rehearsal.origins(), weights);
    double[] widths =
        spread.knows()
            ? spread.widths(last.end(), last.apart())
            : history.roughWidths(question.horizon());
    Backtest backtest = new Backtest(history);
    for (int j = 0; j < views.size(); j++) {
      View view = views.get(j);
      backtest.add(view, rehearsal.actual(j), spread.widths(view.end(), view.apart()));
    }
    return new Prediction(
        forecast(series, question, history, last.middle(), widths),
        members(trial, weights),
        backtest.result(),
        history.notes());
  }

  /// What is expected from an origin.
  private View view(History history, Trial trial, int origin, double[] weights) {
    int end = trial.ends()[origin];
    double[] middle = blend(history, trial.rehearsal().blend(origin, weights), end);
    double[] apart = trial.rehearsal().disagreement(origin, weights, middle, history.scale());
    return new View(end, middle, apart);
  }

  /// With the companion, where there is one that has anything to say.
  private double[] blend(History history, double[] pool, int end) {
    if (companion.isEmpty()) {
      return pool;
    }
    double[] other = companion.get().course(history.series(end), pool.length);
    if (other.length == 0) {
      return pool;
    }
    Scale scale = history.scale();
    double[] both = new double[pool.length];
    for (int h = 0; h < both.length; h++) {
      both[h] = scale.out((scale.in(pool[h]) + scale.in(history.clip(other[h], end))) / 2);
    }
    return both;
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

  private List<Prediction.Member> members(Trial trial, double[] weights) {
    List<Prediction.Member> members = new ArrayList<>();
    double part = companion.isPresent() ? 0.5 : 1;
    for (int m = 0; m < weights.length; m++) {
      members.add(new Prediction.Member(trial.members().get(m).name(), part * weights[m]));
    }
    companion.ifPresent(other -> members.add(new Prediction.Member(other.name(), 0.5)));
    members.sort((a, b) -> Double.compare(b.weight(), a.weight()));
    return members;
  }
}
