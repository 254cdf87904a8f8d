package dev.surgeline.forecast.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.forecast.tree.BoostedTrees;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds of each of them.
final class EveryModelTest {
  private static final List<Model> MODELS =
      List.of(
          new Trend(),
          new Theta(),
          new Ets(),
          new HoltWinters(),
          new Mstl(),
          new Counts(),
          new BoostedTrees(24));

  @Test
  void oddHistoriesGiveFiniteForecasts() {
    Random random = new Random(1);
    for (double[] values :
        List.of(
            new double[] {3, 5},
            new double[] {0, 0},
            new double[300],
            Made.values(300, _ -> 7),
            Made.values(300, i -> i),
            Made.values(300, i -> i == 200 ? 1 : 0),
            Made.values(300, i -> i % 2 * 1e9),
            Made.values(300, _ -> Made.arrivals(random, 0.1)),
            Made.values(300, i -> 1e-9 * (i + 1)),
            Made.values(300, _ -> -5 - random.nextDouble()))) {
      for (Past past : List.of(Made.past(values), Made.past(values, 24), Made.past(values, 2, 7))) {
        for (Model model : MODELS) {
          if (model.suits(past)) {
            assertSound(model, past, values[0] >= 0);
          }
        }
      }
    }
  }

  private static void assertSound(Model model, Past past, boolean floor) {
    Fitted fitted = model.fit(past);
    for (int round = 0; round < 3; round++) {
      double[] ahead = fitted.forecast(60);
      assertEquals(60, ahead.length);
      for (double value : ahead) {
        assertTrue(Double.isFinite(value), model.name() + " of " + past.length());
        assertTrue(!floor || value >= 0, model.name() + " falls below zero");
      }
      assertArrayEquals(ahead, fitted.forecast(60), 0, "asking changes nothing");
      fitted.observe(past.values()[0]);
      fitted.observe(0);
    }
  }

  @Test
  void theSamePastGivesTheSameForecast() {
    Past past = Made.past(Made.visits(4 * 168, 0.2, 5), 24, 168);
    for (Model model : MODELS) {
      double[] values = past.values().clone();
      assertArrayEquals(
          model.fit(past).forecast(30), model.fit(past).forecast(30), 0, model.name());
      assertArrayEquals(values, past.values(), 0, model.name() + " writes to its past");
    }
  }

  /// Live use: a quarter of a year by the minute within the second that a first fit may take. CPU
  /// time, so that a machine that is busy with other things does not count.
  @Test
  void aQuarterByTheMinuteIsLearnedInTime() {
    double[] values = Made.values(129_600, i -> 100 + 50 * Math.sin(i * Math.PI / 720) + i % 7);
    TimeSeries series = new TimeSeries("", Made.START, Duration.ofMinutes(1), values);
    Past past = Repair.FULL.repair(series, List.of(), Calendar.UTC).past();
    for (Model model : MODELS) {
      long begun = cpuNanos();
      Fitted fitted = model.fit(past);
      assertTrue(cpuNanos() - begun < 1e9, model.name() + " is slow to learn");
      begun = cpuNanos();
      for (int i = 0; i < 1000; i++) {
        fitted.observe(100);
      }
      assertTrue(cpuNanos() - begun < 1e9, model.name() + " is slow to take a point");
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
