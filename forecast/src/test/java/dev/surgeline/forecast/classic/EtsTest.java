package dev.surgeline.forecast.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.forecast.classic.Smoothing.Form;
import dev.surgeline.forecast.classic.Smoothing.Season;
import dev.surgeline.forecast.classic.Smoothing.Weights;
import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EtsTest {
  /// Million tonnes a year, 1996 to 2013.
  private static final double[] OIL = {
    445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89,
    509.87, 456.72, 473.82, 525.95, 549.83, 542.34
  };

  private static final Form SIMPLE = new Form(false, false, false, Season.NONE);

  @Test
  void thePublishedExample() {
    Ets.Choice choice = Ets.choice(OIL, SIMPLE, 1, 0);
    assertEquals(0.83, choice.weights()[0], 0.01);
    assertArrayEquals(new double[] {542.68, 542.68}, choice.smoothing().forecast(2), 0.1);
  }

  @Test
  void theCriterionIsThatOfItsFormula() {
    Ets.Choice choice = Ets.choice(OIL, SIMPLE, 1, 0);
    double least = Double.POSITIVE_INFINITY;
    for (double alpha = 0.005; alpha < 1; alpha += 0.005) {
      for (double first = 400; first < 500; first += 0.5) {
        double level = first;
        double squares = 0;
        for (double value : OIL) {
          squares += (value - level) * (value - level);
          level += alpha * (value - level);
        }
        least = Math.min(least, squares);
      }
    }
    double expected = 18 * Math.log(least) + 2 * 3 + 2 * 3 * 4 / (18.0 - 3 - 1);
    assertEquals(expected, choice.aicc(), 0.01);
  }

  @Test
  void oneStepOfEachKind() {
    Smoothing simple =
        new Smoothing(Season.NONE, new Weights(0.5, 0, 0, 1), 0, 10, 0, new double[] {0});
    simple.observe(14);
    assertArrayEquals(new double[] {12, 12}, simple.forecast(2));
    // Holt's damped: q = 10 + 0.8 * 2 = 11.6; 14 makes the level 12.8 and the trend 1.6 + 0.1 *
    // 2.4.
    Smoothing damped =
        new Smoothing(Season.NONE, new Weights(0.5, 0.1, 0, 0.8), 0, 10, 2, new double[] {0});
    damped.observe(14);
    assertEquals(12.8, damped.level(), 1e-12);
    assertEquals(1.6 + 0.1 / 0.5 * (2.8 - 1.6), damped.trend(), 1e-12);
    double trend = damped.trend();
    assertArrayEquals(
        new double[] {12.8 + 0.8 * trend, 12.8 + 1.44 * trend}, damped.forecast(2), 1e-12);
    // A season that doubles: 30 is 15 without it, so the level is 12.5 and its figure 2.2.
    Smoothing seasonal =
        new Smoothing(
            Season.MULTIPLIED, new Weights(0.5, 0, 0.2, 1), 0, 10, 0, new double[] {2, 0.5});
    seasonal.observe(30);
    assertArrayEquals(new double[] {6.25, 27.5}, seasonal.forecast(2), 1e-12);
  }

  @Test
  void theFormFitsTheSeries() {
    Random random = new Random(1);
    double[] level = Made.values(150, _ -> 100 + 5 * random.nextGaussian());
    assertEquals(false, new Ets().choose(Made.past(level)).form().trend());
    double[] slope = Made.values(150, i -> 100 + 3 * i + 5 * random.nextGaussian());
    assertEquals(true, new Ets().choose(Made.past(slope)).form().trend());
    double[] growing =
        Made.values(
            480,
            i ->
                (100 + i)
                    * (1 + 0.5 * Math.sin(i * Math.PI / 12))
                    * (1 + random.nextGaussian() / 30));
    assertEquals(Season.MULTIPLIED, new Ets().choose(Made.past(growing, 24)).form().season());
    double[] steady =
        Made.values(480, i -> 50 * Math.sin(i * Math.PI / 12) + 5 * random.nextGaussian());
    assertEquals("ETS(A,N,A)", new Ets().choose(Made.past(steady, 24)).form().text());
  }

  @Test
  void whatGoesOnIsForecast() {
    double[] values = Made.values(480, i -> (100 + i) * (1 + 0.5 * Math.sin(i * Math.PI / 12)));
    Fitted fitted = new Ets().fit(Made.past(values, 24));
    double[] ahead = fitted.forecast(48);
    for (int h = 0; h < 48; h++) {
      double came = (580 + h) * (1 + 0.5 * Math.sin((480 + h) * Math.PI / 12));
      assertEquals(came, ahead[h], 0.05 * came);
    }
  }

  @Test
  void tooShortIsSaid() {
    assertEquals(
        "ets takes four values, not 3",
        assertThrows(IllegalArgumentException.class, () -> new Ets().fit(Made.past(new double[3])))
            .getMessage());
  }
}
