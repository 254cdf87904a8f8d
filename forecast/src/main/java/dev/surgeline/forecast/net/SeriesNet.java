package dev.surgeline.forecast.net;

import dev.surgeline.forecast.global.LogSeries;
import dev.surgeline.forecast.global.Seasons;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The same perceptron, small, learned from one series alone: a member of a pool.
///
/// It forecasts two short seasons; what is asked beyond goes on from its own forecast.
///
/// @param seed of all chance in it
public record SeriesNet(long seed) implements Model {
  /// The shortest history, in short seasons.
  private static final int SEASONS_MIN = 14;

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public boolean suits(Past past) {
    return Seasons.suit(past.seasons()) && past.length() >= SEASONS_MIN * past.seasons().getFirst();
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException(
          "a perceptron needs a season and 14 of them to learn from");
    }
    Seasons seasons = Seasons.of(past.seasons());
    Plan plan = Plan.small();
    Features features =
        new Features(
            seasons, plan.lookbackSeasons() * seasons.shortSteps(), 2 * seasons.shortSteps());
    Windows windows = new Windows(List.of(new LogSeries(past.values(), seasons)), features);
    Training training =
        new Training(features, plan, plan.batchFor(windows.count()), new SplittableRandom(seed));
    training.learn(windows, plan.epochs(), plan.rate(), () -> {});
    return new Learned(new Member(features, training.network(), training.network()), past);
  }

  /// The network, and as much of the history's end as it looks at.
  private static final class Learned implements Fitted {
    private final Member member;
    private final int period;
    private final int kept;
    private double[] values;
    private int length;

    Learned(Member member, Past past) {
      this.member = member;
      Seasons seasons = member.features().seasons();
      period = seasons.longSteps();
      int looked = Math.max(member.features().lookback(), seasons.levelSteps());
      kept = looked + 2 * seasons.shortSteps();
      int from = drop(past.length());
      values = Arrays.copyOfRange(past.values(), from, past.length());
      length = values.length;
    }

    /// How many steps need not be kept: whole long seasons, so that places stay what they are.
    private int drop(int steps) {
      return Math.max(0, steps - kept) / period * period;
    }

    @Override
    public void observe(double value) {
      if (length == values.length) {
        int from = drop(length);
        values = Arrays.copyOf(Arrays.copyOfRange(values, from, length), 2 * length + 1);
        length -= from;
      }
      values[length++] = value;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] path = Arrays.copyOf(values, length + horizon);
      for (int at = length; at < path.length; at += member.features().horizon()) {
        LogSeries series = new LogSeries(Arrays.copyOf(path, at), member.features().seasons());
        double[] logs = member.logs(List.of(series), false).getFirst();
        for (int i = 0; i < Math.min(logs.length, path.length - at); i++) {
          path[at + i] = series.value(logs[i]);
        }
      }
      return Arrays.copyOfRange(path, length, path.length);
    }
  }
}
