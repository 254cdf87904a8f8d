package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;

/// The state of exponential smoothing: level, trend and season, moved on by one value at a time.
///
/// With q = l + phi b the value expected without its season s, and p the value that came without
/// it (y - s, or y / s),
///
///     l' = q + alpha (p - q)
///     b' = phi b + beta / alpha (l' - l - phi b)
///     s' = s + gamma (t - s),   t = y - q or y / q
///
/// (Hyndman, Koehler, Ord, Snyder 2008, chapter 2; additive and multiplicative errors share it.)
/// The forecast h ahead is l + (phi + ... + phi^h) b with its season. Example: level 10, no trend,
/// alpha 0.5: after 14 the level is 12.
final class Smoothing implements Fitted {
  /// How errors, trend and season enter.
  ///
  /// @param errors whether they grow with the level
  /// @param trend whether there is one
  /// @param damped whether it fades
  /// @param season what the season does
  record Form(boolean errors, boolean trend, boolean damped, Season season) {
    /// As the literature writes it: error, trend, season, `ETS(M,Ad,M)`.
    String text() {
      return "ETS(%s,%s,%s)"
          .formatted(
              errors ? "M" : "A", !trend ? "N" : damped ? "Ad" : "A", season.name().charAt(0));
    }
  }

  /// What a season does to the level.
  enum Season {
    NONE,
    ADDED,
    MULTIPLIED
  }

  private final Season kind;
  private final double alpha;
  private final double beta;
  private final double gamma;
  private final double phi;
  private final double floor;
  private final double[] season;
  private int phase;
  private double level;
  private double trend;

  /// Weights in the order alpha, beta, gamma, phi; beta and gamma 0 and phi 1 where they are not
  /// used.
  record Weights(double alpha, double beta, double gamma, double phi) {}

  /// @param season the figures, the first for the next step; one neutral figure if there is none
  Smoothing(
      Season kind, Weights weights, double floor, double level, double trend, double[] season) {
    this.kind = kind;
    this.alpha = weights.alpha();
    this.beta = weights.beta();
    this.gamma = weights.gamma();
    this.phi = weights.phi();
    this.floor = floor;
    this.level = level;
    this.trend = trend;
    this.season = season.clone();
  }

  /// The value expected next.
  double expected() {
    double plain = level + phi * trend;
    return switch (kind) {
      case NONE -> plain;
      case ADDED -> plain + season[phase];
      case MULTIPLIED -> plain * season[phase];
    };
  }

  @Override
  public void observe(double value) {
    double plain = level + phi * trend;
    double figure = season[phase];
    double without =
        switch (kind) {
          case NONE -> value;
          case ADDED -> value - figure;
          case MULTIPLIED -> figure == 0 ? plain : value / figure;
        };
    double next = plain + alpha * (without - plain);
    trend = phi * trend + beta / alpha * (next - level - phi * trend);
    level = next;
    if (kind != Season.NONE) {
      double shown = kind == Season.ADDED ? value - plain : plain == 0 ? figure : value / plain;
      season[phase] = figure + gamma * (shown - figure);
      phase = phase + 1 == season.length ? 0 : phase + 1;
    }
  }

  @Override
  public double[] forecast(int horizon) {
    double[] ahead = new double[horizon];
    double grown = level;
    double growth = trend;
    for (int h = 0; h < horizon; h++) {
      growth *= phi;
      grown += growth;
      double figure = season[(phase + h) % season.length];
      double value =
          switch (kind) {
            case NONE -> grown;
            case ADDED -> grown + figure;
            case MULTIPLIED -> grown * figure;
          };
      ahead[h] = Math.max(floor, value);
    }
    return ahead;
  }

  double level() {
    return level;
  }

  double trend() {
    return trend;
  }
}
