package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;

/// Arrivals so few that they must be thought of as whole: a Poisson rate that is smoothed, and with
/// it what is not known of the rate (the gamma-Poisson model of Harvey and Fernandes 1989).
///
///     a' = w a + y,  b' = w b + e;   rate a / b;   h ahead: negative binomial, mean e a / b,
///     variance mean + mean^2 / (a w^h)
///
/// w, the memory, is the likeliest of a dozen between 0.5 and 0.9995. e is what the season
/// makes of the rate: the mean of a phase against the mean of all, drawn towards 1 by Z = N / (N +
/// within / between), the credibility of Buehlmann (1967), N seasons seen with a variance `within`
/// phases and `between` them. The season is the longest that was seen four times.
///
/// Example: with w = 0.5, no season, a = 2 and b = 2 after 5 came, before which it was a = 3, b =
/// 2: a = 0.5 x 3 + 5 = 6.5, b = 0.5 x 2 + 1 = 2, so 3.25 are expected next, no more than 5 with
/// probability 0.83.
///
/// Learns the memory from the newest 4,000 steps, the season from all.
public record Counts() implements Model {
  private static final int CYCLES = 4;
  private static final int LENGTH_MAX = 4_000;
  private static final double[] MEMORIES = {
    0.5, 0.7, 0.8, 0.88, 0.93, 0.96, 0.975, 0.985, 0.992, 0.996, 0.998, 0.9995
  };

  @Override
  public String name() {
    return "counts";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 2 && Arrays.stream(past.values()).allMatch(value -> value >= 0);
  }

  @Override
  public CountRate fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException("counts takes two values, none below zero");
    }
    double[] values = past.values();
    double[] exposures = exposures(values, Scale.longest(past, CYCLES));
    int from = Math.max(0, values.length - LENGTH_MAX);
    double likeliest = Double.NEGATIVE_INFINITY;
    CountRate best = new CountRate(exposures, 1, from, MEMORIES[0]);
    double first = start(values, from);
    for (double memory : MEMORIES) {
      CountRate rate = new CountRate(exposures, first, from, memory);
      double likelihood = 0;
      for (int i = from; i < values.length; i++) {
        likelihood += rate.likelihood(values[i]);
        rate.observe(values[i]);
      }
      if (likelihood > likeliest) {
        likeliest = likelihood;
        best = rate;
      }
    }
    return best;
  }

  /// The mean of the first values: what is expected before anything came.
  private static double start(double[] values, int from) {
    double[] first = Arrays.copyOfRange(values, from, Math.min(values.length, from + 50));
    return Math.max(1e-3, Arrays.stream(first).sum() / first.length);
  }

  /// What each phase of a season makes of the rate, 1 on average.
  static double[] exposures(double[] values, int season) {
    double[] figures = new double[season];
    Arrays.fill(figures, 1);
    double mean = Arrays.stream(values).sum() / values.length;
    if (season == 1 || mean == 0) {
      return figures;
    }
    double[] counts = new double[season];
    double[] means = new double[season];
    for (int i = 0; i < values.length; i++) {
      counts[i % season]++;
      means[i % season] += values[i];
    }
    double within = 0;
    double apart = 0;
    for (int p = 0; p < season; p++) {
      means[p] /= counts[p];
      apart += (means[p] - mean) * (means[p] - mean) / (season - 1);
    }
    for (int i = 0; i < values.length; i++) {
      double away = values[i] - means[i % season];
      within += away * away / (values.length - season);
    }
    double cycles = (double) values.length / season;
    double between = Math.max(0, apart - within / cycles);
    double credible = between == 0 ? 0 : cycles / (cycles + within / between);
    for (int p = 0; p < season; p++) {
      figures[p] = Math.max(1e-3, 1 + credible * (means[p] / mean - 1));
    }
    return figures;
  }
}
