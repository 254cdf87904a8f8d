package dev.surgeline.core.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What is remembered does not grow with time.
final class StateGrowthTest {
  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final int A_DAY = 24 * 60 * 4;

  @Test
  void demandThatNeverRestsIsRememberedForItsWindows() {
    History history = after(A_DAY, INTERVAL, tick -> 10 + tick * 37 % 400);
    long room = Behavior.DEFAULT.memory().dividedBy(INTERVAL);
    assertTrue(history.wanted().size() <= room, "wishes " + history.wanted().size());
    assertTrue(history.changes().size() <= room, "changes " + history.changes().size());
    assertTrue(history.wanted().size() > room / 2, "wishes " + history.wanted().size());
  }

  @Test
  void demandThatRestsIsRememberedAsTwoWishes() {
    assertEquals(2, after(A_DAY, INTERVAL, _ -> 40).wanted().size());
  }

  @Test
  void aClockThatStandsStillRemembersNothingMore() {
    History history = after(A_DAY, Duration.ZERO, tick -> 10 + tick * 37 % 400);
    assertEquals(2, history.wanted().size());
    assertTrue(history.changes().size() <= 1, "changes " + history.changes().size());
  }

  private static History after(int ticks, Duration interval, IntToDoubleFunction load) {
    var evaluator = new Evaluator();
    State state = evaluator.evaluate(State.INITIAL, respecified()).state();
    Replicas desired = new Replicas(4);
    for (int i = 0; i < ticks; i++) {
      Instant now = Situations.NOW.plus(interval.multipliedBy(i));
      SortedMap<SignalName, Signal> signals = new TreeMap<>();
      var measure = new Measure.Total(load.applyAsDouble(i));
      signals.put(Situations.LOAD, new Signal.Known(measure, now));
      SortedMap<WorkloadName, Observation> seen = new TreeMap<>();
      seen.put(BEDS, new Observation(new WorkloadStatus(desired, List.of()), signals));
      var evaluation = evaluator.evaluate(state, Input.Tick.of(now, seen));
      desired = evaluation.decisions().getFirst().desired();
      state = evaluation.state();
    }
    return state.of(BEDS).history();
  }

  private static Input.Respecified respecified() {
    var scaling =
        Situations.scaling(
            Behavior.DEFAULT,
            Tolerance.DEFAULT,
            new MetricTarget.ExternalAverage(Situations.LOAD, 10_000));
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    workloads.put(BEDS, new WorkloadSpec(Situations.workload("beds", 1, 100), scaling, List.of()));
    var platform = new Platform(new WorkloadName("growth"), INTERVAL);
    return new Input.Respecified(Situations.NOW, new PlatformSpec(platform, workloads), "v");
  }
}
