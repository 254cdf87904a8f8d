package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.classic.Smoothing.Form;
import dev.surgeline.forecast.classic.Smoothing.Season;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.ArrayList;
import java.util.List;

/// Decomposition into several seasons and the rest (MSTL: Bandara, Hyndman, Bergmeir 2021), and a
/// forecast of each.
///
/// In turn, twice, each season is found by [STL][Stl] in what the others leave of the series, in
/// logarithms where all is above zero; the windows are 11 seasons, 15, 19 and so on, as MSTL sets
/// them. A season counts as far as it is [credible][Classical#credibility]. The rest goes on by
/// additive [exponential smoothing][Ets] without a season, with a damped trend where the AICc wants
/// one; each season repeats its last cycle. Example: y = trend + day + week that do not change is
/// forecast exactly.
///
/// Seasons are learned if they were seen twice. Learns from the newest 16 of the longest season, or
/// 56 of the shortest; smoothing from the newest 1,000 steps of the rest. A new value moves the
/// level, and a tenth of what smoothing did not expect moves the seasons.
public record Mstl() implements Model {
  private static final int CYCLES = 2;
  private static final int CYCLES_LONG = 16;
  private static final int CYCLES_SHORT = 56;
  private static final int ROUNDS = 2;
  private static final int REST_MAX = 1_000;
  private static final double SEASON_SHARE = 0.1;

  @Override
  public String name() {
    return "mstl";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 4;
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException("mstl takes four values, not " + past.length());
    }
    List<Integer> seasons =
        past.seasons().stream().filter(each -> past.length() >= CYCLES * each).toList();
    int length =
        seasons.isEmpty()
            ? REST_MAX
            : Math.max(CYCLES_LONG * seasons.getLast(), CYCLES_SHORT * seasons.getFirst());
    double[] values = Tail.of(past, length);
    Scale scale = Scale.of(values);
    double[] rest = scale.in(values);
    double[][] seasonal = decompose(rest, seasons);
    double[][] cycles = new double[seasonal.length][];
    for (int k = 0; k < cycles.length; k++) {
      cycles[k] = Stl.last(seasonal[k], seasons.get(k));
    }
    return new Parts(scale, cycles, smoothing(Tail.of(rest, REST_MAX)));
  }

  /// Takes the seasons out of the values, in place.
  ///
  /// @return each season's part of every step
  static double[][] decompose(double[] values, List<Integer> seasons) {
    double[][] parts = new double[seasons.size()][values.length];
    int rounds = seasons.size() > 1 ? ROUNDS : 1;
    for (int round = 0; round < rounds; round++) {
      for (int k = 0; k < parts.length; k++) {
        for (int i = 0; i < values.length; i++) {
          values[i] += parts[k][i];
        }
        parts[k] = Stl.season(values, seasons.get(k), 11 + 4 * k);
        double credible = Classical.credibility(values, seasons.get(k), false);
        for (int i = 0; i < values.length; i++) {
          parts[k][i] *= credible;
        }
        for (int i = 0; i < values.length; i++) {
          values[i] -= parts[k][i];
        }
      }
    }
    return parts;
  }

  private static Smoothing smoothing(double[] rest) {
    List<Form> forms = new ArrayList<>();
    forms.add(new Form(false, false, false, Season.NONE));
    forms.add(new Form(false, true, true, Season.NONE));
    return forms.stream()
        .map(form -> Ets.choice(rest, form, 1, Double.NEGATIVE_INFINITY))
        .reduce((a, b) -> b.aicc() < a.aicc() ? b : a)
        .orElseThrow()
        .smoothing();
  }

  private static final class Parts implements Fitted {
    private final Scale scale;
    private final double[][] cycles;
    private final int[] phases;
    private final Smoothing rest;

    Parts(Scale scale, double[][] cycles, Smoothing rest) {
      this.scale = scale;
      this.cycles = cycles;
      this.phases = new int[cycles.length];
      this.rest = rest;
    }

    @Override
    public void observe(double value) {
      double plain = scale.in(value);
      for (int k = 0; k < cycles.length; k++) {
        plain -= cycles[k][phases[k]];
      }
      double wrong = plain - rest.expected();
      rest.observe(plain);
      for (int k = 0; k < cycles.length; k++) {
        cycles[k][phases[k]] += SEASON_SHARE / cycles.length * wrong;
        phases[k] = (phases[k] + 1) % cycles[k].length;
      }
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = rest.forecast(horizon);
      for (int h = 0; h < horizon; h++) {
        for (int k = 0; k < cycles.length; k++) {
          ahead[h] += cycles[k][(phases[k] + h) % cycles[k].length];
        }
        ahead[h] = scale.out(ahead[h]);
      }
      return ahead;
    }
  }
}
