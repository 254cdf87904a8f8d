package dev.surgeline.forecast.backtest;

import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Prediction;
import java.util.List;

/// Accuracy inside a history: a follower that has learned from its beginning is taken along its
/// end, and forecasts at even origins of it.
///
/// @param from the first step it has not seen
/// @param every steps from one origin to the next
/// @param season in steps, of the seasonal naive forecast beside it
public record HeldOut(int from, int every, int season) {
  /// Takes the follower to the end of the values.
  ///
  /// @param follower that forecasts at the levels 0.025, 0.1, 0.9 and 0.975, these at `four`
  /// @param four where in its levels those are
  public Prediction.Backtest run(double[] values, Follower follower, int[] four) {
    Score score = new Score(List.of(0.025, 0.1, 0.9, 0.975));
    Error persistence = new Error();
    Error seasonal = new Error();
    for (int origin = from; origin <= values.length; origin++) {
      Ahead ahead =
          (origin - from) % every == 0 && origin < values.length
              ? cut(follower.forecast(), values.length - origin, four)
              : new Ahead(new double[0], new double[0][]);
      if (ahead.means().length > 0) {
        score.add(ahead, values, origin);
      }
      for (int to = origin; to < origin + ahead.means().length; to++) {
        persistence.add(values[to] - Naive.point(values, origin, to, 1));
        seasonal.add(values[to] - Naive.point(values, origin, to, season));
      }
      if (origin < values.length) {
        follower.observe(values[origin]);
      }
    }
    Error scale = new Error();
    for (int i = season; i < from; i++) {
      scale.add(values[i] - values[i - season]);
    }
    double unit = Math.max(scale.mean(), 1e-12);
    var coverage = score.coverage();
    return new Prediction.Backtest(
        score.origins(),
        score.mae() / unit,
        persistence.mean() / unit,
        seasonal.mean() / unit,
        coverage.getOrDefault(0.8, Double.NaN),
        coverage.getOrDefault(0.95, Double.NaN));
  }

  private static Ahead cut(Ahead whole, int most, int[] four) {
    int length = Math.min(most, whole.means().length);
    double[] means = new double[length];
    double[][] quantiles = new double[length][four.length];
    for (int i = 0; i < length; i++) {
      means[i] = whole.means()[i];
      for (int j = 0; j < four.length; j++) {
        quantiles[i][j] = whole.quantiles()[i][four[j]];
      }
    }
    return new Ahead(means, quantiles);
  }

  private static final class Error {
    private double sum;
    private long count;

    void add(double error) {
      if (!Double.isNaN(error)) {
        sum += Math.abs(error);
        count++;
      }
    }

    double mean() {
      return count == 0 ? 0 : sum / count;
    }
  }
}
