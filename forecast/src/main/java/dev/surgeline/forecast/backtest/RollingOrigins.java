package dev.surgeline.forecast.backtest;

import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Forecasts from many origins of one series, each from what came before it.
///
/// The forecaster learns from all before the first origin, takes in every value as time goes on,
/// and learns anew now and then. An origin whose horizon reaches beyond the series' end is left
/// out, so that every step ahead counts as often as any other.
///
/// @param first the step that the first forecast begins with, at least 2
/// @param every steps from one origin to the next, at least 1
/// @param relearn steps from one learning to the next, at least 1
public record RollingOrigins(int first, int every, int relearn) {
  public RollingOrigins {
    if (first < 2 || every < 1 || relearn < 1) {
      throw new IllegalArgumentException(
          "origins begin after two steps, and are and learn at least a step apart");
    }
  }

  /// How many origins a series has room for.
  public int count(TimeSeries series, int horizon) {
    int room = series.length() - horizon - first;
    return room < 0 ? 0 : room / every + 1;
  }

  /// Runs through them.
  ///
  /// @param progress told after each origin how many are done
  /// @throws IllegalArgumentException if the series has no room for one origin
  public Score run(TimeSeries series, Question question, Learner learner, IntConsumer progress) {
    int count = count(series, question.horizon());
    if (count == 0) {
      throw new IllegalArgumentException(
          "after the first origin the series has fewer steps than the horizon");
    }
    double[] values = series.values();
    Score score = new Score(question.levels());
    Follower follower = learner.learn(series.between(0, first), question);
    int at = first;
    int learned = first;
    for (int done = 0; done < count; done++) {
      int origin = first + done * every;
      for (double value : Arrays.copyOfRange(values, at, origin)) {
        follower.observe(value);
      }
      at = origin;
      if (origin - learned >= relearn) {
        follower.relearn();
        learned = origin;
      }
      score.add(follower.forecast(), values, origin);
      progress.accept(done + 1);
    }
    return score;
  }
}
