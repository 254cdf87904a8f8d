package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;

/// The standard theta method (Assimakopoulos and Nikolopoulos 2000; the form of Hyndman and Billah
/// 2003): without its season a series is smoothed exponentially and drifts by half the slope of its
/// regression line,
///
///     y(n + h) = l(n) + b/2 (h - 1 + (1 - (1 - a)^n) / a),   l(t) = l(t-1) + a (y(t) - l(t-1))
///
/// with a of the least one-step squares and b the slope by least squares; then the season is put
/// back on. The season is the shortest one if it passes the M4 competition's test, multiplicative
/// where all values are above zero. Example: 1, 2, 3, ..., 10 has a = 1 and b = 1, so the next are
/// 10.5, 11, 11.5.
///
/// Learns from the newest 2,000 steps, or ten seasons if they are longer.
public record Theta() implements Model {
  private static final int LENGTH_MIN = 2_000;
  private static final int CYCLES = 10;
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
    int season = Scale.shortest(past, 3);
    double[] values = Tail.of(past, Math.max(LENGTH_MIN, CYCLES * season));
    Scale scale = Scale.of(values);
    boolean seasonal = Classical.isSeasonal(Tail.of(values, 4 * season), season);
    double[] figures =
        seasonal
            ? Classical.figures(values, season, scale.logs())
            : new double[] {scale.logs() ? 1 : 0};
    double[] plain = new double[values.length];
    for (int i = 0; i < plain.length; i++) {
      double figure = figures[i % figures.length];
      plain[i] = scale.logs() ? values[i] / figure : values[i] - figure;
    }
    double[] best =
        Simplex.minimise(
            a -> smooth(plain, a[0])[1],
            new double[] {0.3},
            new double[] {0.01},
            new double[] {1},
            ASKED_MAX);
    return new Line(scale, figures, best[0], slope(plain), smooth(plain, best[0])[0], plain.length);
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
    private final Scale scale;
    private final double[] figures;
    private final double a;
    private final double slope;
    private double level;
    private int n;

    Line(Scale scale, double[] figures, double a, double slope, double level, int n) {
      this.scale = scale;
      this.figures = figures;
      this.a = a;
      this.slope = slope;
      this.level = level;
      this.n = n;
    }

    @Override
    public void observe(double value) {
      double figure = figures[n % figures.length];
      double plain = scale.logs() ? value / figure : value - figure;
      level += a * (plain - level);
      n++;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = new double[horizon];
      double start = (1 - Math.pow(1 - a, n)) / a - 1;
      for (int h = 1; h <= horizon; h++) {
        double figure = figures[(n + h - 1) % figures.length];
        double plain = level + slope / 2 * (h + start);
        double value = scale.logs() ? plain * figure : plain + figure;
        ahead[h - 1] = Math.max(scale.floor(), value);
      }
      return ahead;
    }
  }
}
