package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.ensemble.Member.Family;
import dev.surgeline.forecast.model.Analogs;
import dev.surgeline.forecast.model.Autoregression;
import dev.surgeline.forecast.model.DirectRegression;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Naive;
import dev.surgeline.forecast.model.SeasonalNaive;
import dev.surgeline.forecast.regress.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Who is in the pool: few cheap ones for a fast answer, many for a standard one.
///
/// With the seasons s and L (24 and 168 hours) the lag sets are {1, 2, s, s+1, L, L+1}, the same
/// with 2s and 2s+1, and a wide one of 1 to 3, the neighbours of s and L, and the multiples of s up
/// to 6s. Where a series has one season or none, what is said of the others falls away.
final class Pool {
  private static final double RIDGE = 1e-5;

  /// Three parts in a thousand: in logarithms, or in levels as a multiple of their mean.
  private static final double FLOOR = 0.003;

  /// Steps of the horizon times rows, above which a regression for each step takes too long.
  private static final long DIRECT_MOST = 1_000_000;

  private final int shorter;
  private final int longer;
  private final boolean logs;
  private final boolean direct;
  private final List<Member> members = new ArrayList<>();

  private Pool(List<Integer> seasons, boolean logs, boolean direct) {
    this.shorter = seasons.isEmpty() ? 1 : seasons.getFirst();
    this.longer = seasons.size() > 1 ? seasons.getLast() : 0;
    this.logs = logs;
    this.direct = direct;
  }

  /// @param seasons growing; the first and the last count
  /// @param logs whether the series has logarithms
  /// @param rows how long the history is
  static List<Member> of(
      Effort effort, List<Integer> seasons, boolean logs, int rows, int horizon) {
    Pool pool = new Pool(seasons, logs, (long) rows * horizon <= DIRECT_MOST);
    pool.naives();
    if (effort == Effort.FAST) {
      pool.fast();
    } else {
      pool.standard();
    }
    return pool.members;
  }

  private void add(Family family, Model model) {
    members.add(new Member(family, model, logs));
  }

  private void naives() {
    add(Family.NAIVE, new Naive());
    if (shorter > 1) {
      add(Family.NAIVE, new SeasonalNaive(shorter));
    }
    if (longer > 0) {
      add(Family.NAIVE, new SeasonalNaive(longer));
    }
  }

  private void fast() {
    List<Integer> wide = wide();
    autoregression(wide, true, .998, 0, logs);
    autoregression(wide, true, .996, 0, logs);
    autoregression(wide, false, .998, 0, logs);
    autoregression(few(true), true, .998, 0, logs);
    autoregression(few(false), true, .996, 0, logs);
    differenced(shorter, wide, 0);
    differenced(longer, few(false), 0);
    waves(wide, 0);
    direct(false, true, .996, 0, logs);
    direct(false, true, .998, 0, logs);
    direct(true, true, .998, 0, logs);
    if (logs) {
      autoregression(wide, true, .998, 0, false);
      direct(false, true, .998, 0, false);
    }
    analogs(3);
  }

  private void standard() {
    List<List<Integer>> sets = List.of(few(false), wide(), few(true));
    for (int rounds : new int[] {0, 4}) {
      for (List<Integer> lags : sets) {
        for (double discount : new double[] {.996, .998, 1}) {
          autoregression(lags, true, discount, rounds, logs);
          autoregression(lags, false, discount, rounds, logs);
        }
        waves(lags, rounds);
        differenced(shorter, lags, rounds);
        differenced(longer, lags, rounds);
        if (logs) {
          autoregression(lags, true, .998, rounds, false);
        }
      }
    }
    for (int rounds : new int[] {0, 3}) {
      for (boolean wide : new boolean[] {false, true}) {
        for (double discount : new double[] {.996, .998, 1}) {
          direct(wide, true, discount, rounds, logs);
        }
        direct(wide, false, .998, rounds, logs);
        if (logs) {
          direct(wide, true, .998, rounds, false);
        }
      }
    }
    analogs(2);
    analogs(3);
  }

  private void autoregression(
      List<Integer> lags, boolean phased, double discount, int rounds, boolean logs) {
    if (!phased || shorter > 1) {
      Regression regression = new Regression(discount, RIDGE, rounds, FLOOR);
      int period = phased ? shorter : 1;
      members.add(
          new Member(
              Family.AUTOREGRESSION, new Autoregression(lags, period, 0, 0, 0, regression), logs));
    }
  }

  private void waves(List<Integer> lags, int rounds) {
    if (longer > 0) {
      Regression regression = new Regression(.998, RIDGE, rounds, FLOOR);
      add(Family.AUTOREGRESSION, new Autoregression(lags, shorter, 0, longer, 3, regression));
    }
  }

  private void differenced(int difference, List<Integer> lags, int rounds) {
    if (difference > 0) {
      add(
          Family.DIFFERENCE,
          new Autoregression(
              lags, 1, difference, 0, 0, new Regression(.998, RIDGE, rounds, FLOOR)));
    }
  }

  private void direct(boolean wide, boolean phased, double discount, int rounds, boolean logs) {
    if (direct && (phased == shorter > 1 || phased)) {
      Regression regression = new Regression(discount, RIDGE, rounds, FLOOR);
      members.add(
          new Member(
              Family.DIRECT,
              new DirectRegression(shorter, longer, wide, phased && shorter > 1, regression),
              logs));
    }
  }

  private void analogs(int nearest) {
    if (shorter > 1) {
      TreeSet<Integer> windows = new TreeSet<>(List.of(shorter, 2 * shorter));
      if (longer > 0) {
        windows.add(longer);
      }
      windows.forEach(window -> add(Family.ANALOG, new Analogs(window, shorter, longer, nearest)));
    }
  }

  private List<Integer> few(boolean second) {
    TreeSet<Integer> lags = new TreeSet<>(List.of(1, 2));
    around(lags, shorter, 0, 1);
    if (second) {
      around(lags, 2 * shorter, 0, 1);
    }
    around(lags, longer, 0, 1);
    return List.copyOf(lags);
  }

  private List<Integer> wide() {
    TreeSet<Integer> lags = new TreeSet<>(List.of(1, 2, 3));
    around(lags, shorter, -1, 2);
    around(lags, 2 * shorter, 0, 1);
    int most = longer > 0 ? longer - shorter : 3 * shorter;
    for (int i = 3; i <= 6 && i * shorter <= most; i++) {
      lags.add(i * shorter);
    }
    if (longer > 0) {
      lags.add(longer - shorter + 1);
    }
    around(lags, longer, -1, 2);
    return List.copyOf(lags);
  }

  private static void around(Set<Integer> lags, int season, int from, int to) {
    for (int i = from; i <= to && season > 0; i++) {
      if (season + i > 0) {
        lags.add(season + i);
      }
    }
  }
}
