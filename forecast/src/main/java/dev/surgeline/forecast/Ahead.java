package dev.surgeline.forecast;

import dev.surgeline.core.forecast.Forecast;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// What is expected of the steps to come, as bare numbers: for loops that make many forecasts.
///
/// The arrays are handed over, not copied.
///
/// @param means the expected value of each step
/// @param quantiles for each step a value for each level, not falling
@SuppressWarnings("ArrayRecordComponent")
public record Ahead(double[] means, double[][] quantiles) {
  /// 0.05 to 0.95 at even distances.
  public static final List<Double> EVEN = IntStream.range(1, 20).mapToObj(i -> i / 20.0).toList();

  public Ahead {
    if (means.length != quantiles.length) {
      throw new IllegalArgumentException("each step has a mean and its quantiles");
    }
  }

  /// The question to be put to who tells no means: at [#EVEN] levels as well.
  public static Question wider(Question question) {
    var levels = new TreeSet<>(EVEN);
    levels.addAll(question.levels());
    return question.at(List.copyOf(levels));
  }

  /// The answer to a [wider][#wider] question. The means are those of the quantiles at [#EVEN]
  /// levels, whatever levels were asked for: the mean of 0.5 and 0.95 would be far too high.
  ///
  /// @param asked levels, of which each is among the forecast's
  public static Ahead of(Forecast forecast, List<Double> asked) {
    int[] even = places(EVEN, forecast.levels());
    int[] wanted = places(asked, forecast.levels());
    List<List<Double>> points = forecast.values();
    double[] means = new double[points.size()];
    double[][] quantiles = new double[points.size()][];
    for (int i = 0; i < means.length; i++) {
      List<Double> point = points.get(i);
      means[i] = IntStream.of(even).mapToDouble(point::get).average().orElse(Double.NaN);
      quantiles[i] = IntStream.of(wanted).mapToDouble(point::get).toArray();
    }
    return new Ahead(means, quantiles);
  }

  private static int[] places(List<Double> levels, List<Double> among) {
    return levels.stream().mapToInt(among::indexOf).toArray();
  }
}
