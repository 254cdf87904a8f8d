package dev.surgeline.forecast.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ThetaTest {
  @Test
  void theExampleOfTheComment() {
    double[] ahead = new Theta().fit(Made.past(Made.values(10, i -> i + 1))).forecast(3);
    assertArrayEquals(new double[] {10.5, 11, 11.5}, ahead, 1e-6);
  }

  /// Two theta lines, as the method was first written: the line of regression goes on, the line of
  /// twice the curvature is smoothed, and the forecast is their mean.
  @Test
  void itIsTheMeanOfTwoThetaLines() {
    Random random = new Random(1);
    double[] values = Made.values(60, i -> 200 + i + 20 * random.nextGaussian());
    double middle = 29.5;
    double mean = 0;
    double slope = 0;
    double square = 0;
    for (int i = 0; i < 60; i++) {
      mean += values[i] / 60;
      slope += (i - middle) * values[i];
      square += (i - middle) * (i - middle);
    }
    slope /= square;
    double best = Double.POSITIVE_INFINITY;
    double alpha = 0;
    for (double a = 0.01; a <= 1; a += 0.0005) {
      double squares = 0;
      double level = values[0];
      for (int i = 1; i < 60; i++) {
        squares += Math.pow(values[i] - level, 2);
        level += a * (values[i] - level);
      }
      alpha = squares < best ? a : alpha;
      best = Math.min(best, squares);
    }
    double[] ahead = new Theta().fit(Made.past(values)).forecast(5);
    // Smoothed by the same weight, twice the series less its line is twice the smoothed series
    // less the smoothed line; the latter begins where the line does.
    double line = mean - slope * middle;
    for (int i = 1; i < 60; i++) {
      line += alpha * (mean + slope * (i - middle) - line);
    }
    double curved = 2 * smoothed(values, alpha) - line;
    for (int h = 1; h <= 5; h++) {
      double straight = mean + slope * (59 + h - middle);
      assertEquals((straight + curved) / 2, ahead[h - 1], 0.05);
    }
  }

  private static double smoothed(double[] values, double alpha) {
    double level = values[0];
    for (int i = 1; i < values.length; i++) {
      level += alpha * (values[i] - level);
    }
    return level;
  }

  @Test
  void aSeasonThatMultipliesComesBack() {
    double[] values = Made.values(240, i -> 100 * (1 + 0.5 * Math.sin(2 * Math.PI * i / 24)));
    assertTrue(Classical.isSeasonal(values, 24));
    Fitted fitted = new Theta().fit(Made.past(values, 24));
    double[] ahead = fitted.forecast(48);
    for (int h = 0; h < 48; h++) {
      assertEquals(values[h % 24], ahead[h], 0.5);
    }
    fitted.observe(values[0]);
    assertEquals(values[1], fitted.forecast(1)[0], 0.5);
  }

  @Test
  void whatHasNoSeasonIsGivenNone() {
    Random random = new Random(5);
    assertFalse(Classical.isSeasonal(Made.values(240, _ -> random.nextGaussian()), 24));
  }

  @Test
  void theClassicalExample() {
    assertArrayEquals(
        new double[] {0.5, 1.5},
        Classical.figures(new double[] {1, 3, 1, 3, 1, 3}, 2, true),
        1e-12);
    assertArrayEquals(
        new double[] {Double.NaN, 2, 3, Double.NaN},
        Classical.trend(new double[] {1, 2, 3, 4}, 3),
        1e-12);
  }
}
