package dev.surgeline.forecast.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.global.Progress;
import dev.surgeline.forecast.global.Seasons;
import dev.surgeline.forecast.global.Synthetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlobalNetsTest {
  private static final Seasons SEASONS = new Seasons(12, 84);
  private static final int HORIZON = 24;
  private static final int HELD_OUT = 48;
  private static final List<Plan> SMALL =
      List.of(
          new Plan(8, 32, 26, 8, 2, 64, 3e-3, 4096),
          new Plan(10, 24, 0, 8, 2, 64, 3e-3, 4096),
          new Plan(8, 32, 26, 8, 2, 64, 3e-3, 4096));

  private final List<double[]> series =
      IntStream.range(0, 12).mapToObj(seed -> Synthetic.series(500, SEASONS, seed)).toList();

  @Test
  void beatsBothSeasonalNaivesOnEndsItHasNotSeen() {
    GlobalNets nets = GlobalNets.train(cut(series, HORIZON), terms(2), SMALL, Progress.silent());
    double byNets = 0;
    double byDay = 0;
    double byWeek = 0;
    for (double[] values : series) {
      int origin = values.length - HORIZON;
      double[] forecast = nets.forecast(Arrays.copyOf(values, origin));
      for (int h = 0; h < HORIZON; h++) {
        double actual = values[origin + h];
        byNets += Math.abs(actual - forecast[h]) / actual;
        byDay += Math.abs(actual - values[origin - 12 + h % 12]) / actual;
        byWeek += Math.abs(actual - values[origin - 84 + h]) / actual;
      }
    }
    assertTrue(byNets < 0.8 * byDay, byNets + " against the day before " + byDay);
    assertTrue(byNets < 0.95 * byWeek, byNets + " against the week before " + byWeek);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    double[] past = series.get(3);
    GlobalNets one = GlobalNets.train(series, terms(1), SMALL, Progress.silent());
    GlobalNets three = GlobalNets.train(series, terms(3), SMALL, Progress.silent());
    assertArrayEquals(one.forecast(past), three.forecast(past));
    assertArrayEquals(one.early().forecast(past), three.early().forecast(past));
    assertArrayEquals(
        one.forecast(past), one.forecasts(List.of(series.get(0), past)).get(1), "in a batch");
    GlobalNets.Terms other = new GlobalNets.Terms(SEASONS, HORIZON, HELD_OUT, 8, 3);
    GlobalNets seeded = GlobalNets.train(series, other, SMALL, Progress.silent());
    assertFalse(Arrays.equals(one.forecast(past), seeded.forecast(past)), "seeds differ");
  }

  @Test
  void earlyNetworksHaveNotSeenTheHeldOutEnds() {
    List<double[]> changed = new ArrayList<>();
    for (double[] values : series) {
      double[] copy = values.clone();
      for (int i = copy.length - HELD_OUT; i < copy.length; i++) {
        copy[i] *= 3;
      }
      changed.add(copy);
    }
    GlobalNets nets = GlobalNets.train(series, terms(2), SMALL, Progress.silent());
    GlobalNets others = GlobalNets.train(changed, terms(2), SMALL, Progress.silent());
    double[] past = Arrays.copyOf(series.get(0), 500 - HELD_OUT);
    assertArrayEquals(nets.early().forecast(past), others.early().forecast(past));
    assertFalse(Arrays.equals(nets.forecast(past), others.forecast(past)), "the full ones have");
  }

  @Test
  void progressCountsEveryEpochOnce() {
    List<Integer> counts = new ArrayList<>();
    GlobalNets.train(
        series.subList(0, 2),
        terms(2),
        SMALL,
        (_, epochs, total) -> {
          counts.add(epochs);
          assertEquals(30, total);
        });
    assertEquals(IntStream.rangeClosed(1, 30).boxed().toList(), counts);
  }

  @Test
  void anInterruptEndsTheTraining() {
    Thread training = Thread.currentThread();
    Progress interrupting = (_, _, _) -> training.interrupt();
    assertThrows(
        CancellationException.class, () -> GlobalNets.train(series, terms(1), SMALL, interrupting));
    assertTrue(Thread.interrupted(), "the interrupt stays set");
  }

  @Test
  void seriesOfOtherKindsAreForecast() {
    GlobalNets nets = GlobalNets.train(series, terms(2), SMALL, Progress.silent());
    double[] constant = new double[300];
    Arrays.fill(constant, 7);
    for (double value : nets.forecast(constant)) {
      assertEquals(7, value, 1e-3);
    }
    for (double[] odd : List.of(new double[300], new double[] {3, 4}, negative())) {
      for (double value : nets.forecast(odd)) {
        assertTrue(Double.isFinite(value), "finite");
      }
    }
  }

  @Test
  void seriesTooShortAreRefused() {
    List<double[]> tiny = List.of(new double[40]);
    assertFalse(GlobalNets.suits(tiny, terms(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> GlobalNets.train(tiny, terms(1), SMALL, Progress.silent()));
  }

  private static double[] negative() {
    return IntStream.range(0, 200).mapToDouble(i -> Math.sin(i) - 3).toArray();
  }

  private static List<double[]> cut(List<double[]> series, int steps) {
    return series.stream().map(values -> Arrays.copyOf(values, values.length - steps)).toList();
  }

  private static GlobalNets.Terms terms(int threads) {
    return new GlobalNets.Terms(SEASONS, HORIZON, HELD_OUT, 7, threads);
  }
}
