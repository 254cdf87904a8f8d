package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SloStepTest {
  private static final SloPolicy POLICY =
      new SloPolicy(Controllers.REQUESTS, Optional.of(Controllers.IN_FLIGHT), Optional.empty());

  /// 10 s to start, 8 slots, 200 ms: 40 requests a second and replica.
  private static final Workload WORKLOAD = Situations.workload("beds", 1, 50);

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  static Situation situation(Instant now, int replicas, Signal requests, Signal inFlight) {
    return situation(now, replicas, replicas, requests, inFlight);
  }

  /// With some replicas that are ready and the rest starting.
  private static Situation situation(
      Instant now, int replicas, int ready, Signal requests, Signal inFlight) {
    List<ReplicaStatus> there = new ArrayList<>();
    for (int i = 0; i < replicas; i++) {
      var phase = i < ready ? ReplicaStatus.Phase.READY : ReplicaStatus.Phase.STARTING;
      there.add(new ReplicaStatus(new ReplicaId("r-" + i), phase, START, START));
    }
    TreeMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(Controllers.REQUESTS, requests);
    signals.put(Controllers.IN_FLIGHT, inFlight);
    Replicas current = new Replicas(replicas);
    return new Situation(
        now,
        WORKLOAD,
        Situations.scaling(
            Behavior.DEFAULT,
            Tolerance.DEFAULT,
            new MetricTarget(
                MetricTarget.Source.EXTERNAL,
                Controllers.REQUESTS,
                new MetricTarget.AverageValue(1000))),
        current,
        new Observation(new WorkloadStatus(current, there), signals),
        History.EMPTY);
  }

  static Situation measured(Instant now, int replicas, double rate) {
    return situation(now, replicas, known(rate, now), known(0.2 * rate, now));
  }

  static Signal known(double value, Instant at) {
    return new Signal.Known(new Measure.Total(value), at);
  }

  /// So many ticks of 15 s around a rate, beginning with the one after `START`.
  static Optional<SloMemory> after(int ticks, double rate) {
    SplittableRandom random = new SplittableRandom(6);
    Optional<SloMemory> memory = Optional.empty();
    for (int i = 1; i <= ticks; i++) {
      Instant now = START.plusSeconds(15L * i);
      double measured = rate * (1 + 0.05 * random.nextGaussian());
      memory = Optional.of(SloStep.step(POLICY, measured(now, 10, measured), memory).memory());
    }
    return memory;
  }

  private static int wanted(SloStep.Sized sized) {
    return sized.recommendation().wanted().orElseThrow().value();
  }

  @Test
  void theFirstTickAsksForMoreAndNotForLess() {
    var few = SloStep.step(POLICY, measured(START, 6, 200), Optional.empty());
    // 1.6 x 200 at a little less than 40 a replica.
    assertTrue(wanted(few) >= 8 && wanted(few) <= 10, few.recommendation().toString());
    var many = SloStep.step(POLICY, measured(START, 20, 200), Optional.empty());
    assertEquals(20, wanted(many));
    assertTrue(few.recommendation().forecast().isEmpty());
  }

  /// 300 a second for three minutes, and then next to nothing for two: before any forecast is
  /// believed, the burst may keep what is there, and asks for nothing.
  @Test
  void aBurstThatIsOverIsNoReasonToGrow() {
    Optional<SloMemory> memory = Optional.empty();
    for (int i = 1; i <= 20; i++) {
      double rate = i <= 12 ? 300 : 1;
      Situation tick = measured(START.plusSeconds(15L * i), 9, rate);
      memory = Optional.of(SloStep.step(POLICY, tick, memory).memory());
    }
    Situation quiet = measured(START.plusSeconds(15 * 21), 9, 1);
    var sized = SloStep.step(POLICY, quiet, memory);
    assertEquals(9, wanted(sized), sized.recommendation().toString());
    String why = sized.recommendation().reasons().getFirst().sentence();
    assertTrue(why.contains("for the last minute fits in 1"), why);
    Situation again = measured(START.plusSeconds(15 * 21), 9, 600);
    assertTrue(wanted(SloStep.step(POLICY, again, memory)) > 9, "it is back");
  }

  @Test
  void onceForecastsAreScoredTheSizeFitsAndSaysWhy() {
    Instant now = START.plusSeconds(15 * 401);
    var sized = SloStep.step(POLICY, measured(now, 10, 200), after(400, 200));
    assertTrue(wanted(sized) >= 6 && wanted(sized) <= 8, sized.recommendation().toString());
    assertTrue(sized.recommendation().complete());
    double served = sized.recommendation().forecast().orElseThrow().level();
    assertTrue(served > 0.9, () -> "serves " + served);
    String sentence = sized.recommendation().reasons().getFirst().sentence();
    assertTrue(
        sentence.matches(
            "wants \\d+: 200 requests/s now, prepared for [\\d.]+ within \\d+s; more than .*"
                + " violated seconds an hour .*at 400 replica-seconds each.*"),
        sentence);
  }

  @Test
  void theSameTickTwiceChangesNothing() {
    Optional<SloMemory> before = after(300, 100);
    Situation tick = measured(START.plusSeconds(15 * 301), 10, 150);
    var first = SloStep.step(POLICY, tick, before);
    var second = SloStep.step(POLICY, tick, Optional.of(first.memory()));
    assertEquals(first, second);
    assertSame(first.memory(), second.memory());
  }

  @Test
  void theSameSampleInALaterTickTeachesNothing() {
    Optional<SloMemory> before = after(300, 100);
    Instant at = START.plusSeconds(15 * 300);
    Situation tick = situation(at.plusSeconds(9), 10, known(900, at), known(20, at));
    SloMemory next = SloStep.step(POLICY, tick, before).memory();
    assertEquals(before.orElseThrow().buckets(), next.buckets());
    assertEquals(before.orElseThrow().forecaster(), next.forecaster());
    assertEquals(before.orElseThrow().service(), next.service());
  }

  @Test
  void whatIsNotMeasuredIsNotZero() {
    Optional<SloMemory> memory = after(300, 200);
    for (int i = 301; i <= 340; i++) {
      Instant now = START.plusSeconds(15L * i);
      Signal absent =
          i % 2 == 0
              ? new Signal.Missing(Absence.SOURCE_FAILED)
              : new Signal.Stale(new Measure.Total(0), START);
      var sized = SloStep.step(POLICY, situation(now, 10, absent, known(3, now)), memory);
      assertTrue(sized.recommendation().wanted().isEmpty());
      assertFalse(sized.recommendation().complete());
      assertEquals(memory.orElseThrow().buckets(), sized.memory().buckets());
      memory = Optional.of(sized.memory());
    }
    // Back again: the gap is unknown, and for a while nothing argues for less.
    for (int i = 341; i <= 345; i++) {
      var sized = SloStep.step(POLICY, measured(START.plusSeconds(15L * i), 10, 3), memory);
      memory = Optional.of(sized.memory());
      assertEquals(i - 340, memory.get().buckets().known(0, 30));
    }
  }

  @Test
  void withoutTheNumberInFlightItDoesNotArgueForLess() {
    Instant now = START.plusSeconds(15 * 401);
    Situation tick = situation(now, 30, known(200, now), new Signal.Missing(Absence.SOURCE_FAILED));
    var sized = SloStep.step(POLICY, tick, after(400, 200));
    assertFalse(sized.recommendation().complete());
    assertEquals(
        List.of(Reason.Code.TARGET, Reason.Code.METRIC_MISSING),
        sized.recommendation().reasons().stream().map(Reason::code).toList());
  }

  @Test
  void whatWaitsAsksForMore() {
    Instant now = START.plusSeconds(15 * 401);
    Optional<SloMemory> memory = after(400, 200);
    int plain = wanted(SloStep.step(POLICY, measured(now, 5, 200), memory));
    var waiting =
        SloStep.step(POLICY, situation(now, 5, known(200, now), known(1000, now)), memory);
    assertTrue(wanted(waiting) > plain + 5, waiting.recommendation().toString());
    String sentence = waiting.recommendation().reasons().getFirst().sentence();
    assertTrue(sentence.contains("for 960 that wait"), sentence);
  }

  /// 200 a second need six of 40 each. With four ready none of those that start is given back, with
  /// all of them ready some are.
  @Test
  void nothingIsGivenBackWhileTheLastMinuteIsTooMuchForThoseThatServe() {
    Instant now = START.plusSeconds(15 * 401);
    Optional<SloMemory> memory = after(400, 200);
    Signal rate = known(200, now);
    assertTrue(wanted(SloStep.step(POLICY, measured(now, 30, 200), memory)) < 30);
    var starting = situation(now, 30, 4, rate, known(32, now));
    assertEquals(30, wanted(SloStep.step(POLICY, starting, memory)));
  }

  /// What was learned is not denied because the last minute is not known.
  @Test
  void aGapIsNamedAsTheReasonForNotForecasting() {
    Instant now = START.plusSeconds(15 * 410);
    Situation tick = measured(now, 10, 200);
    var sized = SloStep.step(POLICY, tick, after(400, 200));
    String sentence = sized.recommendation().reasons().getFirst().sentence();
    assertTrue(
        sentence.contains("too little of the last minute is known to forecast from"), sentence);
  }

  @Test
  void quickTicksAndAShortStartUpMakeShortSlices() {
    Optional<SloMemory> memory = Optional.empty();
    for (int i = 1; i <= 700; i++) {
      Instant now = START.plusMillis(500L * i);
      memory = Optional.of(SloStep.step(POLICY, measured(now, 10, 100), memory).memory());
    }
    assertEquals(1, memory.orElseThrow().buckets().seconds());
    assertTrue(memory.get().forecaster().ready());
  }

  @Test
  void memoryStaysUnder64Kilobytes() {
    SloMemory memory = remembered(16);
    // The text of the records; in the heap the same bytes take three quarters.
    int size = memory.toString().length();
    assertTrue(size > 40_000 && size < 60_000, "" + size);
  }

  @Test
  void theSameTicksGiveTheSameMemory() {
    assertEquals(remembered(1), remembered(1));
    assertEquals(remembered(1).toString(), remembered(1).toString());
  }

  private static SloMemory remembered(int days) {
    Optional<SloMemory> memory = Optional.empty();
    SplittableRandom random = new SplittableRandom(9);
    // A pace of a minute, to be quick.
    for (int i = 1; i <= days * 1440; i++) {
      Instant now = START.plusSeconds(60L * i);
      double rate = 100 + 20 * random.nextGaussian();
      memory =
          Optional.of(SloStep.step(POLICY, measured(now, 10, Math.max(0, rate)), memory).memory());
    }
    return memory.orElseThrow();
  }
}
