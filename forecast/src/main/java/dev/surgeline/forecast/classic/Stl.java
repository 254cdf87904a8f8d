package dev.surgeline.forecast.classic;

import java.util.Arrays;

/// One season and the trend of a series by loess (STL: Cleveland, Cleveland, McRae, Terpenning
/// 1990), twice around:
///
/// 1. take the trend off; smooth each phase's values over the seasons, and one season further at
///    either end (window `windowSeason`);
/// 2. take off what is slow in that: moving means of m, m and 3, then loess over m;
/// 3. take the season off and smooth the trend (window 1.5 m / (1 - 1.5 / windowSeason)).
///
/// Loess is asked at every tenth of its window and joined by lines, so that all of it costs about a
/// hundred operations a step. There are no robust weights: outliers are damped before.
///
/// Example: a line plus a season that does not change come apart exactly.
final class Stl {
  private static final int ROUNDS = 2;
  private static final int JUMPS = 10;

  private Stl() {}

  /// The season of each step; what is left of the series without it is trend and remainder.
  ///
  /// @param season at least 2, and the series two of it at least
  /// @param windowSeason over how many seasons a phase is smoothed, odd, at least 7
  static double[] season(double[] values, int season, int windowSeason) {
    int n = values.length;
    int windowTrend = odd(1.5 * season / (1 - 1.5 / windowSeason));
    double[] trend = new double[n];
    double[] seasonal = new double[n];
    for (int round = 0; round < ROUNDS; round++) {
      double[] cycle = new double[n + 2 * season];
      for (int phase = 0; phase < season; phase++) {
        phase(values, trend, cycle, season, phase, windowSeason);
      }
      double[] slow = slow(cycle, season);
      for (int i = 0; i < n; i++) {
        seasonal[i] = cycle[i + season] - slow[i];
        trend[i] = values[i] - seasonal[i];
      }
      if (round + 1 < ROUNDS) {
        trend = Loess.smooth(trend, windowTrend, Math.max(1, windowTrend / JUMPS));
      }
    }
    return seasonal;
  }

  /// Smooths what one phase has over the seasons, and goes one season on at either end.
  private static void phase(
      double[] values, double[] trend, double[] cycle, int season, int phase, int window) {
    int count = (values.length - phase + season - 1) / season;
    double[] same = new double[count];
    for (int k = 0; k < count; k++) {
      int i = phase + k * season;
      same[k] = values[i] - trend[i];
    }
    double[] smooth = Loess.smooth(same, window, 1);
    cycle[phase] = Loess.at(same, -1, window);
    for (int k = 0; k < count; k++) {
      cycle[phase + (k + 1) * season] = smooth[k];
    }
    cycle[phase + (count + 1) * season] = Loess.at(same, count, window);
  }

  /// What is slow in the smoothed seasons: shorter than they by a season at either end.
  private static double[] slow(double[] cycle, int season) {
    double[] means = means(means(means(cycle, season), season), 3);
    int window = odd(season);
    return Loess.smooth(means, window, Math.max(1, window / JUMPS));
  }

  private static double[] means(double[] values, int length) {
    double[] means = new double[values.length - length + 1];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      if (i >= length - 1) {
        means[i - length + 1] = sum / length;
        sum -= values[i - length + 1];
      }
    }
    return means;
  }

  private static int odd(double length) {
    int whole = (int) Math.ceil(length);
    return Math.max(3, whole % 2 == 0 ? whole + 1 : whole);
  }

  /// The last season of a decomposition, the first figure for the step after the last.
  static double[] last(double[] seasonal, int season) {
    return Arrays.copyOfRange(seasonal, seasonal.length - season, seasonal.length);
  }
}
