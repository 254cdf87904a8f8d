package dev.surgeline.core.benchmark;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A large platform on a working day: about five replicas a workload, demand that rises and falls,
/// and a few sources that are silent at any time.
final class BusyPlatform {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  /// Longer than any window, so that histories are as long as they get.
  private static final int UNRECORDED = 40;

  /// Until the slo policy believes its forecasts.
  private static final int LEARNING = 280;

  private final SortedMap<WorkloadName, BusyWorkload> workloads = new TreeMap<>();

  /// What the evaluator is asked at one time.
  record Moment(State before, Input.Tick tick) {
    /// That the first action without an answer was taken by the platform.
    Input.Reported answer() {
      return before.workloads().values().stream()
          .flatMap(workload -> workload.inFlight().stream())
          .filter(execution -> execution.stage() instanceof Execution.Stage.Applying)
          .map(Execution::action)
          .findFirst()
          .map(action ->
              new Input.Reported(tick.now(), action.workload(), action.id(), new Outcome.Applied()))
          .orElseThrow();
    }
  }

  private final boolean priced;
  private final int unrecorded;

  /// With target tracking alone.
  BusyPlatform(int size) {
    this(size, BusyWorkload.Policies.TRACKING, false);
  }

  /// @param priced whether it has prices and a budget
  BusyPlatform(int size, BusyWorkload.Policies policies, boolean priced) {
    this.priced = priced;
    this.unrecorded = policies == BusyWorkload.Policies.SLO ? LEARNING : UNRECORDED;
    for (int i = 0; i < size; i++) {
      var workload = new BusyWorkload(i, START, policies);
      workloads.put(workload.name(), workload);
    }
  }

  /// So many ticks in a row, after the platform has been running for a while.
  List<Moment> moments(int count) {
    var evaluator = new Evaluator();
    State state = evaluator.evaluate(State.INITIAL, respecified()).state();
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < unrecorded + count; i++) {
      Instant now = START.plus(INTERVAL.multipliedBy(i));
      Input.Tick tick = tick(now);
      if (i >= unrecorded) {
        moments.add(new Moment(state, tick));
      }
      Evaluation evaluation = evaluator.evaluate(state, tick);
      evaluation.effects().forEach(effect -> carryOut(effect, now));
      state = evaluation.state();
    }
    return moments;
  }

  private Input.Respecified respecified() {
    SortedMap<WorkloadName, WorkloadSpec> specs = new TreeMap<>();
    workloads.forEach((name, workload) -> specs.put(name, workload.spec()));
    var platform = new Platform(new WorkloadName("busy"), INTERVAL, BusyPolicies.CALENDAR);
    var spec = new PlatformSpec(platform, specs);
    return new Input.Respecified(START, priced ? BusyMoney.priced(spec) : spec, "v1");
  }

  private Input.Tick tick(Instant now) {
    SortedMap<WorkloadName, Observation> seen = new TreeMap<>();
    workloads.forEach((name, workload) -> seen.put(name, workload.observed(now)));
    return Input.Tick.of(now, seen);
  }

  private void carryOut(Effect effect, Instant now) {
    switch (effect) {
      case Effect.Apply(Action.Scale action) -> carryOut(action, now);
      case Effect.Revert(_, Action.Scale undo, _) -> carryOut(undo, now);
      case Effect.Settled _,
          Effect.Notify _,
          Effect.Answered _,
          Effect.EmergencyTurned _,
          Effect.ApprovalTurned _ -> {}
    }
  }

  private void carryOut(Action.Scale action, Instant now) {
    var workload = workloads.get(action.workload());
    if (workload != null) {
      workload.carryOut(action, now);
    }
  }
}
