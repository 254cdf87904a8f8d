package dev.surgeline.forecast.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Models of several seasons: Holt-Winters, MSTL, and what they are made of.
final class SeasonsTest {
  @Test
  void loessIsWeightedLeastSquares() {
    Random random = new Random(1);
    double[] values = Made.values(40, _ -> random.nextGaussian());
    int place = 17;
    int window = 11;
    // The same by the normal equations of a line, solved by Cramer's rule around 0.
    double[][] sums = new double[3][2];
    for (int i = 12; i < 23; i++) {
      double cube = Math.pow(Math.abs(i - place) / (5 * 1.001), 3);
      double weight = Math.pow(1 - cube, 3);
      sums[0][0] += weight;
      sums[0][1] += weight * values[i];
      sums[1][0] += weight * i;
      sums[1][1] += weight * i * values[i];
      sums[2][0] += weight * i * i;
    }
    double determinant = sums[0][0] * sums[2][0] - sums[1][0] * sums[1][0];
    double start = (sums[0][1] * sums[2][0] - sums[1][0] * sums[1][1]) / determinant;
    double slope = (sums[0][0] * sums[1][1] - sums[1][0] * sums[0][1]) / determinant;
    assertEquals(start + slope * place, Loess.at(values, place, window), 1e-9);
  }

  @Test
  void loessKeepsALineAtItsEndsAndBetweenJumps() {
    double[] line = Made.values(50, i -> 3 - 2 * i);
    assertArrayEquals(line, Loess.smooth(line, 15, 7), 1e-9);
    assertEquals(5, Loess.at(line, -1, 15), 1e-9);
    assertEquals(3 - 2 * 50, Loess.at(line, 50, 15), 1e-9);
  }

  @Test
  void aLineAndASeasonComeApart() {
    double[] season = Made.values(24, i -> 10 * Math.sin(i * Math.PI / 12));
    double[] values = Made.values(240, i -> 50 + 0.1 * i + season[i % 24]);
    double[] found = Stl.season(values, 24, 11);
    for (int i = 0; i < 240; i++) {
      assertEquals(season[i % 24], found[i], 1e-6, "step " + i);
    }
  }

  @Test
  void dayAndWeekComeApart() {
    double[] values =
        Made.values(
            6 * 168, i -> 50 + 10 * Math.sin(i * Math.PI / 12) + 5 * Math.cos(i * Math.PI / 84));
    double[] rest = values.clone();
    double[][] parts = Mstl.decompose(rest, List.of(24, 168));
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], rest[i] + parts[0][i] + parts[1][i], 1e-9);
      assertEquals(10 * Math.sin(i * Math.PI / 12), parts[0][i], 0.8);
      assertEquals(50, rest[i], 0.5);
    }
  }

  @Test
  void theExampleOfHoltWinters() {
    Scale plain = new Scale(false, 0);
    double[] alone = {0.5, 0, 0.9, 0};
    Fitted fitted = new HoltWinters.State(plain, new double[0][], alone, 10);
    fitted.observe(14);
    assertArrayEquals(new double[] {12, 12}, fitted.forecast(2), 1e-12);
    double[] carrying = {0.5, 0, 0.9, 0.5};
    fitted = new HoltWinters.State(plain, new double[0][], carrying, 10);
    fitted.observe(14);
    assertArrayEquals(new double[] {14, 13}, fitted.forecast(2), 1e-12);
  }

  @Test
  void daysAndWeeksGoOn() {
    for (Model model : List.of(new HoltWinters(), new Mstl())) {
      double[] visits = Made.visits(8 * 168, 0, 1);
      Fitted fitted = model.fit(Made.past(Arrays.copyOf(visits, 6 * 168 + 100), 24, 168));
      assertClose(visits, 6 * 168 + 100, fitted.forecast(48), model.name());
      for (int i = 6 * 168 + 100; i < 7 * 168; i++) {
        fitted.observe(visits[i]);
      }
      assertClose(visits, 7 * 168, fitted.forecast(168), model.name() + " observing");
    }
  }

  private static void assertClose(double[] values, int from, double[] ahead, String name) {
    for (int h = 0; h < ahead.length; h++) {
      double came = values[from + h];
      assertEquals(came, ahead[h], 0.1 * came + 2, name + ", " + h + " ahead");
    }
  }

  @Test
  void aNewLevelIsFollowedByWhatIsObserved() {
    for (Model model : List.of(new HoltWinters(), new Mstl(), new Ets(), new Theta())) {
      double[] visits = Made.visits(6 * 168, 0.1, 1);
      Fitted fitted = model.fit(Made.past(visits, 24, 168));
      double before = Arrays.stream(fitted.forecast(168)).sum();
      for (int i = 0; i < 3 * 168; i++) {
        fitted.observe(2 * visits[i]);
      }
      double after = Arrays.stream(fitted.forecast(168)).sum();
      assertTrue(after > 1.5 * before && after < 2.6 * before, model.name() + after / before);
    }
  }

  @Test
  void wildValuesDoNotBendATrend() {
    double[] ahead =
        new Trend().fit(Made.past(new double[] {1, 2, 3, 1000, 5, 6, 7, 8})).forecast(3);
    assertArrayEquals(new double[] {9, 10, 11}, ahead, 1e-9);
    Random random = new Random(1);
    double[] values = Made.values(200, i -> i % 9 == 0 ? 5000 * random.nextDouble() : 50 + 0.5 * i);
    assertEquals(50 + 0.5 * 300, new Trend().fit(Made.past(values)).forecast(101)[100], 2);
  }

  @Test
  void aSeasonIsBelievedAsFarAsItRepeats() {
    Random random = new Random(4);
    double[] noise = Made.values(240, _ -> random.nextGaussian());
    assertEquals(0, Classical.credibility(noise, 24, false), 0.35);
    double[] season = Made.values(240, i -> 100 + 10 * Math.sin(i * Math.PI / 12));
    assertEquals(1, Classical.credibility(season, 24, true), 1e-9);
    double[] both = Made.values(240, i -> season[i] + 10 * noise[i]);
    double between = Classical.credibility(both, 24, false);
    assertTrue(between > 0.6 && between < 0.95, "" + between);
  }

  @Test
  void seasonsComeOffAndGoBackOn() {
    double[] values = Made.values(40, i -> i % 2 == 0 ? 10 : 30);
    Seasons seasons = Seasons.of(values, List.of(2), true);
    assertArrayEquals(Made.values(40, _ -> 20), seasons.without(values), 1e-9);
    Fitted fitted = seasons.with(new Theta().fit(Made.past(seasons.without(values))), 41, 0);
    assertArrayEquals(new double[] {30, 10}, fitted.forecast(2), 1e-9);
  }
}
