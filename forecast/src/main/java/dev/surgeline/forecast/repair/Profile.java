package dev.surgeline.forecast.repair;

import java.util.Arrays;
import java.util.List;

/// What a season does to the level, robustly: one figure for each of its steps.
///
/// The level is the mean of the season around a step, and the figure of a phase is the median of
/// what its values were against their levels: quotients where all values are above zero, else
/// differences. The quotients have the mean 1, the differences the mean 0. Example: 10, 30, 10, 30,
/// 10, 30 with a season of 2 gives the quotients 0.5 and 1.5.
///
/// @param quotients whether figures multiply the level; if not, they are added to it
/// @param figures one for each step of the season, the first for step 0 of the history
@SuppressWarnings("ArrayRecordComponent")
public record Profile(boolean quotients, double[] figures) {
  /// What has no season.
  static final Profile FLAT = new Profile(false, new double[1]);

  /// How many whole seasons must be there for the longest of several to be learned by itself.
  private static final int CYCLES_MIN = 3;

  /// What part of a season must be known for its mean to be a level.
  private static final double KNOWN_MIN = 0.9;

  private static final double KNOWN_ROUGHLY = 0.2;

  /// The profile of the longest season that was seen three times; of the shortest if none was, and
  /// flat without a season.
  ///
  /// @param values NaN where nothing was observed
  public static Profile of(double[] values, List<Integer> seasons) {
    for (int season : seasons.reversed()) {
      if (values.length >= CYCLES_MIN * season) {
        return of(values, season);
      }
    }
    return seasons.isEmpty() || values.length < 2 * seasons.getFirst()
        ? FLAT
        : of(values, seasons.getFirst());
  }

  /// The profile of one season.
  static Profile of(double[] values, int season) {
    boolean quotients = true;
    for (double value : values) {
      quotients &= !(value <= 0);
    }
    double[] levels = levels(values, season, KNOWN_MIN);
    if (known(levels) < levels.length / 2) {
      // Hardly a season is whole: what is left of one is made comparable first.
      double[] flat = new double[values.length];
      Arrays.fill(flat, Robust.median(values));
      double[] plain = of(values, season, flat, quotients).without(values);
      levels = levels(plain, season, KNOWN_ROUGHLY);
    }
    return of(values, season, levels, quotients);
  }

  private static int known(double[] values) {
    int known = 0;
    for (double value : values) {
      known += Double.isNaN(value) ? 0 : 1;
    }
    return known;
  }

  private static Profile of(double[] values, int season, double[] levels, boolean quotients) {
    double[] against = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      against[i] = quotients ? values[i] / levels[i] : values[i] - levels[i];
    }
    double[] figures = new double[season];
    for (int phase = 0; phase < season; phase++) {
      double[] same = new double[(values.length - phase + season - 1) / season];
      for (int i = 0; i < same.length; i++) {
        same[i] = against[phase + i * season];
      }
      figures[phase] = Robust.median(same);
    }
    Gaps.bridge(figures, quotients ? 1 : 0);
    double mean = Arrays.stream(figures).sum() / season;
    for (int phase = 0; phase < season; phase++) {
      figures[phase] = quotients ? figures[phase] / mean : figures[phase] - mean;
    }
    return new Profile(quotients, figures);
  }

  /// The mean of the season around each step; NaN where a tenth of it was not observed, for what is
  /// left may be all night or all day.
  static double[] levels(double[] values, int season) {
    return levels(values, season, KNOWN_MIN);
  }

  private static double[] levels(double[] values, int season, double least) {
    int n = values.length;
    double[] sums = new double[n + 1];
    int[] counts = new int[n + 1];
    for (int i = 0; i < n; i++) {
      boolean known = !Double.isNaN(values[i]);
      sums[i + 1] = sums[i] + (known ? values[i] : 0);
      counts[i + 1] = counts[i] + (known ? 1 : 0);
    }
    double[] levels = new double[n];
    for (int i = 0; i < n; i++) {
      int from = Math.max(0, Math.min(i - season / 2, n - season));
      int to = Math.min(n, from + season);
      int count = counts[to] - counts[from];
      levels[i] = count >= least * (to - from) ? (sums[to] - sums[from]) / count : Double.NaN;
    }
    return levels;
  }

  /// A value without the season.
  public double without(double value, int index) {
    double figure = figures[Math.floorMod(index, figures.length)];
    return quotients ? value / figure : value - figure;
  }

  /// A level with the season.
  public double with(double level, int index) {
    double figure = figures[Math.floorMod(index, figures.length)];
    return quotients ? level * figure : level + figure;
  }

  /// All values without the season.
  public double[] without(double[] values) {
    double[] plain = new double[values.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = without(values[i], i);
    }
    return plain;
  }
}
