package dev.surgeline.forecast.backtest;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A prediction from a learner, tested on the way: it learns from the beginning of the history, is
/// taken along the rest and scored there, learns anew and answers.
///
/// @param season in steps, of the seasonal naive forecast that it is compared with
/// @param held how many steps at the end are for the test; below a tenth of them there is none
public record Tested(Learner learner, int season, int held) {
  private static final List<Double> INTERVALS = List.of(0.025, 0.1, 0.9, 0.975);

  /// @param notes what else is to be said
  public Prediction predict(TimeSeries series, Question question, List<String> notes) {
    var wanted = new TreeSet<>(question.levels());
    wanted.addAll(INTERVALS);
    List<Double> levels = List.copyOf(wanted);
    Question wider = question.at(levels);
    int from = series.length() - held;
    boolean testable = held > 0 && question.horizon() <= held && from > season;
    Follower follower = learner.learn(testable ? series.between(0, from) : series, wider);
    Optional<Prediction.Backtest> backtest = Optional.empty();
    if (testable) {
      int every = Math.max(1, Math.min(question.horizon(), held / 100));
      int[] four = INTERVALS.stream().mapToInt(levels::indexOf).toArray();
      var result = new HeldOut(from, every, season).run(series.values(), follower, four);
      backtest = Double.isNaN(result.mase()) ? Optional.empty() : Optional.of(result);
      follower.relearn();
    }
    return new Prediction(
        forecast(series, question, levels, follower.forecast()),
        List.of(new Prediction.Member(learner.name(), 1)),
        backtest,
        notes);
  }

  private static Forecast forecast(
      TimeSeries series, Question question, List<Double> levels, Ahead ahead) {
    int[] asked = question.levels().stream().mapToInt(levels::indexOf).toArray();
    List<List<Double>> values = new ArrayList<>();
    for (double[] quantiles : ahead.quantiles()) {
      values.add(IntStream.of(asked).mapToObj(i -> quantiles[i]).toList());
    }
    // A count's stamp is where its step begins, a forecast's point is where it ends.
    return new Forecast(series.stamp(series.length()), series.step(), question.levels(), values);
  }
}
