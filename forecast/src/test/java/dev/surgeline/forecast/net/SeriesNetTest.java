package dev.surgeline.forecast.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.global.Seasons;
import dev.surgeline.forecast.global.Synthetic;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesNetTest {
  private final double[] values = Synthetic.series(1400, new Seasons(24, 168), 4);
  private final SeriesNet net = new SeriesNet(1);

  @Test
  void beatsTheWeekBefore() {
    double byNet = 0;
    double byWeek = 0;
    for (int origin = 1260; origin < 1352; origin += 60) {
      double[] forecast = net.fit(past(values, 24, 168).until(origin)).forecast(48);
      for (int h = 0; h < 48; h++) {
        byNet += Math.abs(values[origin + h] - forecast[h]);
        byWeek += Math.abs(values[origin + h] - values[origin - 168 + h]);
      }
    }
    assertTrue(byNet < 0.95 * byWeek, byNet + " against " + byWeek);
  }

  @Test
  void fittedTwiceItIsTheSame() {
    Past past = past(values, 24, 168).until(400);
    assertArrayEquals(net.fit(past).forecast(48), net.fit(past).forecast(48));
  }

  @Test
  void observingMovesTheEndOn() {
    Fitted fitted = net.fit(past(values, 24, 168).until(600));
    double[] path = fitted.forecast(100);
    assertEquals(100, path.length);
    for (int i = 0; i < 48; i++) {
      fitted.observe(path[i]);
    }
    double[] later = fitted.forecast(52);
    for (int i = 0; i < 48; i++) {
      assertEquals(path[48 + i], later[i], 1e-6 * path[48 + i], "its own forecast taken as seen");
    }
    for (int i = 0; i < 3000; i++) {
      fitted.observe(values[i % 168]);
    }
    assertEquals(values[3000 % 168], fitted.forecast(1)[0], 0.5 * values[3000 % 168]);
  }

  @Test
  void refusesWhatItCannotLearn() {
    assertFalse(net.suits(past(values, 1440)));
    assertFalse(net.suits(past(new double[100], 24)));
    assertThrows(IllegalArgumentException.class, () -> net.fit(past(new double[100], 24)));
  }

  private static Past past(double[] values, Integer... seasons) {
    return new Past(
        values,
        List.of(seasons),
        Instant.parse("2026-01-05T00:00:00Z"),
        Duration.ofHours(1),
        Calendar.UTC);
  }
}
