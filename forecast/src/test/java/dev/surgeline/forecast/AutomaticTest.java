package dev.surgeline.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.ensemble.Companion;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who forecasts what, and what becomes of histories that are not as they should be.
final class AutomaticTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.9, 0.975);

  private static TimeSeries hours(int length, IntToDoubleFunction value) {
    double[] values = IntStream.range(0, length).mapToDouble(value).toArray();
    return new TimeSeries("", Instant.parse("2026-01-05T00:00:00Z"), HOUR, values);
  }

  private static Prediction predicted(TimeSeries series, Effort effort) {
    return new Automatic()
        .predict(series, new Question(6, List.of(), LEVELS, effort, Calendar.UTC));
  }

  private static double middle(Prediction made, int step) {
    return made.forecast().values().get(step).get(2);
  }

  private static double day(int hour) {
    return 100.5 + 60 * Math.sin(2 * Math.PI * hour / 24);
  }

  @Test
  void aQuestionThatMakesNoSenseIsNotAsked() {
    List<List<Integer>> seasons =
        List.of(List.of(1), List.of(-5), List.of(168, 24), List.of(24, 24));
    for (List<Integer> wrong : seasons) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Question(6, wrong, LEVELS, Effort.FAST, Calendar.UTC));
    }
    for (List<Double> wrong : List.of(List.of(0.0), List.of(0.5, 0.1), List.of(0.5, 1.0))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Question(6, List.of(), wrong, Effort.FAST, Calendar.UTC));
    }
  }

  @Test
  void twoPointsAreAnsweredWithWhatTheyCanNotTell() {
    Prediction made = predicted(hours(2, i -> 5 + 2 * i), Effort.STANDARD);
    assertEquals(6, made.forecast().values().size());
    assertTrue(made.backtest().isEmpty());
    assertTrue(made.notes().getFirst().contains("too few for a season of 24"), made::toString);
    assertTrue(middle(made, 0) >= 5 && middle(made, 0) <= 9, made::toString);
    var one = hours(2, i -> i == 0 ? 5 : Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> predicted(one, Effort.STANDARD));
  }

  @Test
  void whatStandsStillIsForecastToStandAndItsSpreadIsSaidToBeUnknown() {
    for (double level : new double[] {0, 42.5}) {
      Prediction made = predicted(hours(300, _ -> level), Effort.STANDARD);
      for (List<Double> point : made.forecast().values()) {
        point.forEach(value -> assertEquals(level, value, 1e-6));
      }
      assertTrue(made.notes().getFirst().startsWith("Every value is"), made::toString);
    }
  }

  @Test
  void aGapAnOutlierAndAShiftOfLevelAreNotLearnedAsDemand() {
    var random = new Random(3);
    TimeSeries broken =
        hours(
            600,
            i -> {
              double value = (day(i) + 3 * random.nextGaussian()) * (i < 500 ? 1 : 3);
              return i >= 200 && i < 260 ? Double.NaN : i == 400 ? 5_000 : value;
            });
    Prediction made = predicted(broken, Effort.STANDARD);
    for (int step = 0; step < 6; step++) {
      assertEquals(3 * day(600 + step), middle(made, step), 25, made.notes()::toString);
    }
    String notes = String.join(" ", made.notes());
    assertTrue(notes.contains("60 values in 1 gap"), notes);
    assertTrue(notes.contains("level shifted by the factor"), notes);
  }

  /// The same with networks beside the ensemble, that have nothing to say here.
  @Test
  void anOutageIsNoDemandAtHighEffortEither() {
    TimeSeries down = hours(600, i -> i >= 400 && i < 440 ? 0 : day(i));
    Companion silent =
        new Companion() {
          @Override
          public String name() {
            return "nets";
          }

          @Override
          public double[] course(TimeSeries history, int horizon) {
            assertTrue(history.length() < 420 || history.at(420) > 30, "an outage is learned");
            return new double[0];
          }
        };
    var question = new Question(6, List.of(), LEVELS, Effort.HIGH, Calendar.UTC);
    Prediction made = new Automatic(List.of(silent)).predict(down, question);
    assertTrue(made.notes().getFirst().contains("outage"), made.notes()::toString);
    assertEquals(day(600), middle(made, 0), 10);
  }

  @Test
  void sparseCountsGoToTheRegressionOnTheCalendar() {
    var random = new Random(5);
    TimeSeries counts = hours(24 * 7 * 14, _ -> random.nextInt(4));
    assertEquals("Poisson regression", predicted(counts, Effort.FAST).members().getFirst().model());
  }

  @Test
  void aLongSeriesInHasteGoesToTheLiveForecaster() {
    var random = new Random(7);
    TimeSeries minutes =
        new TimeSeries(
            "",
            Instant.parse("2026-01-05T00:00:00Z"),
            Duration.ofMinutes(5),
            IntStream.range(0, 3_000)
                .mapToDouble(i -> 10 * day(i / 12) + random.nextDouble())
                .toArray());
    Prediction made = predicted(minutes, Effort.FAST);
    assertEquals(List.of("live"), made.members().stream().map(Prediction.Member::model).toList());
    double last = minutes.at(minutes.length() - 1);
    assertEquals(last, middle(made, 0), 0.1 * last);
    assertTrue(made.backtest().orElseThrow().mase() < 1.2, made.backtest()::toString);
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    TimeSeries series = hours(400, i -> day(i) + (i * 7_919) % 13);
    assertEquals(predicted(series, Effort.STANDARD), predicted(series, Effort.STANDARD));
    double[] sums =
        predicted(series, Effort.STANDARD).members().stream()
            .mapToDouble(Prediction.Member::weight)
            .toArray();
    assertEquals(1, Arrays.stream(sums).sum(), 1e-9);
  }
}
