package dev.surgeline.forecast.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surgeline.forecast.regress.Regression;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Models on histories whose course is known, and from many origins as from each alone.
final class ModelsTest {
  private static final Regression EXACT = new Regression(1, 1e-12, 0, 1e-3);

  private static double[] forecast(Model model, Past past, int horizon) {
    return model.fit(past).forecast(horizon);
  }

  @Test
  void theNaiveOnesRepeat() {
    Past past = Pasts.of(9, 5, 8, 6);
    assertArrayEquals(new double[] {6, 6}, forecast(new Naive(), past, 2));
    assertArrayEquals(new double[] {5, 8, 6, 5}, forecast(new SeasonalNaive(3), past, 4));
    Fitted fitted = new SeasonalNaive(3).fit(past);
    fitted.observe(7);
    assertArrayEquals(new double[] {8, 6, 7, 8}, fitted.forecast(4));
  }

  @Test
  void naive2TakesTheSeasonOutOfTheLastValue() {
    Past past = Pasts.made(12, t -> t % 2 == 0 ? 2 : 6);
    assertArrayEquals(new double[] {2, 6, 2}, forecast(new Naive2(2), past, 3), 1e-12);
    Fitted fitted = new Naive2(2).fit(past);
    fitted.observe(3);
    assertArrayEquals(new double[] {9, 3}, fitted.forecast(2), 1e-12);
    // Less than three seasons, or none: the last value.
    assertArrayEquals(new double[] {6, 6}, forecast(new Naive2(2), Pasts.of(2, 6, 2, 6), 2));
    Random chance = new Random(4);
    Past noise = Pasts.made(200, _ -> 10 + chance.nextDouble());
    double last = noise.values()[199];
    assertArrayEquals(new double[] {last, last}, forecast(new Naive2(24), noise, 2));
  }

  @Test
  void anAutoregressionFindsItsLineAndDoesNotRunAway() {
    Past doubling = Pasts.of(1, 2, 4, 8);
    var model = new Autoregression(List.of(1), 1, 0, 0, 0, EXACT);
    // 2 x 8 is beyond 8 + 0.3 x 7.
    assertArrayEquals(new double[] {10.1, 10.1}, model.roll(doubling, new int[] {4}, 2)[0], 1e-9);
    Past wave = Pasts.made(60, t -> Math.cos(0.3 * t));
    double[] course = forecast(new Autoregression(List.of(1, 2), 1, 0, 0, 0, EXACT), wave, 20);
    for (int h = 0; h < 20; h++) {
      assertEquals(Math.cos(0.3 * (60 + h)), course[h], 1e-5);
    }
  }

  @Test
  void differencesPhasesAndWavesSayWhatTheyAreFor() {
    Past stairs = Pasts.made(90, t -> t / 6.0 + (t % 3 == 0 ? 5 : 0));
    double[] differenced = forecast(new Autoregression(List.of(1), 1, 3, 0, 0, EXACT), stairs, 7);
    double[] phased = forecast(new Autoregression(List.of(1, 3), 3, 0, 0, 0, EXACT), stairs, 7);
    Past waves = Pasts.made(90, t -> 3 + Math.sin(2 * Math.PI * t / 11));
    double[] waved = forecast(new Autoregression(List.of(1), 1, 0, 11, 1, EXACT), waves, 7);
    for (int h = 0; h < 7; h++) {
      double stair = (90 + h) / 6.0 + ((90 + h) % 3 == 0 ? 5 : 0);
      assertEquals(stair, differenced[h], 1e-6);
      assertEquals(stair, phased[h], 1e-5);
      assertEquals(3 + Math.sin(2 * Math.PI * (90 + h) / 11), waved[h], 1e-6);
    }
  }

  @Test
  void directRegressionsHaveTheLagsOfTheirStep() {
    var narrow = new DirectRegression(24, 168, false, true, EXACT);
    assertEquals(List.of(30, 31, 48, 54, 72, 168, 198), narrow.lags(30));
    assertEquals(List.of(1, 2, 24, 25, 48, 168, 169), narrow.lags(1));
    var wide = new DirectRegression(24, 168, true, true, EXACT);
    assertEquals(List.of(10, 11, 24, 25, 33, 34, 48, 72, 167, 168, 169, 178), wide.lags(10));
    // Beyond a week the week before that is what is known.
    assertEquals(List.of(170, 171, 192, 194, 216, 336, 338), narrow.lags(170));
  }

  @Test
  void aDirectRegressionGoesOnWithASeasonAndATrend() {
    Past past = Pasts.made(120, t -> 0.1 * t + Math.sin(2 * Math.PI * t / 12));
    double[] course = forecast(new DirectRegression(12, 0, false, true, EXACT), past, 30);
    for (int h = 0; h < 30; h++) {
      assertEquals(0.1 * (120 + h) + Math.sin(2 * Math.PI * h / 12), course[h], 1e-4);
    }
  }

  @Test
  void analogsGoOnAsTheyDid() {
    Past past = Pasts.of(1, 2, 3, 1, 2, 3, 11, 12);
    assertArrayEquals(new double[] {13}, forecast(new Analogs(2, 3, 0, 1), past, 1), 1e-12);
    assertFalse(new Analogs(4, 3, 0, 1).suits(past));
  }

  @Test
  void fromManyOriginsAsFromEachAlone() {
    Random chance = new Random(7);
    Past past = Pasts.made(400, t -> 5 + Math.sin(2 * Math.PI * t / 12) + chance.nextGaussian());
    Regression squares = new Regression(.99, 1e-5, 0, 3e-3);
    List<Model> models =
        List.of(
            new Autoregression(List.of(1, 2, 12), 12, 0, 84, 2, squares),
            new Autoregression(List.of(1, 2), 1, 12, 0, 0, squares),
            new DirectRegression(12, 84, true, true, squares),
            new Analogs(24, 12, 84, 3),
            new SeasonalNaive(12));
    int[] ends = {340, 352, 389, 400};
    for (Model model : models) {
      double[][] courses = model.roll(past, ends, 15);
      assertEquals(11, courses[2].length, model.name());
      for (int i = 0; i < ends.length; i++) {
        double[] alone = model.fit(past.until(ends[i])).forecast(15);
        double[] seen = java.util.Arrays.copyOf(alone, courses[i].length);
        assertArrayEquals(seen, courses[i], 1e-8, model.name());
      }
    }
  }

  @Test
  void leastAbsoluteErrorsDoNotSeeTheFuture() {
    Random chance = new Random(8);
    double[] values = new double[300];
    for (int t = 0; t < values.length; t++) {
      values[t] = 5 + Math.sin(2 * Math.PI * t / 12) + chance.nextGaussian();
    }
    double[] other = values.clone();
    for (int t = 250; t < other.length; t++) {
      other[t] *= 3;
    }
    var robust = new DirectRegression(12, 84, false, true, new Regression(.99, 1e-5, 3, 3e-3));
    int[] ends = {230, 250, 300};
    double[][] one = robust.roll(Pasts.of(values), ends, 10);
    double[][] two = robust.roll(Pasts.of(other), ends, 10);
    assertArrayEquals(one[1], two[1]);
  }
}
