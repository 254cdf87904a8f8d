package dev.surgeline.lab.simulate;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The real evaluator: the same code that `surge run` hosts, over the simulated plant.
public final class Surgeline implements Controller {
  /// A tick as it was, to be explained.
  ///
  /// @param before what was remembered
  /// @param tick what was seen
  /// @param decision what was decided
  public record Moment(State before, Input.Tick tick, Decision decision) {}

  private final String name;
  private final WorkloadName workload;
  private final SortedSet<SignalName> signals = new TreeSet<>();
  private final Optional<Foresight> foresight;
  private final Evaluator evaluator = new Evaluator();
  private State state;
  private Optional<Instant> kept = Optional.empty();
  private Optional<Moment> moment = Optional.empty();

  /// @param spec with the workload, acting
  /// @param start of the run
  public Surgeline(String name, PlatformSpec spec, WorkloadName workload, Instant start) {
    this.name = name;
    this.workload = workload;
    WorkloadSpec own = Optional.ofNullable(spec.workloads().get(workload)).orElseThrow();
    for (Policy policy : own.scaling().policies()) {
      signals.addAll(policy.signals().keySet());
    }
    signals.addAll(
        List.of(
            Metrics.REQUESTS,
            SignalName.RESPONSES,
            SignalName.IN_FLIGHT,
            SignalName.OBJECTIVE_LATENCY));
    foresight = Foresight.of(own, spec.platform());
    state =
        evaluator.evaluate(State.INITIAL, new Input.Respecified(start, spec, "simulated")).state();
  }

  /// Keeps the first decision that is made at a time or after it.
  public void keep(Instant at) {
    kept = Optional.of(at);
  }

  /// The decision that was to be kept.
  public Optional<Moment> kept() {
    return moment;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedSet<SignalName> signals() {
    return new TreeSet<>(signals);
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    SortedMap<WorkloadName, Observation> observations = new TreeMap<>();
    observations.put(workload, seen);
    var tick =
        new Input.Tick(
            now,
            observations,
            foresight.map(one -> one.at(workload, now, seen)).orElseGet(TreeMap::new));
    Evaluation evaluation = evaluator.evaluate(state, tick);
    if (kept.isPresent() && moment.isEmpty() && !now.isBefore(kept.get())) {
      decision(evaluation).ifPresent(made -> moment = Optional.of(new Moment(state, tick, made)));
    }
    state = evaluation.state();
    int size = seen.status().desired().value();
    boolean event = false;
    for (Effect effect : evaluation.effects()) {
      switch (effect) {
        case Effect.Apply(var action) -> size = applied(now, action);
        case Effect.Revert(_, var undo, _) -> {
          size = applied(now, undo);
          event = true;
        }
        case Effect.Settled _,
            Effect.Notify _,
            Effect.Answered _,
            Effect.EmergencyTurned _,
            Effect.ApprovalTurned _ -> {}
      }
    }
    return new Wish(size, event || decision(evaluation).filter(Surgeline::foreseen).isPresent());
  }

  private Optional<Decision> decision(Evaluation evaluation) {
    return evaluation.decisions().stream()
        .filter(one -> one.workload().equals(workload))
        .findFirst();
  }

  private static boolean foreseen(Decision decision) {
    return decision.forecast().isPresent()
        || decision.reasons().stream().map(Reason::code).anyMatch(Surgeline::bySchedule);
  }

  private static boolean bySchedule(Reason.Code code) {
    return code == Reason.Code.SCHEDULED
        || code == Reason.Code.SCHEDULED_EXACT
        || code == Reason.Code.MULTIPLIED
        || code == Reason.Code.BELOW_MIN
        || code == Reason.Code.EMERGENCY;
  }

  private int applied(Instant now, Action action) {
    var report = new Input.Reported(now, workload, action.id(), new Outcome.Applied());
    state = evaluator.evaluate(state, report).state();
    return switch (action) {
      case Action.Scale scale -> scale.to().value();
    };
  }
}
