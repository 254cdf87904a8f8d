package dev.surgeline.core.control;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Guardrails;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All of Surgeline's intelligence: a pure function from a state and an input to the next state,
/// the decisions and the effects.
///
/// It reads no clock, draws no chance and does no IO: the same state and input give the same answer
/// on any machine, which is what makes a decision explainable a year later. A tick runs in one
/// fixed order:
///
/// 1. the executions in flight are settled by what is observed;
/// 2. proposals are made (later kinds of proposer join here: failovers first, then rollouts);
/// 3. the policies recommend, and each workload's largest recommendation becomes its proposal;
/// 4. the guardrails pass over all proposals;
/// 5. what is left becomes executions and effects, at most one in flight for a workload.
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
    var till = new Till(state.spending(), now, spec.platform());
    SortedMap<WorkloadName, WorkloadStep> steps = new TreeMap<>();
    List<Deliberation> open = new ArrayList<>(spec.workloads().size());
    spec.workloads()
        .forEach((name, declared) -> {
          var step =
              new WorkloadStep(
                  now, moment, state.specVersion(), spec.platform(), declared, state.of(name));
          steps.put(name, step);
          Observation observation = tick.observations().get(name);
          till.see(step.state(), observation != null);
          if (observation != null) {
            open.add(step.deliberate(observation));
          }
        });
    return concluded(now, state, till, steps, open);
  }

  /// @param open the proposals, in order of name
  private static Evaluation concluded(
      Instant now,
      State state,
      Till till,
      SortedMap<WorkloadName, WorkloadStep> steps,
      List<Deliberation> open) {
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>();
    List<Decision> decisions = new ArrayList<>(steps.size());
    List<Effect> effects = new ArrayList<>();
    Iterator<Deliberation> guarded = Guardrails.pass(open, till.funds()).iterator();
    steps.forEach((name, step) -> {
      Optional<Deliberation> left =
          step.observed() ? Optional.of(guarded.next()) : Optional.empty();
      Decision decision = left.map(step::conclude).orElseGet(step::decideUnobserved);
      WorkloadState before = state.of(name);
      if (Till.concerns(step.spec(), before)) {
        Till.Booked booked = till.book(step, before, left, decision);
        decisions.add(booked.decision());
        workloads.put(name, booked.state());
      } else {
        decisions.add(decision);
        workloads.put(name, step.state());
      }
      effects.addAll(step.effects());
    });
    State next = state.with(now, workloads, till.close(effects));
    return new Evaluation(next, decisions, effects);
  }

  private Evaluation reported(State state, Input.Reported reported, Instant now) {
    Optional<PlatformSpec> spec = state.spec();
    Optional<WorkloadSpec> declared = spec.map(all -> all.workloads().get(reported.workload()));
    Optional<Execution> inFlight = state.of(reported.workload()).inFlight();
    if (spec.isEmpty() || declared.isEmpty() || inFlight.isEmpty()) {
      // An answer that comes after its action was settled, or its workload removed: nothing to do.
      return new Evaluation(state.with(now, state.workloads()), List.of(), List.of());
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
    return new Evaluation(state.with(now, workloads), List.of(), step.effects());
  }

  /// What is remembered of a workload stays when its document changes; a workload that is no longer
  /// declared is forgotten; what is left of its replicas drains.
  private Evaluation respecified(State state, Input.Respecified input, Instant now) {
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>();
    input.spec().workloads().keySet().forEach(name -> workloads.put(name, state.of(name)));
    State next = state.with(now, workloads).with(input.spec(), input.version());
    return new Evaluation(next, List.of(), List.of());
  }
}
