package dev.surgeline.forecast.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.ensemble.PoolForecaster;
import dev.surgeline.forecast.live.LiveLearner;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RollingOriginsTest {
  private static final Question TWO_AHEAD =
      new Question(2, List.of(), List.of(0.5), Effort.STANDARD, Calendar.UTC);

  private static TimeSeries counting(int length) {
    return of(IntStream.range(0, length).asDoubleStream().toArray());
  }

  private static TimeSeries of(double... values) {
    return new TimeSeries("", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(1), values);
  }

  /// Says what it was told, and when.
  private record Witness(List<String> told) implements Learner, Follower {
    @Override
    public String name() {
      return "witness";
    }

    @Override
    public Follower learn(TimeSeries history, Question question) {
      told.add("learn " + history.length());
      return this;
    }

    @Override
    public void observe(double value) {
      told.add("observe " + (int) value);
    }

    @Override
    public void relearn() {
      told.add("relearn");
    }

    @Override
    public Ahead forecast() {
      told.add("forecast");
      return new Ahead(new double[2], new double[2][1]);
    }
  }

  @Test
  void eachForecastKnowsWhatCameBeforeItsOriginAndNoMore() {
    var witness = new Witness(new ArrayList<>());
    Score score = new RollingOrigins(3, 2, 4).run(counting(9), TWO_AHEAD, witness, _ -> {});
    assertEquals(
        List.of(
            "learn 3",
            "forecast",
            "observe 3",
            "observe 4",
            "forecast",
            "observe 5",
            "observe 6",
            "relearn",
            "forecast"),
        witness.told());
    assertEquals(3, score.origins());
    assertEquals(6, score.steps());
  }

  @Test
  void anOriginNeedsRoomForItsHorizon() {
    var rolling = new RollingOrigins(7, 1, 1);
    assertEquals(1, rolling.count(counting(9), 2));
    assertEquals(0, rolling.count(counting(8), 2));
    var witness = new Witness(new ArrayList<>());
    assertThrows(
        IllegalArgumentException.class,
        () -> rolling.run(counting(8), TWO_AHEAD, witness, _ -> {}));
  }

  @Test
  void aForecasterThatFollowsNothingIsAskedAnew() {
    Learner anew = new Anew("naive", new NaiveForecaster());
    Score score = new RollingOrigins(50, 1, 1).run(counting(60), TWO_AHEAD, anew, _ -> {});
    assertEquals(9, score.origins());
    // Each hour is one more: the median of the differences is one as well.
    assertEquals(0, score.pinball(), 1e-12);
  }

  @Test
  void theErrorOfTheMeanIsTheSameWhicheverLevelsAreAsked() {
    var random = new Random(9);
    double[] noise = random.doubles(400).map(_ -> 100 + 10 * random.nextGaussian()).toArray();
    for (Learner learner : List.of(new Anew("ensemble", new PoolForecaster()), new LiveLearner())) {
      double[] rmse = new double[2];
      for (int i = 0; i < 2; i++) {
        List<Double> levels = i == 0 ? Ahead.EVEN : List.of(0.5, 0.99);
        var asked = new Question(4, List.of(), levels, Effort.FAST, Calendar.UTC);
        rmse[i] = new RollingOrigins(300, 12, 100).run(of(noise), asked, learner, _ -> {}).rmse();
      }
      assertEquals(rmse[0], rmse[1], learner.name());
      assertEquals(10, rmse[0], 2, learner.name());
    }
  }

  @Test
  void naiveRepeatsTheSeasonWithTheSpreadItHad() {
    Question question =
        new Question(3, List.of(), List.of(0.0001, 0.5, 0.9999), Effort.FAST, Calendar.UTC);
    Ahead ahead = new Naive("n", 2).learn(of(10, 20, 12, 23), question).forecast();
    assertEquals(12 + 2, ahead.quantiles()[0][0], 0.01);
    assertEquals(12 + 2.5, ahead.quantiles()[0][1], 1e-9);
    assertEquals(23 + 3, ahead.quantiles()[1][2], 0.01);
    assertEquals(12, ahead.means()[2]);
  }

  @Test
  void naiveLooksFurtherBackWhereNothingWasObserved() {
    double none = Double.NaN;
    Question question = new Question(3, List.of(), List.of(0.5), Effort.FAST, Calendar.UTC);
    Ahead ahead = new Naive("n", 3).learn(of(1, 2, 3, 4, none, none), question).forecast();
    assertEquals(4, ahead.means()[0]);
    assertEquals(2, ahead.means()[1]);
    assertEquals(3, ahead.means()[2]);
  }
}
