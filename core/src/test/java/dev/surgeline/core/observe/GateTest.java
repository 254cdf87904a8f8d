package dev.surgeline.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What the gate takes for odd, and what it must not.
final class GateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final SignalName LOAD = new SignalName("load");
  private static final SignalName OTHER = new SignalName("other");
  private static final SignalRules RULES =
      new SignalRules(
          Optional.of(Duration.ofMinutes(1)),
          Optional.empty(),
          Optional.of(Duration.ofMinutes(5)),
          OptionalDouble.empty());

  private GateMemory memory = GateMemory.EMPTY;
  private Instant now = NOW;

  /// By how much the others move while a value repeats itself.
  private enum Rest {
    MOVES(2),
    STAYS(1.1);

    private final double factor;

    Rest(double factor) {
      this.factor = factor;
    }
  }

  @Test
  void aValueOfASignalThatMovesIsFrozenWhenItRepeatsItselfAndTheRestMoves() {
    assertEquals(Optional.of(Absence.FROZEN), verdict(tick -> 40 + tick * 0.3, 41.7, Rest.MOVES));
    assertEquals(Optional.of(Absence.FROZEN), verdict(tick -> 400 + tick, 437, Rest.MOVES));
    assertEquals(Optional.of(Absence.FROZEN), verdict(tick -> 0.1 + tick, 58.5, Rest.MOVES));
  }

  @Test
  void aValueThatMayWellBeConstantIsNot() {
    // Nothing else says that anything happens.
    assertEquals(Optional.empty(), verdict(tick -> 40 + tick * 0.3, 41.7, Rest.STAYS));
    // Nothing waits, and a few wait.
    assertEquals(Optional.empty(), verdict(tick -> tick % 7, 0, Rest.MOVES));
    assertEquals(Optional.empty(), verdict(tick -> tick % 7, 3, Rest.MOVES));
    // It never moves, or seldom.
    assertEquals(Optional.empty(), verdict(_ -> 41.7, 41.7, Rest.MOVES));
    assertEquals(
        Optional.empty(), verdict(tick -> 40.5 + Math.floorDiv(tick, 8), 44.5, Rest.MOVES));
    // Its source measures once in three minutes, and the last time it was the same again.
    assertEquals(
        Optional.empty(), verdict(tick -> 40.5 + Math.floorDiv(tick, 12), 45.5, Rest.MOVES));
  }

  /// What the gate says 6 minutes after a signal began to repeat a value, which it had moved for 15
  /// minutes before.
  private Optional<Absence> verdict(IntToDoubleFunction before, double value, Rest rest) {
    memory = GateMemory.EMPTY;
    for (int tick = 0; tick < 60; tick++) {
      pass(total(before.applyAsDouble(tick)), total(100 + tick % 3));
    }
    Gate.Passed passed = pass(total(value), total(100));
    for (int tick = 0; tick < 24; tick++) {
      passed = pass(total(value), total(100 * rest.factor));
    }
    assertEquals(List.of(), passed.trust().doubts());
    return passed.observation().signal(LOAD) instanceof Signal.Missing(var why)
        ? Optional.of(why)
        : Optional.empty();
  }

  @Test
  void whatRepeatsItselfForUnusuallyLongIsNoReasonForFewerAlready() {
    steady(40);
    assertEquals(List.of(), pass(total(40.35), total(100)).trust().doubts());
    Gate.Passed passed = pass(total(40.35), total(100));
    assertEquals(Absence.REPEATED, passed.trust().doubts().getFirst().why());
    assertEquals(total(40.35), measure(passed));
    assertEquals(List.of(), pass(total(40.36), total(100)).trust().doubts());
  }

  @Test
  void theReplicasAllTellingTheSameAgainIsOddToo() {
    for (int tick = 0; tick < 20; tick++) {
      pass(each(0.5 + tick * 0.001, 0.6, 0.7), total(100 + tick));
    }
    pass(each(0.5, 0.61, 0.7), total(100));
    Gate.Passed passed = pass(each(0.5, 0.61, 0.7), total(100));
    assertEquals(Absence.REPEATED, passed.trust().doubts().getFirst().why());
    passed = pass(each(3, 1, 2), total(100));
    for (int tick = 0; tick < 40; tick++) {
      passed = pass(each(3, 1, 2), total(100 + 50 * (tick % 2)));
    }
    assertEquals(List.of(), passed.trust().doubts());
    assertEquals(each(3, 1, 2), measure(passed));
  }

  @Test
  void aSurgeIsNeverHeldBack() {
    for (double times : new double[] {1.5, 3, 10, 40, 44}) {
      memory = GateMemory.EMPTY;
      steady(40);
      Gate.Passed passed = pass(total(40 * times), total(100));
      assertSame(Trust.SETTLED, passed.trust(), "times " + times);
      assertEquals(total(40 * times), measure(passed));
    }
    // From nothing to anything, and from the first value on.
    memory = GateMemory.EMPTY;
    steady(0);
    assertEquals(total(900), measure(pass(total(900), total(100))));
    memory = GateMemory.EMPTY;
    pass(total(1), total(100));
    assertEquals(total(900), measure(pass(total(900), total(100))));
  }

  @Test
  void whatIsUsualAtThisTimeOfDayIsNoJump() {
    steady(4000);
    for (double level = 4000; level > 1; level *= 0.9) {
      pass(total(level), total(100));
    }
    for (int hour = 0; hour < 8; hour++) {
      now = now.plus(Duration.ofHours(1));
      pass(total(1 + hour * 0.01), total(100));
    }
    assertEquals(total(4000), measure(pass(total(4000), total(100))));
  }

  @Test
  void aJumpUpIsBelievedWhenItStays() {
    assertEquals(1, heldFor(40, 40 * 200, total(100), 60), "seen twice");
    assertEquals(8, heldFor(40, 40 * 1000, total(100), 60), "the factor of a unit");
    assertEquals(8, heldFor(40, 40 * 60, total(100), 60), "the factor of a unit");
    assertEquals(8, heldFor(40, 1e15, total(100), 60), "beyond all demand");
    assertEquals(8, heldFor(40, 40 * 200, total(104), 60), "the other signal denies it");
  }

  @Test
  void aFallIsBelievedWhenItStaysForLonger() {
    assertEquals(8, heldFor(40, 0, total(10), 60), "nothing left, and of the other little");
    assertEquals(40, heldFor(40, 0, total(99), 60), "nothing left, which the other denies");
    assertEquals(40, heldFor(40, 0.04, total(10), 60), "the factor of a unit");
  }

  /// For how many samples after the first the value is not shown.
  private int heldFor(double from, double to, Measure other, int most) {
    memory = GateMemory.EMPTY;
    boolean lone = other.equals(total(100));
    for (int tick = 0; tick < 30; tick++) {
      pass(total(from + tick % 3 * 0.1), lone ? total(0) : total(100));
    }
    for (int tick = 0; tick < most; tick++) {
      Gate.Passed passed = pass(total(to), lone ? total(0) : other);
      if (passed.observation().signal(LOAD) instanceof Signal.Known(var shown, _)
          && shown.equals(total(to))) {
        return tick;
      }
    }
    return most;
  }

  @Test
  void aQueueMayBeEmptyNowAndThen() {
    // Of a few that wait, none may be left at once.
    steady(3);
    assertEquals(total(0), measure(pass(total(0), total(100))));
    // Of many it is believed after ten minutes while more comes in, the next time after two.
    memory = GateMemory.EMPTY;
    assertEquals(40, empty());
    assertEquals(8, empty());
  }

  private int empty() {
    steady(60);
    for (int tick = 0; tick < 60; tick++) {
      if (measure(pass(total(0), total(100))).equals(total(0))) {
        return tick;
      }
    }
    return 60;
  }

  @Test
  void aSecondOpinionBoundsWhatIsShownAtOnce() {
    steady(40);
    Gate.Passed passed = pass(total(40_000), total(300));
    double highest = 40.2;
    assertEquals(2 * highest, Levels.of(measure(passed)), 1e-9);
    assertEquals(false, passed.trust().doubts().getFirst().standsIn());
    assertEquals(4 * highest, Levels.of(measure(pass(total(40_000), total(600)))), 1e-9);
  }

  @Test
  void theLastGoodValueStandsInForItsTimeAndNoLonger() {
    steady(40);
    Gate.Passed passed = pass(total(41), total(100));
    for (int tick = 1; tick <= 4; tick++) {
      passed = pass(new Signal.Missing(Absence.SOURCE_FAILED), total(100));
      assertEquals(total(41), measure(passed));
      assertEquals(
          List.of(Absence.SOURCE_FAILED),
          passed.trust().doubts().stream().map(Doubt::why).toList());
      assertTrue(passed.trust().doubts().getFirst().standsIn());
    }
    passed = pass(new Signal.Missing(Absence.SOURCE_FAILED), total(100));
    assertEquals(new Signal.Missing(Absence.SOURCE_FAILED), passed.observation().signal(LOAD));
    assertEquals(List.of(), passed.trust().doubts());
  }

  @Test
  void whatIsGoodPassesAsItIs() {
    steady(40);
    var observation = observation(new Signal.Known(total(40.7), now), total(101));
    Gate.Passed passed = Gate.pass(observation, memory, RULES, now, false);
    assertSame(observation, passed.observation());
    assertSame(Trust.SETTLED, passed.trust());
  }

  @Test
  void theSameTickAgainIsJudgedTheSame() {
    double[] values = {40.7, 40.7, 40.7, 41, 0, 0, 0, 41, 9000, 9000, 9000, 43_000, 41, 41};
    steady(40);
    for (double value : values) {
      now = now.plusSeconds(15);
      var observation = observation(new Signal.Known(total(value), now), total(100));
      Gate.Passed once = Gate.pass(observation, memory, RULES, now, false);
      Gate.Passed twice = Gate.pass(observation, once.memory(), RULES, now, false);
      assertEquals(once, twice, "value " + value);
      memory = once.memory();
    }
  }

  /// Five minutes around a level, with another signal at about 100.
  private void steady(double level) {
    for (int tick = 0; tick < 21; tick++) {
      pass(total(level > 15 ? level + tick % 3 * 0.1 : level), total(100));
    }
  }

  private Gate.Passed pass(Measure load, Measure other) {
    now = now.plusSeconds(15);
    return passed(new Signal.Known(load, now), other);
  }

  private Gate.Passed pass(Signal load, Measure other) {
    now = now.plusSeconds(15);
    return passed(load, other);
  }

  private Gate.Passed passed(Signal load, Measure other) {
    Gate.Passed passed = Gate.pass(observation(load, other), memory, RULES, now, false);
    memory = passed.memory();
    return passed;
  }

  private Observation observation(Signal load, Measure other) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(LOAD, load);
    // It always moves a little, or it would be odd itself.
    double little = Duration.between(NOW, now).toSeconds() * 1e-9;
    var moved = new Measure.Total(Levels.of(other) * (1 + little));
    signals.put(OTHER, new Signal.Known(moved, now));
    return new Observation(new WorkloadStatus(new Replicas(4), List.of()), signals);
  }

  private static Measure measure(Gate.Passed passed) {
    return passed.observation().signal(LOAD) instanceof Signal.Known(var measure, _)
        ? measure
        : total(-0.0);
  }

  private static Measure total(double value) {
    return new Measure.Total(value);
  }

  private static Measure each(double... values) {
    SortedMap<ReplicaId, Measure.Usage> replicas = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      replicas.put(
          new ReplicaId("r-" + i),
          new Measure.Usage(OptionalDouble.of(values[i]), OptionalDouble.empty()));
    }
    return new Measure.PerReplica(replicas);
  }
}
