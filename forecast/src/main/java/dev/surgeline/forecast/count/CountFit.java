package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.Arrays;

/// The regression with its level, learned from a history and following it.
///
/// The seasonal rates are fitted again and again over the last two years, two weeks apart, and each
/// fit forecasts the two weeks after it at origins five hours apart. From these the response to the
/// levels, the weight of the rates and the spread are learned.
final class CountFit implements Follower {
  /// In years: a long memory first; what a short one adds to it is weighed by [LevelResponse].
  private static final double[] HALF_LIVES = {3, 1};

  private static final int OTHERS = HALF_LIVES.length - 1;
  private static final double BLOCK_HOURS = 336;
  private static final double APART_HOURS = 5;
  private static final int AHEADS = 16;
  private static final int EXAMPLES_MAX = 100_000;
  // An irrational turn: the steps ahead that are looked at differ from origin to origin.
  private static final double TURN = 0.6180339887498949;

  private final Clock clock;
  private final int horizon;
  private final double[] levels;
  private final Examples examples;
  private final LevelResponse.Decay decay;
  private double[] counts;
  private int end;
  private SeasonalRate[] rates = new SeasonalRate[HALF_LIVES.length];
  private Stretch stretch;
  private LevelResponse response;
  private CountSpread spread;
  private int learnedAt;
  private int turns;

  /// @param history long enough: see [CountForecaster#suits]
  CountFit(TimeSeries history, Question question) {
    Calendar calendar = question.calendar();
    this.clock = new Clock(history.start(), history.step(), calendar);
    this.counts = history.values();
    this.end = counts.length;
    this.horizon = question.horizon();
    this.levels = question.levels().stream().mapToDouble(Double::doubleValue).toArray();
    this.decay = new LevelResponse.Decay(Math.min(1, clock.stepHours()));
    this.examples = new Examples(EXAMPLES_MAX, OTHERS, decay);
    double years = question.effort() == Effort.FAST ? 0.5 : 2;
    int block = clock.steps(BLOCK_HOURS);
    int earliest = clock.steps(Stretch.LONGEST_HOURS);
    int first = Math.max(earliest, end - clock.steps(years * SeasonalRate.YEAR_HOURS));
    int start = end - (end - first) / block * block;
    Arrays.setAll(rates, i -> SeasonalRate.fit(clock, calendar, HALF_LIVES[i], counts, start));
    for (int from = start; from < end; from += block) {
      if (from > start) {
        refit(from, false);
      }
      var past = new Stretch(rates, clock, counts, from);
      for (int i = from; i < from + block; i++) {
        past.observe(counts[i]);
      }
      collect(past, from);
    }
    refit(end, true);
    this.stretch = new Stretch(rates, clock, counts, end);
    this.response = LevelResponse.fit(examples, OTHERS, decay);
    this.spread = CountSpread.chosen(examples, response);
    this.learnedAt = end;
  }

  @Override
  public void relearn() {
    collect(stretch, learnedAt);
    refit(end, true);
    stretch = new Stretch(rates, clock, counts, end);
    response = LevelResponse.fit(examples, OTHERS, decay);
    spread = CountSpread.chosen(examples, response);
    learnedAt = end;
  }

  private void refit(int at, boolean ridgesToo) {
    SeasonalRate[] refitted = new SeasonalRate[rates.length];
    for (int i = 0; i < rates.length; i++) {
      refitted[i] = rates[i].refit(counts, at, ridgesToo);
    }
    rates = refitted;
  }

  private void collect(Stretch past, int from) {
    double[] then = new double[Stretch.WINDOWS];
    double[] others = new double[OTHERS];
    int most = Math.min(horizon, clock.steps(Stretch.LONGEST_HOURS));
    for (int origin = from; origin < past.end(); origin += clock.steps(APART_HOURS)) {
      past.levels(origin, then);
      turns++;
      int before = 0;
      for (int i = 0; i < AHEADS; i++) {
        double place = (i + turns * TURN % 1) / AHEADS;
        int ahead = 1 + (int) (most * place * Math.sqrt(place));
        int to = origin + ahead - 1;
        if (ahead > before && to < end && !Double.isNaN(counts[to])) {
          past.others(to, others);
          examples.add(then, others, ahead, past.expected(to), counts[to]);
        }
        before = ahead;
      }
    }
  }

  @Override
  public void observe(double value) {
    if (end == counts.length) {
      counts = Arrays.copyOf(counts, end + end / 4 + 16);
    }
    counts[end] = value;
    end++;
    stretch.observe(value);
  }

  @Override
  public Ahead forecast() {
    double[] now = new double[Stretch.WINDOWS];
    double[] others = new double[OTHERS];
    double[] means = new double[horizon];
    double[][] quantiles = new double[horizon][];
    stretch.levels(end, now);
    for (int ahead = 1; ahead <= horizon; ahead++) {
      int to = end + ahead - 1;
      stretch.others(to, others);
      double mean = stretch.expected(to) * Math.exp(response.shift(now, others, ahead));
      means[ahead - 1] = mean;
      quantiles[ahead - 1] = spread.quantiles(mean, levels);
    }
    return new Ahead(means, quantiles);
  }

  /// How much wider than Poisson counts spread: see [CountSpread].
  double wider() {
    return spread.wider();
  }
}
