package dev.surgeline.forecast.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PoolForecasterTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.9, 0.975);

  private static TimeSeries series(Duration step, int length, IntToDoubleFunction value) {
    return new TimeSeries(
        "s", Instant.EPOCH, step, IntStream.range(0, length).mapToDouble(value).toArray());
  }

  private static Question question(int horizon, Effort effort, Integer... seasons) {
    return new Question(horizon, List.of(seasons), LEVELS, effort, Calendar.UTC);
  }

  private static Prediction predict(TimeSeries series, Question question) {
    Prediction prediction = new PoolForecaster().predict(series, question);
    assertEquals(question.horizon(), prediction.forecast().values().size());
    for (List<Double> point : prediction.forecast().values()) {
      for (int i = 0; i < point.size(); i++) {
        assertTrue(Double.isFinite(point.get(i)), () -> "not a number: " + point);
        assertTrue(i == 0 || point.get(i) >= point.get(i - 1), () -> "falls: " + point);
      }
    }
    double sum = prediction.members().stream().mapToDouble(Prediction.Member::weight).sum();
    assertEquals(1, sum, 1e-9);
    return prediction;
  }

  private static double clinic(int t) {
    boolean weekend = t / 24 % 7 >= 5;
    return (100 + 50 * Math.sin(2 * Math.PI * t / 24)) * (weekend ? 0.65 : 1);
  }

  private static TimeSeries noisy(int seed, int length) {
    Random chance = new Random(seed);
    return series(HOUR, length, t -> clinic(t) * Math.exp(0.05 * chance.nextGaussian()));
  }

  @Test
  void theWeekIsFoundWhereOnlyTheDayWasAsked() {
    for (Effort effort : List.of(Effort.FAST, Effort.STANDARD)) {
      Prediction prediction =
          predict(series(HOUR, 24 * 33, PoolForecasterTest::clinic), question(48, effort, 24));
      for (int h = 0; h < 48; h++) {
        double middle = prediction.forecast().values().get(h).get(2);
        assertEquals(clinic(24 * 33 + h), middle, 1, effort + " at " + h);
      }
    }
  }

  @Test
  void intervalsHoldWhatTheyPromise() {
    int within80 = 0;
    int within95 = 0;
    int outcomes = 0;
    for (int seed = 0; seed < 40; seed++) {
      TimeSeries whole = noisy(seed, 24 * 30);
      Prediction prediction = predict(whole.between(0, 24 * 29), question(24, Effort.FAST, 24));
      for (int h = 0; h < 24; h++) {
        List<Double> point = prediction.forecast().values().get(h);
        double came = whole.at(24 * 29 + h);
        within95 += came >= point.get(0) && came <= point.get(4) ? 1 : 0;
        within80 += came >= point.get(1) && came <= point.get(3) ? 1 : 0;
        outcomes++;
      }
    }
    assertEquals(0.95, (double) within95 / outcomes, 0.03);
    assertEquals(0.80, (double) within80 / outcomes, 0.07);
  }

  /// Sixty values are sixteen origins at most, of which half of what follows overlaps.
  @Test
  void onShortHistoriesTheyHoldItToo() {
    Random chance = new Random(5);
    int within80 = 0;
    int within95 = 0;
    int runs = 150;
    for (int run = 0; run < runs; run++) {
      double[] noise = chance.doubles(66).map(_ -> 100 + 10 * chance.nextGaussian()).toArray();
      Prediction made = predict(series(HOUR, 60, t -> noise[t]), question(6, Effort.FAST));
      for (int h = 0; h < 6; h++) {
        List<Double> point = made.forecast().values().get(h);
        double came = noise[60 + h];
        within80 += point.get(1) <= came && came <= point.get(3) ? 1 : 0;
        within95 += point.get(0) <= came && came <= point.get(4) ? 1 : 0;
      }
    }
    assertEquals(0.8, within80 / (6.0 * runs), 0.03);
    assertEquals(0.95, within95 / (6.0 * runs), 0.02);
  }

  @Test
  void theBacktestStandsBesideTheNaiveOnes() {
    Prediction.Backtest backtest =
        predict(noisy(1, 700), question(48, Effort.FAST, 24)).backtest().orElseThrow();
    assertEquals(11, backtest.origins(), "the first has none before it to learn from");
    assertTrue(backtest.mase() < backtest.seasonalNaive(), backtest::toString);
    assertTrue(backtest.seasonalNaive() < backtest.persistence(), backtest::toString);
    assertEquals(0.95, backtest.coverage95(), 0.04);
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    Question question = question(24, Effort.STANDARD, 24);
    Prediction once = new PoolForecaster().predict(noisy(3, 500), question);
    assertEquals(once, new PoolForecaster().predict(noisy(3, 500), question));
  }

  @Test
  void anyLengthFromTwoValuesUp() {
    for (int length : new int[] {2, 3, 4, 5, 7, 10, 15, 24, 30, 49, 72, 100, 200, 340, 505}) {
      for (Effort effort : List.of(Effort.FAST, Effort.STANDARD)) {
        predict(noisy(5, length), question(48, effort, 24));
        predict(noisy(5, length), question(1, effort));
        predict(noisy(5, length), question(13, effort, 7));
      }
    }
    TimeSeries one = noisy(5, 1);
    Question question = question(3, Effort.FAST);
    assertEquals(
        "a forecast needs at least two observed values; the series s has 1",
        assertThrows(
                IllegalArgumentException.class, () -> new PoolForecaster().predict(one, question))
            .getMessage());
  }

  @Test
  void constantZeroNegativeAndSpikedSeriesAreForecast() {
    for (Effort effort : List.of(Effort.FAST, Effort.STANDARD)) {
      Question question = question(24, effort, 24);
      List<Double> seven = predict(series(HOUR, 400, _ -> 7), question).forecast().values().get(9);
      assertEquals(7, seven.get(0), 1e-6);
      assertEquals(7, seven.get(4), 1e-6);
      List<Double> zero = predict(series(HOUR, 400, _ -> 0), question).forecast().values().get(9);
      assertEquals(0, zero.get(0), 1e-6);
      assertEquals(0, zero.get(4), 1e-6);
      predict(series(HOUR, 400, t -> clinic(t) - 100), question);
      predict(series(HOUR, 400, t -> t == 200 ? 1e9 : clinic(t)), question);
      predict(series(HOUR, 400, t -> t % 50 == 0 ? 1 : 0), question);
      predict(series(HOUR, 400, t -> 1e-300 * (2 + t % 24)), question);
      predict(series(HOUR, 400, t -> 1e250 * (2 + t % 24)), question);
    }
  }

  @Test
  void gapsAreFilled() {
    double[] values = noisy(6, 600).values();
    Arrays.fill(values, 0, 5, Double.NaN);
    Arrays.fill(values, 300, 340, Double.NaN);
    values[599] = Double.NaN;
    TimeSeries holed = new TimeSeries("holed", Instant.EPOCH, HOUR, values);
    Prediction prediction = predict(holed, question(24, Effort.FAST, 24));
    assertEquals(holed.stamp(600), prediction.forecast().madeAt(), "where the last step ends");
  }

  @Test
  void minutesAndDaysHaveTheirOwnSeasons() {
    TimeSeries minutes =
        series(Duration.ofMinutes(5), 288 * 22, t -> 50 + 20 * Math.sin(2 * Math.PI * t / 288));
    Prediction soon = predict(minutes, question(12, Effort.FAST));
    assertEquals(50, soon.forecast().values().getFirst().get(2), 1);
    TimeSeries days = series(Duration.ofDays(1), 200, t -> t % 7 < 5 ? 80 : 30);
    Prediction week = predict(days, question(14, Effort.STANDARD));
    for (int h = 0; h < 14; h++) {
      assertEquals((200 + h) % 7 < 5 ? 80 : 30, week.forecast().values().get(h).get(2), 2);
    }
  }

  @Test
  void companionsAndPoolHaveEqualSay() {
    TimeSeries flat = series(HOUR, 200, t -> t % 2 == 0 ? 100 : 100.01);
    List<Companion> two = List.of(constant("nets", 121), constant("trees", 130));
    Prediction both = new PoolForecaster(two).predict(flat, question(5, Effort.FAST));
    double third = Math.cbrt(100 * 121 * 130);
    assertEquals(third, both.forecast().values().getFirst().get(2), 0.1);
    Prediction one = new PoolForecaster(two.subList(0, 1)).predict(flat, question(5, Effort.FAST));
    assertEquals(110, one.forecast().values().getFirst().get(2), 0.1);
    assertEquals(new Prediction.Member("nets", 0.5), one.members().getFirst());
  }

  private static Companion constant(String name, double value) {
    return new Companion() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double[] course(TimeSeries history, int horizon) {
        double[] course = new double[horizon];
        Arrays.fill(course, value);
        return course;
      }
    };
  }
}
