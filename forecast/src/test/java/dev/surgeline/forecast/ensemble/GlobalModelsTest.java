package dev.surgeline.forecast.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.global.GlobalTrees;
import dev.surgeline.forecast.global.Progress;
import dev.surgeline.forecast.net.Plan;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GlobalModelsTest {
  private static final int LENGTH = 700;
  private static final List<Plan> PLANS = List.of(new Plan(8, 24, 26, 2, 1, 64, 3e-3, 4096));

  private static final GlobalTrees.Size SIZE = new GlobalTrees.Size(4_000, 20, 0.2);

  private final Question question =
      new Question(48, List.of(24), List.of(0.025, 0.5, 0.975), Effort.FAST, Calendar.UTC);
  private final List<TimeSeries> series =
      IntStream.range(0, 4).mapToObj(GlobalModelsTest::series).toList();

  @Test
  void earlyNetworksSpeakAtHoldOuts() {
    TimeSeries first = series.getFirst();
    double[] changed = first.values();
    for (int i = LENGTH - 288; i < LENGTH; i++) {
      changed[i] *= 5;
    }
    TimeSeries other = new TimeSeries("0", first.start(), first.step(), changed);
    Companion networks = trained(series);
    Companion others = trained(List.of(other, series.get(1), series.get(2), series.get(3)));
    TimeSeries held = first.between(0, LENGTH - 288);
    assertArrayEquals(networks.course(held, 48), others.course(held, 48), "of what they had seen");
    TimeSeries whole = series.get(1);
    assertFalse(
        Arrays.equals(networks.course(whole, 48), others.course(whole, 48)),
        "at the end those speak that have seen it");
    assertEquals(0, networks.course(first.between(0, LENGTH - 289), 48).length);
  }

  @Test
  void theyAreHalfOfWhatThePoolSays() {
    Companion networks = trained(series);
    TimeSeries whole = series.get(2);
    Prediction alone = new PoolForecaster().predict(whole, question);
    Prediction both = new PoolForecaster(List.of(networks)).predict(whole, question);
    double[] nets = networks.course(whole, 48);
    for (int h = 0; h < 48; h++) {
      double pool = alone.forecast().values().get(h).get(1);
      double blend = both.forecast().values().get(h).get(1);
      assertEquals(Math.sqrt(pool * nets[h]), blend, 0.02 * blend, "step " + h);
    }
    assertTrue(both.members().contains(new Prediction.Member("global networks", 0.5)), "as a half");
  }

  @Test
  void earlyTreesSpeakAtHoldOuts() {
    List<TimeSeries> many = IntStream.range(0, 16).mapToObj(GlobalModelsTest::series).toList();
    TimeSeries first = many.getFirst();
    double[] changed = first.values();
    for (int i = LENGTH - 288; i < LENGTH; i++) {
      changed[i] *= 5;
    }
    List<TimeSeries> another = new ArrayList<>(many);
    another.set(0, new TimeSeries("0", first.start(), first.step(), changed));
    Companion trees = grown(many);
    Companion others = grown(another);
    TimeSeries held = first.between(0, LENGTH - 288);
    assertArrayEquals(trees.course(held, 48), others.course(held, 48), "of what they had seen");
    TimeSeries whole = many.get(1);
    assertFalse(
        Arrays.equals(trees.course(whole, 48), others.course(whole, 48)),
        "at the end those speak that have seen it");
    assertEquals(0, trees.course(first.between(0, LENGTH - 289), 48).length);
    assertEquals(24, trees.course(whole, 24).length);
  }

  @Test
  void whatIsMendedMayBeginLater() {
    List<TimeSeries> many = IntStream.range(0, 16).mapToObj(GlobalModelsTest::series).toList();
    Companion trees = grown(many);
    TimeSeries late = many.getFirst().between(300, LENGTH);
    List<TimeSeries> another = new ArrayList<>(many);
    another.set(1, scaledEnd(many.get(1)));
    Companion others = grown(another);
    assertFalse(
        Arrays.equals(trees.course(late, 48), others.course(late, 48)),
        "at its end those speak that have seen everything");
    TimeSeries held = many.getFirst().between(100, LENGTH - 288);
    assertArrayEquals(trees.course(held, 48), others.course(held, 48), "and those that have not");
  }

  private static TimeSeries scaledEnd(TimeSeries one) {
    double[] changed = one.values();
    for (int i = LENGTH - 288; i < LENGTH; i++) {
      changed[i] *= 3;
    }
    return new TimeSeries(one.name(), one.start(), one.step(), changed);
  }

  @Test
  void aSeriesThatWasNotLearnedFromIsNotSpokenOf() {
    List<TimeSeries> many = IntStream.range(0, 16).mapToObj(GlobalModelsTest::series).toList();
    Companion trees = grown(many);
    assertEquals(0, trees.course(series(99), 48).length);
    assertEquals(48, trees.course(many.getLast(), 48).length);
  }

  @Test
  void standardEffortGrowsTreesOnSixteen() {
    List<TimeSeries> many = IntStream.range(0, 16).mapToObj(GlobalModelsTest::series).toList();
    List<String> names =
        models(many, Effort.STANDARD).train().stream().map(Companion::name).toList();
    assertEquals(List.of("global trees"), names);
  }

  @Test
  void whatTheyCanNotLearnFromIsLeft() {
    TimeSeries brief = series.getFirst().between(0, 60);
    assertTrue(models(List.of(brief), Effort.HIGH).networks(PLANS).isEmpty());
    assertTrue(models(series, Effort.HIGH).trees(SIZE).isEmpty(), "four series are few");
    assertEquals(List.of(), models(series, Effort.STANDARD).train());
    assertEquals(List.of(), models(series, Effort.FAST).train());
    List<TimeSeries> twice = List.of(series.getFirst(), series.getFirst());
    assertThrows(IllegalArgumentException.class, () -> models(twice, Effort.HIGH));
  }

  private GlobalModels models(List<TimeSeries> all, Effort effort) {
    var asked = new Question(48, List.of(24), question.levels(), effort, Calendar.UTC);
    return new GlobalModels(all, asked, 1, 2, Progress.silent());
  }

  private Companion trained(List<TimeSeries> all) {
    return models(all, Effort.HIGH).networks(PLANS).orElseThrow();
  }

  private Companion grown(List<TimeSeries> all) {
    return models(all, Effort.STANDARD).trees(SIZE).orElseThrow();
  }

  private static TimeSeries series(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      double day = Math.sin(2 * Math.PI * i / 24);
      double noise = 0.1 * random.nextGaussian();
      values[i] = 100 * Math.exp(0.5 * day - (i / 24 % 7 > 4 ? 0.4 : 0) + noise);
    }
    return new TimeSeries(
        Integer.toString(seed), Instant.parse("2026-01-05T00:00:00Z"), Duration.ofHours(1), values);
  }
}
