package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.ArrayList;
import java.util.List;

/// The standard theta method (Assimakopoulos and Nikolopoulos 2000; the form of Hyndman and Billah
/// 2003): without its season a series is smoothed exponentially and drifts by half the slope of its
/// regression line,
///
///     y(n + h) = l(n) + b/2 (h - 1 + (1 - (1 - a)^n) / a),   l(t) = l(t-1) + a (y(t) - l(t-1))
///
/// with a of the least one-step squares and b the slope by least squares; then the season is put
/// back on. Seasons are those that pass the M4 competition's test, one on what the shorter leave,
/// multiplicative where all values are above zero. Example: 1, 2, 3, ..., 10 has a = 1 and b = 1,
/// so the next are 10.5, 11, 11.5.
///
/// Learns from the newest 2,000 steps, or four of the longest season if they are longer.
public record Theta() implements Model {
  private static final int LENGTH_MIN = 2_000;
  private static final int CYCLES = 4;
  private static final int ASKED_MAX = 40;

  @Override
  public String name() {
    return "theta";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 3;
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException("theta takes three values, not " + past.length());
    }
    int length = LENGTH_MIN;
    for (int season : past.seasons()) {
      length = Math.max(length, CYCLES * season);
    }
    double[] values = Tail.of(past, length);
    Scale scale = Scale.of(values);
    List<Integer> tested = new ArrayList<>();
    Seasons seasons = new Seasons(scale.logs(), new double[0][]);
    for (int season : past.seasons()) {
      double[] rest = Tail.of(seasons.without(values), 4 * season);
      if (Classical.isSeasonal(rest, season)) {
        tested.add(season);
        seasons = Seasons.of(values, tested, scale.logs());
      }
    }
    double[] plain = seasons.without(values);
    double[] best =
        Simplex.minimise(
            a -> smooth(plain, a[0])[1],
            new double[] {0.3},
            new double[] {0.01},
            new double[] {1},
            ASKED_MAX);
    double level = smooth(plain, best[0])[0];
    Line line = new Line(best[0], slope(plain), level, plain.length);
    return seasons.with(line, plain.length, scale.floor());
  }

  /// The level at the end, and the sum of the squared one-step errors.
  private static double[] smooth(double[] values, double a) {
    double level = values[0];
    double squares = 0;
    for (int i = 1; i < values.length; i++) {
      double error = values[i] - level;
      squares += error * error;
      level += a * error;
    }
    return new double[] {level, squares};
  }

  private static double slope(double[] values) {
    double middle = (values.length - 1) / 2.0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      product += (i - middle) * values[i];
      square += (i - middle) * (i - middle);
    }
    return product / square;
  }

  private static final class Line implements Fitted {
    private final double a;
    private final double slope;
    private double level;
    private int n;

    Line(double a, double slope, double level, int n) {
      this.a = a;
      this.slope = slope;
      this.level = level;
      this.n = n;
    }

    @Override
    public void observe(double value) {
      level += a * (value - level);
      n++;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = new double[horizon];
      double start = (1 - Math.pow(1 - a, n)) / a - 1;
      for (int h = 1; h <= horizon; h++) {
        ahead[h - 1] = level + slope / 2 * (h + start);
      }
      return ahead;
    }
  }
}
