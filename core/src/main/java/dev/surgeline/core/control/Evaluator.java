package dev.surgeline.core.control;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All of Surgeline's intelligence: a pure function from a state and an input to the next state,
/// the decisions and the effects.
///
/// It reads no clock, draws no chance and does no IO: the same state and input give the same answer
/// on any machine, which is what makes a decision explainable a year later. A tick runs in one
/// fixed order for each workload, in order of name:
///
/// 1. the execution in flight is settled by what is observed;
/// 2. proposals are made (later kinds of proposer join here: failovers first, then rollouts);
/// 3. the policies recommend, and the largest recommendation becomes the proposal;
/// 4. the guardrails pass over it;
/// 5. what is left becomes an execution and an effect, at most one in flight for a workload.
///
/// Level-triggered: every tick decides from the whole present picture, and the same tick twice has
/// no second effect.
public final class Evaluator {

  /// One step.
  ///
  /// @throws IllegalStateException if the state holds no spec yet and the input needs one
  public Evaluation evaluate(State state, Input input) {
    Instant now = input.now().isAfter(state.now()) ? input.now() : state.now();
    return switch (input) {
      case Input.Tick tick -> tick(state, tick, now);
      case Input.Reported reported -> reported(state, reported, now);
      case Input.Respecified respecified -> respecified(state, respecified, now);
    };
  }

  private Evaluation tick(State state, Input.Tick tick, Instant now) {
    PlatformSpec spec =
        state
            .spec()
            .orElseThrow(() -> new IllegalStateException("Cannot tick before the first spec"));
    Calendar.Moment moment = spec.platform().calendar().moment(now);
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>();
    List<Decision> decisions = new ArrayList<>(spec.workloads().size());
    List<Effect> effects = new ArrayList<>();
    spec.workloads()
        .forEach((name, declared) -> {
          var step =
              new WorkloadStep(
                  now, moment, state.specVersion(), spec.platform(), declared, state.of(name));
          Observation observation = tick.observations().get(name);
          decisions.add(observation == null ? step.decideUnobserved() : step.decide(observation));
          workloads.put(name, step.state());
          effects.addAll(step.effects());
        });
    return new Evaluation(
        new State(now, state.spec(), state.specVersion(), workloads), decisions, effects);
  }

  private Evaluation reported(State state, Input.Reported reported, Instant now) {
    Optional<PlatformSpec> spec = state.spec();
    Optional<WorkloadSpec> declared = spec.map(all -> all.workloads().get(reported.workload()));
    Optional<Execution> inFlight = state.of(reported.workload()).inFlight();
    if (spec.isEmpty() || declared.isEmpty() || inFlight.isEmpty()) {
      // An answer that comes after its action was settled, or its workload removed: nothing to do.
      return new Evaluation(at(now, state), List.of(), List.of());
    }
    var step =
        new WorkloadStep(
            now,
            Calendar.UTC.moment(now),
            state.specVersion(),
            spec.get().platform(),
            declared.get(),
            state.of(reported.workload()));
    step.settle(new Execution.Evidence.Answered(reported.action(), reported.outcome()));
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>(state.workloads());
    workloads.put(reported.workload(), step.state());
    return new Evaluation(
        new State(now, state.spec(), state.specVersion(), workloads), List.of(), step.effects());
  }

  /// What is remembered of a workload stays when its document changes; a workload that is no longer
  /// declared is forgotten; what is left of its replicas drains.
  private Evaluation respecified(State state, Input.Respecified input, Instant now) {
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>();
    input.spec().workloads().keySet().forEach(name -> workloads.put(name, state.of(name)));
    return new Evaluation(
        new State(now, Optional.of(input.spec()), input.version(), workloads),
        List.of(),
        List.of());
  }

  private static State at(Instant now, State state) {
    return new State(now, state.spec(), state.specVersion(), state.workloads());
  }
}
