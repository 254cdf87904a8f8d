package dev.surgeline.forecast.model;

/// The yardstick of the M4 competition: the last value without its season, times the season to
/// come.
///
/// Whether there is a season is asked of the autocorrelations r: |r_m| > 1.645 / sqrt(n) x sqrt(1 +
/// 2 (r_1^2 + ... + r_{m-1}^2)), over at least three seasons. If so, each value is divided by the
/// centred moving average over a season, the ratios are averaged by their place in the season and
/// scaled to a mean of 1 (classical multiplicative decomposition). If not, it is [Naive].
///
/// Example: the values go 2, 6, 2, 6, ... with m = 2. The moving average is 4, the indices 0.5 and
/// 1.5. After a 6 the deseasonalised level is 4, and the next values are 2, 6.
///
/// @param season m, at least 2
public record Naive2(int season) implements Model {
  private static final double CRITICAL = 1.645;

  public Naive2 {
    if (season < 2) {
      throw new IllegalArgumentException("a season is at least two steps");
    }
  }

  @Override
  public String name() {
    return "naive2";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 1;
  }

  @Override
  public Fitted fit(Past past) {
    double[] values = past.values();
    if (!isSeasonal(values)) {
      return new Naive().fit(past);
    }
    double[] indices = indices(values);
    for (double index : indices) {
      if (!(index > 0)) {
        return new Naive().fit(past);
      }
    }
    return new Seasonal(indices, values.length, values[values.length - 1]);
  }

  private boolean isSeasonal(double[] values) {
    int n = values.length;
    if (n < 3 * season) {
      return false;
    }
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double squares = correlated(values, mean, 0);
    if (!(squares > 0)) {
      return false;
    }
    double sum = 1;
    for (int lag = 1; lag < season; lag++) {
      double r = correlated(values, mean, lag) / squares;
      sum += 2 * r * r;
    }
    double limit = CRITICAL / Math.sqrt(n) * Math.sqrt(sum);
    return Math.abs(correlated(values, mean, season) / squares) > limit;
  }

  private static double correlated(double[] values, double mean, int lag) {
    double sum = 0;
    for (int t = lag; t < values.length; t++) {
      sum += (values[t] - mean) * (values[t - lag] - mean);
    }
    return sum;
  }

  private double[] indices(double[] values) {
    double[] sums = new double[season];
    int[] counts = new int[season];
    int half = season / 2;
    for (int t = half; t < values.length - half; t++) {
      double around = 0;
      for (int i = -half; i <= half; i++) {
        boolean end = season % 2 == 0 && (i == -half || i == half);
        around += end ? values[t + i] / 2 : values[t + i];
      }
      sums[t % season] += values[t] / (around / season);
      counts[t % season]++;
    }
    double mean = 0;
    for (int i = 0; i < season; i++) {
      sums[i] /= counts[i];
      mean += sums[i] / season;
    }
    for (int i = 0; i < season; i++) {
      sums[i] /= mean;
    }
    return sums;
  }

  private static final class Seasonal implements Fitted {
    private final double[] indices;
    private int next;
    private double level;

    Seasonal(double[] indices, int next, double last) {
      this.indices = indices;
      this.next = next;
      this.level = last / indices[(next - 1) % indices.length];
    }

    @Override
    public void observe(double value) {
      level = value / indices[next % indices.length];
      next++;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] course = new double[horizon];
      for (int i = 0; i < horizon; i++) {
        course[i] = level * indices[(next + i) % indices.length];
      }
      return course;
    }
  }
}
