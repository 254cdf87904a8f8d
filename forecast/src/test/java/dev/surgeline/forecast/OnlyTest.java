package dev.surgeline.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.forecast.user.Ahead;
import dev.surgeline.forecast.user.UserModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Models that answer alone.
final class OnlyTest {
  private static final List<Double> LEVELS = List.of(0.025, 0.5, 0.975);
  private static final int DAY = 24;

  /// Whole counts of an hour, few at night and many at noon, for sixteen weeks.
  private static TimeSeries arrivals() {
    var random = new Random(11);
    double[] values = new double[16 * 7 * DAY];
    for (int i = 0; i < values.length; i++) {
      double mean = mean(i);
      values[i] = Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    return series(values);
  }

  private static double mean(int hour) {
    return 50 + 40 * Math.sin(2 * Math.PI * hour / DAY);
  }

  private static TimeSeries series(double[] values) {
    return new TimeSeries("", Instant.parse("2026-01-05T00:00:00Z"), Duration.ofHours(1), values);
  }

  private static Question question(int horizon) {
    return new Question(horizon, List.of(), LEVELS, Effort.FAST, Calendar.UTC);
  }

  @Test
  void eachAnswersByItselfAndSaysWhoItIs() {
    TimeSeries arrivals = arrivals();
    for (String name : Only.names()) {
      Prediction made = Only.named(name).forecaster().predict(arrivals, question(DAY));
      assertEquals(1, made.members().stream().mapToDouble(Prediction.Member::weight).sum(), 1e-9);
      assertTrue(made.backtest().isPresent(), name);
      double away = 0;
      int within = 0;
      for (int h = 0; h < DAY; h++) {
        List<Double> point = made.forecast().values().get(h);
        double mean = mean(arrivals.length() + h);
        away += Math.abs(point.get(1) - mean) / DAY;
        within += point.getFirst() <= mean && mean <= point.getLast() ? 1 : 0;
      }
      assertTrue(within >= 22, name + " holds " + within + " of 24");
      // The last value alone knows no season: the season's own mean distance is 25.
      assertTrue(away < (name.equals("persistence") ? 60 : 9), name + " is off by " + away);
    }
  }

  @Test
  void oneModelIsNotAnother() {
    TimeSeries arrivals = arrivals();
    List<List<List<Double>>> answers =
        Only.names().stream()
            .map(name -> Only.named(name).forecaster().predict(arrivals, question(5)))
            .map(made -> made.forecast().values())
            .toList();
    assertEquals(Only.names().size(), answers.stream().distinct().count());
  }

  @Test
  void whoIsNotThereIsToldWhoIs() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Only.named("prophet")).getMessage();
    assertEquals(
        "there is no model 'prophet'; there are persistence, seasonal-naive, trend, ets,"
            + " holt-winters, mstl, theta, ar, direct, analogs, counts, trees, net, poisson, live,"
            + " ensemble",
        message);
    TimeSeries short1 = series(new double[] {3, 4, 5, 4});
    Forecaster net = Only.named("net").forecaster();
    message =
        assertThrows(IllegalArgumentException.class, () -> net.predict(short1, question(2)))
            .getMessage();
    assertEquals("net: the history of 4 values does not do for it", message);
  }

  @Test
  void aUsersModelSeesTheSeriesOwnUnit() {
    // Half of the last of three values, plus ten: no scale would leave that alone.
    var half =
        new Ahead() {
          @Override
          public int window() {
            return 3;
          }

          @Override
          public int reach() {
            return 1;
          }

          @Override
          public double[] answer(double[] newest) {
            return new double[] {10 + newest[2] / 2};
          }
        };
    double[] values = new double[100];
    Arrays.setAll(values, i -> 20 + (i % 2 == 0 ? 4 : -4));
    Prediction made =
        Only.of(new UserModel("half", half)).forecaster().predict(series(values), question(2));
    assertEquals("half", made.members().getFirst().model());
    assertEquals(18, made.forecast().values().get(0).get(1), 1e-9);
    assertEquals(19, made.forecast().values().get(1).get(1), 1e-9);
  }
}
