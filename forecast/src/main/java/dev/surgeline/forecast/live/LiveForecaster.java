package dev.surgeline.forecast.live;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Learns a series as it goes on, and forecasts it at any time.
///
/// For some steps ahead (1, 2, 3, 4, 6, 8, 12, 16, ... up to the horizon, and no further from each
/// other than a hundredth of the shortest season: by the hour each) there is a regression of its
/// own on what is known at the origin ([Rows]), and what it was wrong by ([Spread]); a step between
/// is answered by its two neighbours. Each new point completes one row of each regression. Every
/// error that is kept is that of a forecast that did not know its outcome, so the quantiles are
/// those of real forecasts.
///
/// A new season is taken up when two of it have been seen: then all is learned anew from the
/// history that is kept, in the time of a first fit. Nothing else is ever fitted from scratch.
///
/// Not for several threads at once.
public final class LiveForecaster {
  /// 90 days of minutes.
  public static final int KEPT = 129_600;

  /// Rows that are learned from at first; the history before them is what they look back on.
  private static final int LEARNED_FIRST = 40_320;

  /// Parts of the shortest season that two regressions are apart at most: what a day tells of 16
  /// hours ahead it does not tell of 20.
  private static final int FINE = 100;

  /// How far ahead that holds.
  private static final int NEAR = 96;

  private static final int SOLVE_EVERY = 64;
  private static final double ROBUST = 3;

  private final Duration step;
  private final List<Integer> seasons;
  private final int[] ahead;
  private final Course course;
  private Rows rows;
  private List<Integer> active = List.of();
  private Regression[] regressions = new Regression[0];
  private final Spread[] spreads;

  /// For each regression its forecasts whose outcomes are to come, by origin, in a ring.
  private final Spread.Promise[][] promises;

  private int turn;
  private double[] row = new double[0];
  private Optional<Instant> last = Optional.empty();
  private double least = Double.POSITIVE_INFINITY;

  /// @param step from point to point, above zero
  /// @param seasons lengths of the seasons in steps, growing, each at least 2
  /// @param horizon how many steps ahead it is asked for at most, at least 1
  public LiveForecaster(Duration step, List<Integer> seasons, int horizon) {
    this.step = step;
    this.seasons = List.copyOf(seasons);
    ahead = steps(horizon, seasons.isEmpty() ? horizon : Math.max(1, seasons.getFirst() / FINE));
    int longest = seasons.isEmpty() ? 0 : seasons.getLast();
    course = new Course(Math.max(KEPT, 2 * longest + LEARNED_FIRST));
    rows = new Rows(course, List.of());
    spreads = new Spread[ahead.length];
    promises = new Spread.Promise[ahead.length][];
    learnAnew();
  }

  /// @param apart how far from each other at most, up to a day of quarters of an hour
  private static int[] steps(int horizon, int apart) {
    SortedSet<Integer> steps = new TreeSet<>(List.of(horizon));
    for (int base = 1; base < horizon; base *= 2) {
      steps.add(base);
      int half = base + base / 2;
      if (base > 1 && half < horizon) {
        steps.add(half);
      }
    }
    for (int step = 1; step < Math.min(horizon, NEAR); step++) {
      if (step - steps.headSet(step).stream().reduce(0, (_, last) -> last) >= apart) {
        steps.add(step);
      }
    }
    return steps.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Takes in a whole history; to be called first, if at all.
  public void learn(TimeSeries history) {
    int from = Math.max(0, history.length() - KEPT);
    for (int i = from; i < history.length(); i++) {
      keep(history.at(i));
    }
    if (history.length() > 0) {
      last = Optional.of(history.stamp(history.length() - 1));
    }
    learnAnew();
  }

  /// Takes in the point after the last.
  ///
  /// @param stamp its own
  /// @param value NaN if it was not observed
  public void observe(Instant stamp, double value) {
    keep(value);
    last = Optional.of(stamp);
    if (!usable().equals(active)) {
      learnAnew();
    } else {
      learn(course.length() - 1);
    }
  }

  private void keep(double value) {
    boolean seen = !Double.isNaN(value);
    double filled = seen ? value : likely();
    least = seen ? Math.min(least, value) : least;
    course.add(filled, seen);
  }

  /// What was forecast for a point that was not observed.
  private double likely() {
    int origin = course.length() - 1;
    if (origin < 0) {
      return 0;
    }
    return course.length() > rows.first() && regressions[0].ready()
        ? point(0, 1, origin)
        : course.at(origin);
  }

  private List<Integer> usable() {
    return seasons.stream().filter(season -> course.length() >= 2 * season + season / 2).toList();
  }

  private void learnAnew() {
    active = usable();
    rows = new Rows(course, active);
    row = new double[rows.width()];
    regressions = new Regression[ahead.length];
    int longest = active.isEmpty() ? 1_000 : active.getLast();
    double forget = Math.exp(-Math.log(2) / Math.max(4.0 * longest, 2_000));
    for (int i = 0; i < ahead.length; i++) {
      regressions[i] = new Regression(rows.width(), forget);
      spreads[i] = new Spread(ahead[i]);
      promises[i] = new Spread.Promise[ahead[i]];
      Arrays.fill(promises[i], Spread.Promise.NONE);
    }
    int from = Math.max(rows.first(), course.length() - LEARNED_FIRST);
    for (int origin = from; origin < course.length(); origin++) {
      learn(origin);
    }
  }

  /// The value at a step is the outcome of the forecasts that were made for it, and the origin of
  /// others.
  private void learn(int now) {
    boolean seen = course.isObserved(now);
    for (int i = 0; i < ahead.length; i++) {
      int slot = turn % ahead[i];
      int origin = now - ahead[i];
      if (seen && origin >= rows.first() && course.isObserved(origin)) {
        settle(i, origin, promises[i][slot], course.at(now));
      }
      promises[i][slot] =
          seen && now >= rows.first() && regressions[i].ready()
              ? spreads[i].promise(point(i, ahead[i], now))
              : Spread.Promise.NONE;
    }
    turn++;
  }

  private void settle(int i, int origin, Spread.Promise promise, double outcome) {
    Regression regression = regressions[i];
    double weight = 1;
    if (promise.made()) {
      weight = spreads[i].weight(promise.forecast(), outcome, ROBUST);
      spreads[i].add(promise, outcome);
    }
    rows.fill(origin, ahead[i], row);
    regression.add(row, outcome - rows.base(origin), weight);
    if (regression.rows() % SOLVE_EVERY == 0 || regression.rows() == 3 * rows.width()) {
      regression.solve();
    }
  }

  private double limited(double value) {
    return least >= 0 ? Math.max(0, value) : value;
  }

  private double point(int index, int h, int origin) {
    rows.fill(origin, h, row);
    return limited(rows.base(origin) + regressions[index].predict(row));
  }

  /// The quantiles from the last point on.
  ///
  /// @param horizon in steps, at most that of the constructor
  /// @param levels growing, each above 0 and below 1
  /// @return absent: too little has been seen to tell how wrong it would be
  public Optional<Forecast> forecast(int horizon, List<Double> levels) {
    if (last.isEmpty() || course.length() <= rows.first() || !ready(horizon)) {
      return Optional.empty();
    }
    int origin = course.length() - 1;
    List<List<Double>> values = new ArrayList<>(horizon);
    int next = 0;
    for (int h = 1; h <= horizon; h++) {
      while (ahead[next] < h) {
        next++;
      }
      values.add(quantiles(next, h, origin, levels));
    }
    return Optional.of(new Forecast(last.get(), step, levels, values));
  }

  private boolean ready(int horizon) {
    for (int i = 0; i < ahead.length && (i == 0 || ahead[i - 1] < horizon); i++) {
      if (!spreads[i].ready()) {
        return false;
      }
    }
    return true;
  }

  /// Of a step between two that have regressions both are asked about that very step, and what they
  /// say counts by how near they are: what was seen a season before the step is in their rows, so
  /// the course in between is that of the season and no straight line.
  private List<Double> quantiles(int next, int h, int origin, List<Double> levels) {
    int before = Math.max(0, next - 1);
    double part = next == before ? 1 : (h - ahead[before]) / (double) (ahead[next] - ahead[before]);
    double far = point(next, h, origin);
    double point = part == 1 ? far : part * far + (1 - part) * point(before, h, origin);
    List<Double> values = new ArrayList<>(levels.size());
    double least = Double.NEGATIVE_INFINITY;
    for (double level : levels) {
      double value = spreads[next].quantile(point, level);
      if (part < 1) {
        value = part * value + (1 - part) * spreads[before].quantile(point, level);
      }
      least = Math.max(least, limited(value));
      values.add(least);
    }
    return values;
  }
}
