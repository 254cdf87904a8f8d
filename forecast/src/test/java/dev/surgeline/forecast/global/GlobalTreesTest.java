package dev.surgeline.forecast.global;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GlobalTreesTest {
  private static final Seasons SEASONS = new Seasons(12, 84);
  private static final int HORIZON = 24;
  private static final GlobalTrees.Size SMALL = new GlobalTrees.Size(20_000, 60, 0.15);

  private final List<double[]> series =
      IntStream.range(0, 20).mapToObj(i -> Synthetic.series(600, SEASONS, i)).toList();

  @Test
  void theyForecastBetterThanTheSeasonsRepeated() {
    GlobalTrees trees = GlobalTrees.train(cut(HORIZON), terms(0, 1), Progress.silent());
    assertBetter(trees);
  }

  /// One that changes by rounding alone is not all that is learned from.
  @Test
  void aSeriesOfRoundingErrorsSpoilsNoOther() {
    List<double[]> known = new ArrayList<>(cut(HORIZON));
    double[] rounding = new double[576];
    for (int i = 0; i < rounding.length; i++) {
      rounding[i] = i % 2 == 0 ? 0.3 : 0.1 + 0.2;
    }
    known.add(rounding);
    assertBetter(GlobalTrees.train(known, terms(0, 1), Progress.silent()));
  }

  private void assertBetter(GlobalTrees trees) {
    double own = 0;
    double repeated = 0;
    for (double[] one : series) {
      double[] course = trees.forecast(Arrays.copyOf(one, one.length - HORIZON));
      for (int ahead = 0; ahead < HORIZON; ahead++) {
        double actual = one[one.length - HORIZON + ahead];
        double before = one[one.length - HORIZON + ahead - 84];
        own += Math.abs(Math.log(course[ahead] / actual));
        repeated += Math.abs(Math.log(before / actual));
      }
    }
    // The noise alone is 0.12 of the value on average, the season repeated has it twice.
    assertTrue(own < 0.8 * repeated, own + " beside " + repeated);
  }

  @Test
  void howManyCoresGrowThemChangesNothing() throws Exception {
    List<double[]> many =
        IntStream.range(0, 20).mapToObj(i -> Synthetic.series(2_500, SEASONS, i)).toList();
    // So many rows that several cores count and answer.
    var size = new GlobalTrees.Size(80_000, 10, 0.15);
    var terms = new GlobalTrees.Terms(SEASONS, HORIZON, 0, 1, size);
    GlobalTrees here = GlobalTrees.train(many, terms, Progress.silent());
    GlobalTrees alone;
    try (var single = new ForkJoinPool(1)) {
      alone = single.submit(() -> GlobalTrees.train(many, terms, Progress.silent())).get();
    }
    var another = new GlobalTrees.Terms(SEASONS, HORIZON, 0, 2, size);
    GlobalTrees seeded = GlobalTrees.train(many, another, Progress.silent());
    double[] past = many.getFirst();
    assertArrayEquals(here.forecast(past), alone.forecast(past), 0);
    assertFalse(Arrays.equals(here.forecast(past), seeded.forecast(past)));
  }

  @Test
  void earlyTreesHaveNotSeenTheHeldOutEnds() {
    List<double[]> changed = new ArrayList<>();
    for (double[] one : series) {
      double[] other = one.clone();
      Arrays.fill(other, 500, 600, 1);
      changed.add(other);
    }
    GlobalTrees trees = GlobalTrees.train(series, terms(100, 1), Progress.silent());
    GlobalTrees others = GlobalTrees.train(changed, terms(100, 1), Progress.silent());
    double[] past = Arrays.copyOf(series.getFirst(), 500);
    assertArrayEquals(trees.early().forecast(past), others.early().forecast(past), 0);
    assertFalse(Arrays.equals(trees.forecast(past), others.forecast(past)));
  }

  @Test
  void whatIsTooLittleIsSaid() {
    assertTrue(GlobalTrees.suits(series, terms(0, 1)));
    assertFalse(GlobalTrees.suits(series.subList(0, 15), terms(0, 1)), "fifteen are few");
    assertFalse(GlobalTrees.suits(series, terms(600 - 84, 1)), "too short without the ends");
    assertThrows(
        IllegalArgumentException.class,
        () -> GlobalTrees.train(series.subList(0, 3), terms(0, 1), Progress.silent()));
    GlobalTrees trees = GlobalTrees.train(series, terms(0, 1), Progress.silent());
    assertEquals(0, trees.forecast(Arrays.copyOf(series.getFirst(), 107)).length);
    assertEquals(HORIZON, trees.forecast(Arrays.copyOf(series.getFirst(), 108)).length);
  }

  @Test
  void constantsAndZerosAreForecast() {
    List<double[]> with = new ArrayList<>(series);
    with.add(new double[400]);
    double[] sevens = new double[400];
    Arrays.fill(sevens, 7);
    with.add(sevens);
    GlobalTrees trees = GlobalTrees.train(with, terms(50, 1), Progress.silent());
    for (double value : trees.forecast(sevens)) {
      assertEquals(7, value, 1e-3);
    }
    for (double value : trees.forecast(new double[400])) {
      assertEquals(0, value, 1e-3);
    }
  }

  @Test
  void progressCountsEveryTreeOnce() {
    List<Integer> counts = new ArrayList<>();
    GlobalTrees.train(
        series,
        terms(100, 1),
        (what, done, total) -> {
          assertEquals("trees", what);
          assertEquals(120, total);
          counts.add(done);
        });
    assertEquals(IntStream.rangeClosed(1, 120).boxed().toList(), counts);
  }

  @Test
  void anInterruptEndsTheTraining() {
    Thread training = Thread.currentThread();
    Progress interrupting = (_, _, _) -> training.interrupt();
    assertThrows(
        CancellationException.class, () -> GlobalTrees.train(series, terms(0, 1), interrupting));
    assertTrue(Thread.interrupted(), "the interrupt stays set");
  }

  private List<double[]> cut(int steps) {
    return series.stream().map(one -> Arrays.copyOf(one, one.length - steps)).toList();
  }

  private static GlobalTrees.Terms terms(int heldOut, long seed) {
    return new GlobalTrees.Terms(SEASONS, HORIZON, heldOut, seed, SMALL);
  }
}
