package dev.surgeline.forecast.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.measure.Accuracy;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What the ensemble says of its own accuracy, beside what then comes.
final class JudgedTest {
  private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.9, 0.975);

  private static TimeSeries series(double[] values) {
    return new TimeSeries("s", Instant.EPOCH, Duration.ofHours(1), values);
  }

  /// Means over many series.
  private static final class Tally {
    private int series;
    private int outcomes;
    private double said;
    private double saidWithin80;
    private double was;
    private double within80;
    private List<String> notes = List.of();

    /// @param values of which the last steps are to come
    void add(double[] values, int horizon, int season) {
      int now = values.length - horizon;
      double[] known = Arrays.copyOf(values, now);
      var question = new Question(horizon, List.of(), LEVELS, Effort.FAST, Calendar.UTC);
      Prediction made = new PoolForecaster().predict(series(known), question);
      Prediction.Backtest test = made.backtest().orElseThrow();
      double[] middle = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        List<Double> point = made.forecast().values().get(h);
        middle[h] = point.get(2);
        double came = values[now + h];
        if (!Double.isNaN(came)) {
          outcomes++;
          within80 += point.get(1) <= came && came <= point.get(3) ? 1 : 0;
        }
      }
      double[] came = Arrays.copyOfRange(values, now, values.length);
      was += Accuracy.mase(came, middle, Accuracy.seasonalScale(known, season));
      said += test.mase();
      saidWithin80 += test.coverage80();
      series++;
      notes = made.notes();
    }
  }

  private static Tally tally(int length, int horizon, int season, UnaryOperator<double[]> made) {
    var tally = new Tally();
    for (int i = 0; i < 100; i++) {
      tally.add(made.apply(new double[length]), horizon, season);
    }
    return tally;
  }

  /// What fills a gap is neither an outcome nor told by one.
  @Test
  void whereHalfIsMissingItErrsAsItSaysItDoes() {
    var chance = new Random(7);
    Tally tally =
        tally(
            24 * 32,
            48,
            24,
            values -> {
              Arrays.setAll(
                  values,
                  t -> {
                    double value = 1000 + 500 * Math.sin(2 * Math.PI * t / 24);
                    double noisy = value + 50 * chance.nextGaussian();
                    return chance.nextBoolean() ? noisy : Double.NaN;
                  });
              values[0] = 1000;
              return values;
            });
    assertEquals(tally.was / tally.series, tally.said / tally.series, 0.06);
    assertTrue(tally.was / tally.series < 0.83, () -> "error " + tally.was / tally.series);
    assertEquals(0.8, tally.within80 / tally.outcomes, 0.04);
    assertEquals(0.8, tally.saidWithin80 / tally.series, 0.06);
  }

  private static double[] walk(Random chance, double[] values) {
    double at = 1000;
    for (int t = 0; t < values.length; t++) {
      at += 5 * chance.nextGaussian();
      values[t] = at;
    }
    return values;
  }

  /// Beyond what could be tested a random walk goes on walking.
  @Test
  void furtherAheadThanTheHistoryTellsIntervalsGrowAndItIsSaid() {
    var chance = new Random(3);
    Tally tally = tally(60 + 240, 240, 24, values -> walk(chance, values));
    assertTrue(tally.within80 / tally.outcomes > 0.6, () -> "" + tally.within80 / tally.outcomes);
    assertTrue(
        tally.notes.getLast().startsWith("Of 240 steps ahead 18 could be tested"),
        () -> "notes " + tally.notes);
  }

  @Test
  void intervalsAreJudgedByWhatTheyWereMeasuredOnBefore() {
    var chance = new Random(4);
    Tally tally = tally(200 + 200, 200, 24, values -> walk(chance, values));
    double held = tally.within80 / tally.outcomes;
    double said = tally.saidWithin80 / tally.series;
    // Widths from the very errors that they are to hold held 82% of them, and 59% of what came.
    assertEquals(held, said, 0.1, "held as said");
  }
}
