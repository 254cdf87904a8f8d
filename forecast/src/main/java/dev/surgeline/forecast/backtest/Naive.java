package dev.surgeline.forecast.backtest;

import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What anybody can forecast: the value so and so many whole seasons back, and around it the
/// quantiles of how far values lay from those as many seasons before them, over the last 1344
/// steps, sorted anew after 24 of them. With a season of one step this is persistence: the last
/// value, again and again.
///
/// Where that value was not observed, the one a season earlier stands in. Quantiles lie at the
/// place level x (n - 1) of the n sorted differences, on straight lines between them (Hyndman and
/// Fan, "Sample quantiles", 1996, type 7), and not below zero where nothing was ever below zero.
///
/// Example: with 10, 20, 12, 23 and a season of two steps, 12 and 23 are expected; the differences
/// are 2 and 3.
///
/// @param name what tables call it
/// @param season in steps, at least 1
public record Naive(String name, int season) implements Learner {
  private static final int LOOK = 1344;
  private static final int ANEW = 24;

  public Naive {
    if (season < 1) {
      throw new IllegalArgumentException("a season is at least a step");
    }
  }

  @Override
  public Follower learn(TimeSeries history, Question question) {
    return new Going(season, history.values(), question);
  }

  /// The observed value so many whole seasons before a step that at least lie before an origin; if
  /// there is none the last before the origin.
  ///
  /// @return NaN if nothing was observed
  static double point(double[] values, int origin, int to, int season) {
    int back = (to - origin) / season + 1;
    for (int at = to - back * season; at >= 0; at -= season) {
      if (!Double.isNaN(values[at])) {
        return values[at];
      }
    }
    for (int at = origin - 1; at >= 0; at--) {
      if (!Double.isNaN(values[at])) {
        return values[at];
      }
    }
    return Double.NaN;
  }

  private static final class Going implements Follower {
    private final int season;
    private final int horizon;
    private final double[] levels;
    private double[] values;
    private int end;
    private double floor = Double.POSITIVE_INFINITY;

    /// By lag; most forecasts ask for the same as the one before.
    private final SortedMap<Integer, Differences> known = new TreeMap<>();

    /// @param end of the values that they were made from
    @SuppressWarnings("ArrayRecordComponent")
    private record Differences(int end, double[] sorted) {}

    Going(int season, double[] history, Question question) {
      this.season = season;
      this.horizon = question.horizon();
      this.levels = question.levels().stream().mapToDouble(Double::doubleValue).toArray();
      this.values = history;
      this.end = history.length;
      for (double value : history) {
        seen(value);
      }
    }

    private void seen(double value) {
      floor = Double.isNaN(value) ? floor : Math.min(floor, Math.min(value, 0));
    }

    @Override
    public void observe(double value) {
      if (end == values.length) {
        values = Arrays.copyOf(values, 2 * end + 16);
      }
      values[end] = value;
      end++;
      seen(value);
    }

    @Override
    public void relearn() {
      // There is nothing that it had learned.
    }

    @Override
    public Ahead forecast() {
      double least = floor < 0 ? Double.NEGATIVE_INFINITY : 0;
      double[] means = new double[horizon];
      double[][] quantiles = new double[horizon][];
      double[] away = new double[0];
      int lagBefore = 0;
      for (int i = 0; i < horizon; i++) {
        int lag = lag((i / season + 1) * season);
        if (lag != lagBefore) {
          away = lately(lag);
          lagBefore = lag;
        }
        double point = point(values, end, end + i, season);
        means[i] = point;
        quantiles[i] = new double[levels.length];
        for (int j = 0; j < levels.length; j++) {
          quantiles[i][j] = Math.max(least, point + quantile(away, levels[j]));
        }
      }
      return new Ahead(means, quantiles);
    }

    /// That lag, or the longest multiple of the season with enough differences.
    private int lag(int wanted) {
      int longest = Math.min(LOOK, end / 2);
      return Math.min(wanted, Math.max(1, longest / season) * season);
    }

    private double[] lately(int lag) {
      Differences before = known.getOrDefault(lag, new Differences(-ANEW, new double[1]));
      if (end - before.end < ANEW) {
        return before.sorted;
      }
      double[] sorted = differences(lag);
      known.put(lag, new Differences(end, sorted));
      return sorted;
    }

    private double[] differences(int lag) {
      double[] away =
          IntStream.range(Math.max(lag, end - LOOK), end)
              .mapToDouble(i -> values[i] - values[i - lag])
              .filter(one -> !Double.isNaN(one))
              .sorted()
              .toArray();
      return away.length == 0 ? new double[1] : away;
    }

    private static double quantile(double[] sorted, double level) {
      double place = level * (sorted.length - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
  }
}
