package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;
import java.util.List;

/// Damped Holt-Winters for several seasons at once, with the last error carried on (Taylor 2003 and
/// 2010; damping by Gardner and McKenzie 1985):
///
///     u = y - (l + phi b + s1 + s2),  e = u - rho u(t-1)
///     l' = l + phi b + alpha e,  b' = phi b + alpha beta e,  s1' = s1 + g1 e,  s2' = s2 + g2 e
///
/// in logarithms where all values are above zero, so that seasons multiply. h ahead it is l + (phi
/// + ... + phi^h) b + s1 + s2 + rho^h u. The weights are those of the least squares of e, by
/// [Simplex]; seasons begin as the [classical][Classical] decomposition of the first three has
/// them, the longer of what the shorter leave, each drawn towards nothing by its
/// [credibility][Classical#credibility]. Example: with alpha 0.5 alone, level 10 and no season a
/// value of 14 moves level and forecasts to 12; with rho 0.5 the next is 12 + 0.5 x 4 = 14, then
/// 13.
///
/// Seasons are learned if they were seen three times. Learns from the newest 1,000 steps, or three
/// of the longest season, or ten of the shortest, whichever is most.
public record HoltWinters() implements Model {
  private static final int LENGTH_MIN = 1_000;
  private static final int CYCLES = 3;
  private static final int CYCLES_SHORT = 10;

  /// What was learned in calm must still follow a level that moves: in half, after 34 steps.
  private static final double ALPHA_MIN = 0.02;

  private static final int ASKED_MAX = 160;

  @Override
  public String name() {
    return "holt-winters";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 4;
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException("holt-winters takes four values, not " + past.length());
    }
    List<Integer> seasons =
        past.seasons().stream().filter(each -> past.length() >= CYCLES * each).toList();
    int length = LENGTH_MIN;
    for (int season : seasons) {
      length = Math.max(length, CYCLES * season);
    }
    length = seasons.isEmpty() ? length : Math.max(length, CYCLES_SHORT * seasons.getFirst());
    double[] values = Tail.of(past, length);
    Scale scale = Scale.of(values);
    double[] scaled = scale.in(values);
    double[][] figures = figures(scaled, seasons);
    int sought = 3 + seasons.size() + 1;
    double[] start = {0.3, 0.05, 0.95, 0.3, 0.1, 0.1, 0.1, 0.1};
    double[] low = {ALPHA_MIN, 0, 0.8, -0.9, 0, 0, 0, 0};
    double[] high = {0.9999, 0.3, 0.995, 0.95, 0.5, 0.5, 0.5, 0.5};
    double[] best =
        Simplex.minimise(
            at -> new State(scale, figures, at, scaled[0]).through(scaled),
            Arrays.copyOf(start, sought),
            Arrays.copyOf(low, sought),
            Arrays.copyOf(high, sought),
            ASKED_MAX);
    State state = new State(scale, figures, best, scaled[0]);
    state.through(scaled);
    return state;
  }

  private static double[][] figures(double[] values, List<Integer> seasons) {
    double[][] figures = new double[seasons.size()][];
    double[] rest = values;
    for (int k = 0; k < figures.length; k++) {
      int season = seasons.get(k);
      double credible = Classical.credibility(rest, season, false);
      double[] begun = Classical.figures(Arrays.copyOf(rest, 3 * season), season, false);
      Arrays.setAll(begun, i -> credible * begun[i]);
      figures[k] = begun;
      rest = new Seasons(false, new double[][] {begun}).without(rest);
    }
    return figures;
  }

  /// Where it stands.
  static final class State implements Fitted {
    private final Scale scale;
    private final double[] weights;
    private final double[][] seasons;
    private final int[] phases;
    private double level;
    private double trend;
    private double error;

    /// @param weights alpha, beta, phi, rho, then a gamma for each season
    State(Scale scale, double[][] figures, double[] weights, double first) {
      this.scale = scale;
      this.weights = weights;
      this.seasons = new double[figures.length][];
      this.phases = new int[figures.length];
      this.level = first;
      for (int k = 0; k < figures.length; k++) {
        seasons[k] = figures[k].clone();
        level -= figures[k][0];
      }
    }

    /// Smooths through all values.
    ///
    /// @return the sum of the squared one-step errors
    double through(double[] scaled) {
      double squares = 0;
      for (double value : scaled) {
        double wrong = take(value);
        squares += wrong * wrong;
      }
      return squares;
    }

    @Override
    public void observe(double value) {
      take(scale.in(value));
    }

    /// @return the error of the forecast for it
    private double take(double scaled) {
      double plain = level + weights[2] * trend;
      for (int k = 0; k < seasons.length; k++) {
        plain += seasons[k][phases[k]];
      }
      double wrong = scaled - plain - weights[3] * error;
      level += weights[2] * trend + weights[0] * wrong;
      trend = weights[2] * trend + weights[1] * weights[0] * wrong;
      for (int k = 0; k < seasons.length; k++) {
        seasons[k][phases[k]] += weights[4 + k] * wrong;
        phases[k] = phases[k] + 1 == seasons[k].length ? 0 : phases[k] + 1;
      }
      error = scaled - plain;
      return wrong;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = new double[horizon];
      double grown = level;
      double growth = trend;
      double carried = error;
      for (int h = 0; h < horizon; h++) {
        growth *= weights[2];
        grown += growth;
        carried *= weights[3];
        double plain = grown + carried;
        for (int k = 0; k < seasons.length; k++) {
          plain += seasons[k][(phases[k] + h) % seasons[k].length];
        }
        ahead[h] = scale.out(plain);
      }
      return ahead;
    }
  }
}
