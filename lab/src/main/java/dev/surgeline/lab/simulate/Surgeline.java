package dev.surgeline.lab.simulate;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Metrics;
import java.time.Instant;
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
  private final SortedSet<SignalName> signals;
  private final Host host;
  private Optional<Instant> kept = Optional.empty();
  private Optional<Moment> moment = Optional.empty();

  /// @param spec with the workload, acting
  /// @param start of the run
  public Surgeline(String name, PlatformSpec spec, WorkloadName workload, Instant start) {
    this.name = name;
    this.workload = workload;
    signals = Host.signals(Optional.ofNullable(spec.workloads().get(workload)).orElseThrow());
    host = new Host(spec, start);
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
    State before = host.state();
    Input.Tick tick = host.tick(now, observations);
    Evaluation evaluation = host.evaluate(tick);
    if (kept.isPresent() && moment.isEmpty() && !now.isBefore(kept.get())) {
      decision(evaluation).ifPresent(made -> moment = Optional.of(new Moment(before, tick, made)));
    }
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
    Optional<Decision> made = decision(evaluation);
    return new Wish(
        size,
        event || made.filter(Host::foreseen).isPresent(),
        made.flatMap(Decision::forecast).filter(one -> one.signal().equals(Metrics.REQUESTS)));
  }

  private Optional<Decision> decision(Evaluation evaluation) {
    return evaluation.decisions().stream()
        .filter(one -> one.workload().equals(workload))
        .findFirst();
  }

  private int applied(Instant now, Action action) {
    host.evaluate(new Input.Reported(now, workload, action.id(), new Outcome.Applied()));
    return switch (action) {
      case Action.Scale scale -> scale.to().value();
    };
  }
}
