package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Automatic;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.contest.Made;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static double[] visits(int length, double scale) {
    Random random = new Random(1);
    return Made.values(
        length,
        i ->
            Math.rint(
                scale * (300 + 150 * Math.sin(2 * Math.PI * i / 24) + 10 * random.nextGaussian())));
  }

  @Test
  void whatNoDemandCanHaveBeenIsAFaultAndWhatASurgeCanBeIsNot() {
    double[] values = visits(2_400, 1);
    values[400] = 3_000;
    values[600] = 30_000;
    for (int i = 700; i < 704; i++) {
      values[i] = 50_000;
    }
    values[800] = -90_000;
    values[2_398] = 40_000;
    values[2_399] = 1e9;
    assertEquals(List.of(600, 800, 2_399), Faults.takeOut(values));
    assertTrue(Double.isNaN(values[600]));
    assertEquals(3_000, values[400]);
  }

  @Test
  void whatIsOftenSoIsTheNatureOfTheSeries() {
    double[] sparse = Made.values(960, i -> i % 97 == 0 ? 1 : 0);
    assertEquals(List.of(), Faults.takeOut(sparse));
    double[] still = Made.values(960, i -> i == 500 ? 1 : 0);
    assertEquals(List.of(), Faults.takeOut(still), "there is no range to tell by");
    double[] batches = Made.values(960, i -> i % 60 == 0 ? 100_000 : 100 + i % 7);
    assertEquals(List.of(), Faults.takeOut(batches));
  }

  @Test
  void everyForecasterIsKeptFromThemAndSaysSo() {
    for (double scale : new double[] {1, 0.05}) {
      double[] values = visits(24 * 7 * 14, scale);
      double[] spiked = values.clone();
      spiked[values.length - 10] = 1e7;
      var question = new Question(24, List.of(), List.of(0.1, 0.5, 0.9), Effort.FAST, Calendar.UTC);
      List<Forecaster> all =
          List.of(
              new Automatic(), Only.named("live").forecaster(), Only.named("theta").forecaster());
      for (Forecaster forecaster : all) {
        Prediction plain = forecaster.predict(Made.hourly(values), question);
        Prediction made = forecaster.predict(Made.hourly(spiked), question);
        assertTrue(made.notes().toString().contains("1 value is, the first at"), made::toString);
        for (int h = 0; h < 24; h++) {
          double expected = plain.forecast().values().get(h).get(1);
          double middle = made.forecast().values().get(h).get(1);
          assertEquals(expected, middle, 0.15 * expected + 2, made.members()::toString);
        }
      }
    }
  }
}
