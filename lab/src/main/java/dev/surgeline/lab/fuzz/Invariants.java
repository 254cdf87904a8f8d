package dev.surgeline.lab.fuzz;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Agenda;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.simulate.Host;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must hold after every input; the first that does not is thrown.
final class Invariants implements Host.Witness {
  /// The same tick is tried again each so many ticks.
  private static final int TWICE = 8;

  private final PlatformSpec spec;
  private final Host.Step step;
  private int ticks;

  /// @param step who decides
  Invariants(PlatformSpec spec, Host.Step step) {
    this.spec = spec;
    this.step = step;
  }

  @Override
  public void saw(State before, Input input, Evaluation evaluation) {
    actions(before, evaluation);
    if (input instanceof Input.Tick tick) {
      require(
          Rule.INTENT,
          evaluation.decisions().size() == spec.workloads().size(),
          () -> evaluation.decisions().size() + " decisions for " + spec.workloads().size());
      for (Decision decision : evaluation.decisions()) {
        decision(decision, tick, evaluation);
      }
      Money.kept(spec, tick, before, evaluation);
      if (ticks++ % TWICE == 0) {
        twice(tick, evaluation);
      }
    }
  }

  private static void require(Rule rule, boolean holds, java.util.function.Supplier<String> why) {
    if (!holds) {
      throw new Broken(rule, why.get());
    }
  }

  private Workload declared(WorkloadName name) {
    return Optional.ofNullable(spec.workloads().get(name)).orElseThrow().workload();
  }

  private void actions(State before, Evaluation evaluation) {
    Set<WorkloadName> busy = new HashSet<>();
    before
        .workloads()
        .forEach((name, one) -> {
          if (one.inFlight().isPresent()) {
            busy.add(name);
          }
        });
    for (Effect effect : evaluation.effects()) {
      switch (effect) {
        case Effect.Apply(Action.Scale action) -> {
          bounds(action, why(action, evaluation));
          intended(action, evaluation);
          require(
              Rule.ONE_EXECUTION,
              busy.add(action.workload()),
              () -> change(action) + " while another is under way");
        }
        case Effect.Revert(var failed, Action.Scale undo, _) -> {
          bounds(undo, "undoes " + failed);
          boolean known =
              before.of(undo.workload()).inFlight().stream()
                  .anyMatch(one -> one.action().id().equals(failed));
          require(
              Rule.INTENT,
              known && busy.contains(undo.workload()),
              () -> undo.id() + " undoes " + failed + ", which is not under way");
        }
        case Effect.Settled(var execution) -> busy.remove(execution.action().workload());
        case Effect.Notify _,
            Effect.Answered _,
            Effect.EmergencyTurned _,
            Effect.ApprovalTurned _ -> {}
      }
    }
  }

  private static String why(Action.Scale action, Evaluation evaluation) {
    return decision(action, evaluation).map(Decision::sentence).orElse("no decision");
  }

  private static Optional<Decision> decision(Action.Scale action, Evaluation evaluation) {
    return evaluation.decisions().stream()
        .filter(one -> one.action().filter(action.id()::equals).isPresent())
        .findFirst();
  }

  private void bounds(Action.Scale action, String why) {
    Workload workload = declared(action.workload());
    ReplicaBounds bounds = workload.replicas();
    require(
        Rule.HARD_MAX,
        !action.to().above(bounds.max()) || action.to().below(action.from()),
        () -> "%s: max is %s; %s".formatted(change(action), bounds.max(), why));
    require(
        Rule.FLOOR,
        workload.criticality() != Criticality.LIFE_SAFETY
            || !action.to().below(bounds.min())
            || action.up(),
        () -> "%s: min is %s; %s".formatted(change(action), bounds.min(), why));
  }

  private static String change(Action.Scale action) {
    return action.workload() + " " + action.from() + " -> " + action.to();
  }

  private static void intended(Action.Scale action, Evaluation evaluation) {
    Optional<Decision> decision = decision(action, evaluation);
    require(
        Rule.INTENT,
        decision.filter(one -> one.desired().equals(action.to())).isPresent(),
        () -> change(action) + " has no decision that says so");
    Optional<Execution> execution = evaluation.state().of(action.workload()).inFlight();
    require(
        Rule.INTENT,
        execution.filter(one -> one.action().equals(action)).isPresent(),
        () -> change(action) + " has no execution");
  }

  private void decision(Decision decision, Input.Tick tick, Evaluation evaluation) {
    Observation seen = tick.observations().get(decision.workload());
    if (seen == null) {
      require(Rule.ABSENCE, !decision.changes(), decision::sentence);
      return;
    }
    Workload workload = declared(decision.workload());
    boolean grows = decision.changes() && decision.desired().above(decision.current());
    if (grows) {
      LocalDate today = spec.platform().calendar().local(evaluation.state().now()).toLocalDate();
      require(
          Rule.RESIDENCY,
          Residency.on(today, spec.platform(), workload) instanceof Residency.Standing.Satisfied,
          decision::sentence);
    }
    boolean shrinks = decision.changes() && decision.desired().below(decision.current());
    if (shrinks && absent(decision, seen)) {
      require(Rule.ABSENCE, excused(decision), decision::sentence);
    }
  }

  private boolean absent(Decision decision, Observation seen) {
    for (Policy policy : policies(decision)) {
      for (SignalName signal : policy.signals().keySet()) {
        if (!(seen.signal(signal) instanceof Signal.Known)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Policy> policies(Decision decision) {
    return Optional.ofNullable(spec.workloads().get(decision.workload()))
        .orElseThrow()
        .scaling()
        .policies();
  }

  /// Back below its max, by what a schedule says exactly, or for others that need it more.
  private boolean excused(Decision decision) {
    var own = Optional.ofNullable(spec.workloads().get(decision.workload())).orElseThrow();
    Agenda agenda = Agenda.of(own.scaling(), spec.platform().calendar(), decision.at());
    ReplicaBounds bounds = agenda.bounds(own.workload().replicas());
    return decision.current().above(bounds.max()) || scarce(decision);
  }

  private static boolean scarce(Decision decision) {
    return decision.bites().stream()
        .map(bite -> bite.reason().code())
        .anyMatch(code -> code == Reason.Code.SCARCITY || code == Reason.Code.SCARCITY_OF_MINS);
  }

  /// The second time may only put on the record that what the first began is there already.
  private void twice(Input.Tick tick, Evaluation first) {
    for (Effect effect : step.evaluate(first.state(), tick).effects()) {
      boolean found =
          effect instanceof Effect.Settled(var execution)
              && execution.stage() instanceof Execution.Stage.Succeeded;
      require(Rule.ONCE, found, () -> "the same tick again: " + effect);
    }
  }
}
