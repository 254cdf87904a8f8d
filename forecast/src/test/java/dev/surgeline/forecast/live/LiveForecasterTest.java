package dev.surgeline.forecast.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Forecasts of a series that goes on.
final class LiveForecasterTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.9, 0.975);

  private static TimeSeries series(double[] values) {
    return new TimeSeries("", START, MINUTE, values);
  }

  private static Instant stamp(int index) {
    return START.plus(MINUTE.multipliedBy(index));
  }

  /// Demand with a season, and the noise of counts around it.
  private static double[] seasonal(int length, int season, long seed) {
    var random = new Random(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      double mean = 100 + 60 * Math.sin(2 * Math.PI * i / season);
      values[i] = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    return values;
  }

  private static LiveForecaster learned(double[] values, List<Integer> seasons, int horizon) {
    var live = new LiveForecaster(MINUTE, seasons, horizon);
    live.learn(series(values));
    return live;
  }

  /// Between the regressions of sixteen and of twenty-four hours ahead there was none, and what
  /// they said of twenty was off by more than repeating yesterday.
  @Test
  void everyHourOfADayIsForeseenAsWellAsTheNext() {
    var chance = new Random(8);
    double[] values = new double[24 * 60];
    Arrays.setAll(
        values, t -> 1000 + 500 * Math.sin(2 * Math.PI * t / 24) + 50 * chance.nextGaussian());
    int from = 24 * 40;
    var live = learned(Arrays.copyOf(values, from), List.of(24, 168), 24);
    int[] within80 = new int[24];
    double[] error = new double[24];
    int count = 0;
    for (int now = from; now + 24 <= values.length; now++) {
      List<List<Double>> points = live.forecast(24, LEVELS).orElseThrow().values();
      for (int h = 0; h < 24; h++) {
        double came = values[now + h];
        List<Double> point = points.get(h);
        within80[h] += point.get(1) <= came && came <= point.get(3) ? 1 : 0;
        error[h] += Math.abs(came - point.get(2));
      }
      count++;
      live.observe(stamp(now), values[now]);
    }
    for (int h = 0; h < 24; h++) {
      // What nobody foresees has a mean distance of 40 from its middle.
      assertEquals(42, error[h] / count, 6, "error " + (h + 1) + " hours ahead");
      assertEquals(0.8, within80[h] / (double) count, 0.08, (h + 1) + " hours ahead");
    }
  }

  @Test
  void theCourseOfASeasonIsForeseenWithItsSpread() {
    int season = 240;
    double[] values = seasonal(20 * season, season, 7);
    int from = 10 * season;
    var live = learned(Arrays.copyOf(values, from), List.of(season), 60);
    int ahead = 30;
    int within80 = 0;
    int within95 = 0;
    int count = 0;
    double error = 0;
    double persistence = 0;
    double seasonal = 0;
    for (int now = from; now + ahead <= values.length; now++) {
      List<Double> point = live.forecast(60, LEVELS).orElseThrow().values().get(ahead - 1);
      double came = values[now + ahead - 1];
      within80 += point.get(1) <= came && came <= point.get(3) ? 1 : 0;
      within95 += point.get(0) <= came && came <= point.get(4) ? 1 : 0;
      error += Math.abs(came - point.get(2));
      persistence += Math.abs(came - values[now - 1]);
      seasonal += Math.abs(came - values[now + ahead - 1 - season]);
      count++;
      live.observe(stamp(now), values[now]);
    }
    assertEquals(0.8, within80 / (double) count, 0.02);
    assertEquals(0.95, within95 / (double) count, 0.02);
    assertTrue(error < 0.3 * persistence, error + " beside persistence " + persistence);
    assertTrue(error < 0.85 * seasonal, error + " beside seasonal naive " + seasonal);
  }

  @Test
  void twoPointsAreTooFewToTellTheSpread() {
    var live = new LiveForecaster(MINUTE, List.of(), 5);
    assertEquals(Optional.empty(), live.forecast(5, LEVELS));
    live.observe(stamp(0), 10);
    live.observe(stamp(1), 11);
    assertEquals(Optional.empty(), live.forecast(5, LEVELS));
    for (int i = 2; i < 200; i++) {
      live.observe(stamp(i), 10 + i % 2);
    }
    Forecast forecast = live.forecast(5, LEVELS).orElseThrow();
    assertEquals(stamp(199), forecast.madeAt());
    assertEquals(5, forecast.values().size());
  }

  @Test
  void whatWasNotObservedIsNotTakenForZero() {
    double[] values = seasonal(2_000, 240, 3);
    var live = learned(values, List.of(240), 10);
    for (int i = 0; i < 60; i++) {
      live.observe(stamp(2_000 + i), Double.NaN);
    }
    double mean = 100 + 60 * Math.sin(2 * Math.PI * 2_060 / 240);
    double middle = live.forecast(1, LEVELS).orElseThrow().values().getFirst().get(2);
    assertEquals(mean, middle, 15);
  }

  @Test
  void whatStandsStillIsForecastToStand() {
    double[] constant = new double[1_000];
    Arrays.fill(constant, 42);
    for (List<Double> point :
        learned(constant, List.of(60), 12).forecast(12, LEVELS).orElseThrow().values()) {
      point.forEach(value -> assertEquals(42, value, 0.5));
    }
    for (List<Double> point :
        learned(new double[1_000], List.of(60), 12).forecast(12, LEVELS).orElseThrow().values()) {
      point.forEach(value -> assertEquals(0, value, 1e-6));
    }
  }

  @Test
  void theFirstChangeAfterALongStandstillDoesNotBlowUpTheSpread() {
    double[] values = new double[1_200];
    Arrays.fill(values, 50);
    values[1_000] = 500;
    var live = learned(values, List.of(), 10);
    for (List<Double> point : live.forecast(10, LEVELS).orElseThrow().values()) {
      assertTrue(point.getLast() < 5_000, point::toString);
      assertEquals(50, point.get(2), 25);
    }
  }

  @Test
  void demandThatIsNeverNegativeIsForecastSo() {
    var random = new Random(5);
    double[] sparse = random.doubles(3_000).map(one -> one < 0.05 ? 3 : 0).toArray();
    for (List<Double> point :
        learned(sparse, List.of(), 20).forecast(20, LEVELS).orElseThrow().values()) {
      assertTrue(point.getFirst() >= 0, point::toString);
    }
  }

  @Test
  void theSameHistoryGivesTheSameForecast() {
    double[] values = seasonal(3_000, 240, 11);
    assertEquals(
        learned(values, List.of(240), 48).forecast(48, LEVELS),
        learned(values, List.of(240), 48).forecast(48, LEVELS));
  }

  @Test
  void ninetyDaysOfMinutesAreLearnedAtOnceAndAPointIsNothing() {
    double[] values = seasonal(LiveForecaster.KEPT, 1_440, 1);
    long fit = Long.MAX_VALUE;
    long update = Long.MAX_VALUE;
    for (int run = 0; run < 3; run++) {
      long begun = System.nanoTime();
      LiveForecaster live = learned(values, List.of(1_440, 10_080), 60);
      fit = Math.min(fit, System.nanoTime() - begun);
      begun = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        live.observe(stamp(values.length + i), values[i]);
      }
      update = Math.min(update, (System.nanoTime() - begun) / 500);
    }
    System.out.printf(
        "90 days of minutes: first fit %d ms, a point %d us%n", fit / 1_000_000, update / 1_000);
    assertTrue(fit < 3_000_000_000L, fit / 1_000_000 + " ms to learn 90 days of minutes");
    assertTrue(update < 1_000_000, update + " ns to learn a point");
  }
}
