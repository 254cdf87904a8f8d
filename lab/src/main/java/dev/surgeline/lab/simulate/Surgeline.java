package dev.surgeline.lab.simulate;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// The real evaluator: the same code that `surge run` hosts, over the simulated plant.
public final class Surgeline implements Controller {
  private final WorkloadName workload;
  private final Evaluator evaluator = new Evaluator();
  private State state;

  /// @param spec with the workload, acting
  /// @param start of the run
  public Surgeline(PlatformSpec spec, WorkloadName workload, Instant start) {
    this.workload = workload;
    state =
        evaluator.evaluate(State.INITIAL, new Input.Respecified(start, spec, "simulated")).state();
  }

  @Override
  public String name() {
    return "surgeline";
  }

  @Override
  public int decide(Instant now, Observation seen) {
    SortedMap<WorkloadName, Observation> observations = new TreeMap<>();
    observations.put(workload, seen);
    Evaluation evaluation = evaluator.evaluate(state, Input.Tick.of(now, observations));
    state = evaluation.state();
    int size = seen.status().desired().value();
    for (Effect effect : evaluation.effects()) {
      switch (effect) {
        case Effect.Apply(var action) -> size = applied(now, action);
        case Effect.Revert(_, var undo, _) -> size = applied(now, undo);
        case Effect.Settled _,
            Effect.Notify _,
            Effect.Answered _,
            Effect.EmergencyTurned _,
            Effect.ApprovalTurned _ -> {}
      }
    }
    return size;
  }

  private int applied(Instant now, Action action) {
    var report = new Input.Reported(now, workload, action.id(), new Outcome.Applied());
    state = evaluator.evaluate(state, report).state();
    return switch (action) {
      case Action.Scale scale -> scale.to().value();
    };
  }
}
