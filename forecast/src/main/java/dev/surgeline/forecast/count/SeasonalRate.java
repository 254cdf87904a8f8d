package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import java.util.Arrays;

/// What the calendar alone leads to expect: a Poisson regression with log link on
/// [SeasonalDesign]'s columns, in which what lies a half-life back counts half and what lies more
/// than three back not at all.
final class SeasonalRate {
  static final double YEAR_HOURS = 8766;

  private static final double HALF_LIVES = 3;
  private static final int RIDGE_ROUNDS = 4;
  // Where the learning of ridges starts, group by group.
  private static final double[] RIDGES = {1e-6, 1, 1, 100, 50, 400, 400, 50};

  private final Clock clock;
  private final Calendar calendar;
  private final double halfLife;
  private final SeasonalDesign design;
  private final double[] coefficients;
  private final double[] ridges;
  private final int[] at;
  private final double[] x;

  private SeasonalRate(
      Clock clock, Calendar calendar, double halfLife, SeasonalDesign design, PoissonRidge fitted) {
    this.clock = clock;
    this.calendar = calendar;
    this.halfLife = halfLife;
    this.design = design;
    this.coefficients = fitted.coefficients();
    this.ridges = fitted.ridges();
    this.at = new int[design.columns()];
    this.x = new double[design.columns()];
  }

  /// Learns from what came before a step.
  ///
  /// @param halfLife in years
  /// @param counts NaN where nothing was observed
  static SeasonalRate fit(
      Clock clock, Calendar calendar, double halfLife, double[] counts, int end) {
    var design = new SeasonalDesign(clock.slots(), calendar, annual(clock, end), year(clock, end));
    var rows = new Cells(clock, design, halfLife, counts, end);
    double[] start = new double[design.columns()];
    start[0] = Math.log(Math.max(rows.mean(), 1e-6));
    var regression = new PoissonRidge(firsts(design), RIDGES, start);
    regression.fit(rows);
    for (int round = 0; round < RIDGE_ROUNDS; round++) {
      regression.learnRidges();
      regression.fit(rows);
    }
    return new SeasonalRate(clock, calendar, halfLife, design, regression);
  }

  /// Learns anew, from where it stands: much quicker.
  ///
  /// @param ridgesToo whether the ridges are learned anew as well
  SeasonalRate refit(double[] counts, int end, boolean ridgesToo) {
    if (!design.fits(annual(clock, end), year(clock, end))) {
      return fit(clock, calendar, halfLife, counts, end);
    }
    var rows = new Cells(clock, design, halfLife, counts, end);
    var regression = new PoissonRidge(firsts(design), ridges, coefficients);
    regression.fit(rows);
    if (ridgesToo) {
      regression.learnRidges();
      regression.fit(rows);
    }
    return new SeasonalRate(clock, calendar, halfLife, design, regression);
  }

  private static boolean annual(Clock clock, int end) {
    return end > clock.steps(1.1 * YEAR_HOURS);
  }

  private static boolean year(Clock clock, int end) {
    return end > clock.steps(YEAR_HOURS);
  }

  private static int[] firsts(SeasonalDesign design) {
    int[] firsts = new int[SeasonalDesign.GROUPS + 1];
    Arrays.setAll(firsts, design::first);
    return firsts;
  }

  /// The expected count of a step.
  double mean(int index) {
    int n = design.row(clock.day(index), clock.slot(index), at, x);
    double linear = 0;
    for (int i = 0; i < n; i++) {
      linear += x[i] * coefficients[at[i]];
    }
    return Math.exp(Math.clamp(linear, -50, 50));
  }

  /// The same without what holidays bring: what the day would have been.
  double meanOfPlainDay(int index) {
    int n = design.row(clock.day(index), clock.slot(index), at, x);
    double linear = 0;
    for (int i = 0; i < n && at[i] < design.first(7); i++) {
      linear += x[i] * coefficients[at[i]];
    }
    return Math.exp(Math.clamp(linear, -50, 50));
  }

  /// Steps of one slot of one day are one row: sums of Poisson counts are Poisson counts.
  private static final class Cells implements PoissonRidge.Rows {
    private final SeasonalDesign design;
    private final int[] days;
    private final int[] slots;
    private final double[] sums;
    private final double[] steps;
    private final double[] weights;
    private int size;

    Cells(Clock clock, SeasonalDesign design, double halfLife, double[] counts, int end) {
      this.design = design;
      int from = Math.max(0, end - clock.steps(HALF_LIVES * halfLife * YEAR_HOURS));
      this.days = new int[end - from];
      this.slots = new int[end - from];
      this.sums = new double[end - from];
      this.steps = new double[end - from];
      this.weights = new double[end - from];
      double age = clock.stepHours() / YEAR_HOURS / halfLife;
      for (int i = from; i < end; i++) {
        if (!Double.isNaN(counts[i])) {
          add(clock.day(i), clock.slot(i), counts[i], Math.pow(0.5, age * (end - i)));
        }
      }
    }

    private void add(int day, int slot, double count, double weight) {
      if (size == 0 || days[size - 1] != day || slots[size - 1] != slot) {
        days[size] = day;
        slots[size] = slot;
        weights[size] = weight;
        size++;
      }
      sums[size - 1] += count;
      steps[size - 1]++;
    }

    double mean() {
      double sum = 0;
      double over = 0;
      for (int i = 0; i < size; i++) {
        sum += sums[i];
        over += steps[i];
      }
      return sum / Math.max(1, over);
    }

    @Override
    public int count() {
      return size;
    }

    @Override
    public int row(int index, int[] at, double[] x) {
      return design.row(days[index], slots[index], at, x);
    }

    @Override
    public double weight(int index) {
      return weights[index];
    }

    @Override
    public double count(int index) {
      return sums[index];
    }

    @Override
    public double exposure(int index) {
      return steps[index];
    }
  }
}
