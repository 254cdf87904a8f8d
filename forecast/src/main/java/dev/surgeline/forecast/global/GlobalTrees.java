package dev.surgeline.forecast.global;

import dev.surgeline.forecast.tree.Boosting;
import dev.surgeline.forecast.tree.Forest;
import dev.surgeline.forecast.tree.Loss;
import dev.surgeline.forecast.tree.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// Boosted trees grown on all the given series together: one forest answers for every series and
/// every step ahead.
///
/// A row is an origin of a series and a step ahead of it (the golden section of the row's number
/// tells which); each origin has four rows, or fewer, evenly drawn, where these are more than are
/// wanted. There are two forests: one that has not seen the series' held-out ends, for how good the
/// trees are at origins inside them, and one of everything, which forecasts.
///
/// Source: one forest over all series, on lags and rolling means, as most of the best did in the M5
/// competition (Makridakis, Spiliotis and Assimakopoulos 2022); each origin is scaled by its own
/// level and spread as in Smyl's ES-RNN (2020).
public final class GlobalTrees implements PointForecast {
  /// Fewer series teach no more than each knows of itself.
  public static final int SERIES_MIN = 16;

  /// Steps of a series that are learned from, the newest.
  private static final int STEPS_MAX = 6_000;

  private static final int ROWS_EACH = 4;
  private static final double GOLDEN = 0.6180339887498949;
  private static final int DEPTH = 7;
  private static final int LEAF_MIN = 100;

  /// In spreads.
  private static final double HUBER = 0.5;

  private final Terms terms;
  private final Forest early;
  private final Forest all;

  private GlobalTrees(Terms terms, Forest early, Forest all) {
    this.terms = terms;
    this.early = early;
    this.all = all;
  }

  /// How much work the trees are worth.
  ///
  /// @param rows that are learned from at most
  /// @param trees of each forest
  /// @param rate how much of each tree counts
  public record Size(int rows, int trees, double rate) {
    public Size {
      if (rows < 1) {
        throw new IllegalArgumentException("trees learn from a row at least");
      }
    }

    /// Less than a minute of a core for the M4 competition's hourly series.
    public static final Size STANDARD = new Size(350_000, 800, 0.05);

    /// Some minutes.
    public static final Size HIGH = new Size(700_000, 2_000, 0.03);
  }

  /// What training is to go by.
  ///
  /// @param horizon steps ahead, at least 1
  /// @param heldOut steps at each series' end that the early trees do not see
  /// @param seed of all chance in it
  public record Terms(Seasons seasons, int horizon, int heldOut, long seed, Size size) {
    public Terms {
      if (horizon < 1 || heldOut < 0) {
        throw new IllegalArgumentException("trees look a step ahead at least");
      }
    }
  }

  /// Whether there is enough to learn from: sixteen series at least that without their held-out
  /// ends are long enough for one origin and the horizon after it.
  public static boolean suits(List<double[]> series, Terms terms) {
    long least = (long) Figures.first(terms.seasons()) + terms.horizon() + terms.heldOut();
    return series.stream().filter(values -> values.length >= least).count() >= SERIES_MIN;
  }

  /// Grows them, on all cores; the same bytes however many there are.
  ///
  /// @param series values without gaps, each in a unit of its own
  /// @throws IllegalArgumentException if they do not suit
  /// @throws CancellationException if interrupted; the interrupt stays set
  public static GlobalTrees train(List<double[]> series, Terms terms, Progress progress) {
    if (!suits(series, terms)) {
      throw new IllegalArgumentException("the series are too few or too short to grow trees on");
    }
    AtomicInteger grown = new AtomicInteger();
    Runnable count =
        () -> progress.done("trees", grown.incrementAndGet(), 2 * terms.size().trees());
    Forest early = forest(series, terms, terms.heldOut(), count);
    return new GlobalTrees(terms, early, forest(series, terms, 0, count));
  }

  private static Forest forest(List<double[]> series, Terms terms, int heldOut, Runnable grown) {
    List<LogSeries> logs =
        series.stream()
            .filter(values -> values.length > heldOut)
            .map(values -> newest(values, values.length - heldOut))
            .map(values -> new LogSeries(values, terms.seasons()))
            .toList();
    Lessons lessons = new Lessons(logs, terms);
    double[] targets = new double[lessons.count()];
    double[] weights = new double[lessons.count()];
    lessons.tell(targets, weights);
    var sample = new Boosting.Sample(0.5, 0.5, terms.seed());
    var loss = new Loss.Huber(HUBER);
    Size size = terms.size();
    var boosting = new Boosting(size.trees(), size.rate(), DEPTH, LEAF_MIN, 0, loss, sample);
    return boosting.fit(lessons, targets, weights, grown);
  }

  private static double[] newest(double[] values, int end) {
    return Arrays.copyOfRange(values, Math.max(0, end - STEPS_MAX), end);
  }

  /// @return nothing where the past is too short to see enough of
  @Override
  public double[] forecast(double[] past) {
    return forecast(past, all);
  }

  /// The same by the trees that have not seen the series' held-out ends: for pasts that end within
  /// them.
  public PointForecast early() {
    return past -> forecast(past, early);
  }

  private double[] forecast(double[] past, Forest forest) {
    if (past.length < Figures.first(terms.seasons())) {
      return new double[0];
    }
    LogSeries series = new LogSeries(past, terms.seasons());
    Figures figures = new Figures(series, terms.seasons(), past.length);
    double[][] rows = new double[terms.horizon()][Figures.COUNT];
    for (int ahead = 0; ahead < rows.length; ahead++) {
      figures.write(ahead, rows[ahead]);
    }
    double[] logs = forest.answers(rows);
    for (int ahead = 0; ahead < logs.length; ahead++) {
      logs[ahead] = figures.log(ahead, logs[ahead]);
    }
    return series.values(logs);
  }

  /// All rows that are learned from.
  private static final class Lessons implements Rows {
    private final List<LogSeries> series;
    private final Terms terms;
    private final int first;

    /// How many origins the series before each have.
    private final long[] before;

    private final int count;

    Lessons(List<LogSeries> series, Terms terms) {
      this.series = series;
      this.terms = terms;
      this.first = Figures.first(terms.seasons());
      this.before = new long[series.size() + 1];
      for (int i = 0; i < series.size(); i++) {
        before[i + 1] = before[i] + Math.max(0, series.get(i).length() - first);
      }
      this.count = (int) Math.min(terms.size().rows(), ROWS_EACH * before[series.size()]);
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public int figures() {
      return Figures.COUNT;
    }

    private long place(int row) {
      return (long) ((row + 0.5) / count * before[series.size()]);
    }

    private int which(long place) {
      int found = Arrays.binarySearch(before, place);
      int which = found < 0 ? -found - 2 : found;
      while (before[which + 1] == place) {
        which++;
      }
      return which;
    }

    private int origin(long place, int which) {
      return first + (int) (place - before[which]);
    }

    /// From 0 on, no further than is known.
    private int ahead(int row, int which, int origin) {
      int known = Math.min(terms.horizon(), series.get(which).length() - origin);
      return (int) (row * GOLDEN % 1 * known);
    }

    @Override
    public void write(int row, double[] figures) {
      long place = place(row);
      int which = which(place);
      int origin = origin(place, which);
      new Figures(series.get(which), terms.seasons(), origin)
          .write(ahead(row, which, origin), figures);
    }

    /// What the answers ought to be and what they count, on average 1.
    void tell(double[] targets, double[] weights) {
      Weights worth = new Weights(series);
      double sum = 0;
      for (int row = 0; row < count; row++) {
        long place = place(row);
        int which = which(place);
        int origin = origin(place, which);
        LogSeries one = series.get(which);
        Figures figures = new Figures(one, terms.seasons(), origin);
        int ahead = ahead(row, which, origin);
        targets[row] = figures.target(ahead);
        weights[row] = worth.of(which, one.lifted(figures.base(ahead)), figures.spread());
        sum += weights[row];
      }
      for (int row = 0; row < count; row++) {
        weights[row] *= count / sum;
      }
    }
  }
}
