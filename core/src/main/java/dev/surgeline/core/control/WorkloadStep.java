package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Agenda;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.decide.Surroundings;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One workload's part of a tick, in the evaluator's fixed order. It lives for one call.
final class WorkloadStep {
  private final Instant now;
  private final Calendar.Moment moment;
  private final String specVersion;
  private final WorkloadSpec spec;
  private final Surroundings surroundings;
  private final Execution.Terms terms;
  private final List<Effect> effects = new ArrayList<>(2);
  private WorkloadState state; // tidy: owned window
  private boolean observed; // tidy: owned window

  WorkloadStep(
      Instant now,
      Calendar.Moment moment,
      String specVersion,
      Platform platform,
      WorkloadSpec spec,
      WorkloadState state) {
    this.now = now;
    this.moment = moment;
    this.specVersion = specVersion;
    this.spec = spec;
    this.surroundings = new Surroundings(platform);
    // Without an objective there is nothing to watch for.
    boolean promised = spec.workload().slo().latency().isPresent();
    Duration bake = promised ? platform.bake() : Duration.ZERO;
    this.terms = new Execution.Terms(spec.workload().changeDeadline(), bake);
    this.state = state;
  }

  WorkloadSpec spec() {
    return spec;
  }

  WorkloadState state() {
    return state;
  }

  List<Effect> effects() {
    return effects;
  }

  /// Whether the workload was observed at this tick.
  boolean observed() {
    return observed;
  }

  /// Settles what is in flight by what is seen, and asks the policies.
  Deliberation deliberate(Observation observation) {
    observed = true;
    WorkloadStatus status = observation.status();
    settle(new Execution.Evidence.Seen(status, harmed(spec, observation)));
    Replicas current = state.inFlight().map(e -> e.towards().to()).orElse(status.desired());
    return Deliberation.of(situation(current, observation));
  }

  /// Carries out what the guardrails left, unless it must wait.
  Decision conclude(Deliberation deliberation) {
    Situation situation = deliberation.situation();
    Observation observation = situation.observation();
    Replicas current = situation.current();
    List<Reason> reasons = new ArrayList<>(deliberation.reasons());
    Optional<Reason> wait =
        Waiting.reason(state, situation.bounds(), current, deliberation.desired(), now);
    wait.ifPresent(reasons::add);
    remember(deliberation.lasting(), current);
    Optional<Action.Scale> action = Optional.empty();
    if (wait.isEmpty() && !deliberation.desired().equals(current)) {
      action = Optional.of(start(current, deliberation.desired(), observation.status()));
    }
    return new Decision(
        Decision.DecisionId.of(spec.workload().name(), now),
        now,
        spec.workload().name(),
        current,
        action.map(Action.Scale::to).orElse(current),
        action.map(Action.Scale::id),
        deliberation.recommendations(),
        deliberation.bites(),
        reasons,
        observation.signals(),
        specVersion);
  }

  /// Without an observation nothing is touched; an execution in flight waits, its deadline runs on.
  Decision decideUnobserved() {
    Replicas current = state.inFlight().map(e -> e.towards().to()).orElse(Replicas.ZERO);
    Reason reason =
        new Reason(Reason.Code.STATUS_UNKNOWN, "its replicas could not be observed: no change");
    return new Decision(
        Decision.DecisionId.of(spec.workload().name(), now),
        now,
        spec.workload().name(),
        current,
        current,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(reason),
        new TreeMap<>(),
        specVersion);
  }

  /// Moves the execution in flight on by one piece of evidence, and says what became of it.
  void settle(Execution.Evidence evidence) {
    Optional<Execution> running = state.inFlight();
    if (running.isEmpty()) {
      return;
    }
    Execution before = running.get();
    Execution next = before.advance(now, evidence, terms);
    state = state.with(next);
    boolean rollsBack = next.stage() instanceof Execution.Stage.RollingBack;
    if (rollsBack && !(before.stage() instanceof Execution.Stage.RollingBack)) {
      undo(next);
      // What is seen may show already that nothing was done. Else the same tick again would find
      // it.
      settle(evidence);
      return;
    }
    if (next.settled()) {
      effects.add(new Effect.Settled(next));
      if (next.stage() instanceof Execution.Stage.Failed) {
        failed(before, evidence);
      }
    }
  }

  private void undo(Execution execution) {
    if (execution.stage() instanceof Execution.Stage.RollingBack(_, _, var undo, var cause)) {
      effects.add(new Effect.Revert(execution.action().id(), undo, cause));
      alert(AlertText.undone(spec.workload(), execution.action(), undo, cause));
      changed(undo);
    }
  }

  private void failed(Execution before, Execution.Evidence evidence) {
    Duration wait = state.retryAt().map(at -> Duration.between(now, at)).orElse(Duration.ZERO);
    alert(AlertText.failed(spec.workload(), before, evidence, wait));
    if (evidence instanceof Execution.Evidence.Answered) {
      // What was refused was not changed, and must not count against the rate of change.
      Action.Scale refused = before.towards();
      int by = refused.to().value() - refused.from().value();
      state = state.with(state.history().minusChange(since(before), by));
    }
  }

  /// When what an actuator may still refuse was decided.
  private Instant since(Execution execution) {
    return switch (execution.stage()) {
      case Execution.Stage.Applying(var since, _) -> since;
      case Execution.Stage.RollingBack(var since, _, _, _) -> since;
      case Execution.Stage.Verifying _,
          Execution.Stage.Succeeded _,
          Execution.Stage.RolledBack _,
          Execution.Stage.Failed _,
          Execution.Stage.Superseded _ ->
          now;
    };
  }

  private void alert(String sentence) {
    effects.add(new Effect.Notify(new Effect.Alert(now, spec.workload().name(), sentence)));
  }

  /// On the way up a newer decision overtakes the one in flight, so that a surge does not wait for
  /// the replicas before; the way back stays the one from before the first of them.
  private Action.Scale start(Replicas current, Replicas desired, WorkloadStatus status) {
    var action = Action.Scale.of(spec.workload().name(), now, current, desired);
    Duration deadline = spec.workload().changeDeadline();
    Optional<Execution> overtaken = state.inFlight();
    Execution next =
        overtaken
            .map(before -> before.followedBy(action, status.ready(), now, deadline))
            .orElseGet(() -> Execution.started(action, now, deadline));
    overtaken.ifPresent(_ -> settle(new Execution.Evidence.Overtaken()));
    state = state.with(next);
    changed(action);
    effects.add(new Effect.Apply(action));
    return action;
  }

  private void changed(Action.Scale scale) {
    int by = scale.to().value() - scale.from().value();
    Duration memory = spec.scaling().behavior().memory();
    state = state.with(state.history().plusChange(now, by, memory));
  }

  private Situation situation(Replicas current, Observation observation) {
    return new Situation(
        now,
        spec.workload(),
        spec.scaling(),
        current,
        observation,
        seeded(current),
        Agenda.of(spec.scaling(), moment),
        surroundings);
  }

  private void remember(Optional<Replicas> wanted, Replicas current) {
    if (wanted.isPresent()) {
      Duration memory = spec.scaling().behavior().memory();
      state = state.with(seeded(current).plusWanted(now, wanted.get(), memory));
    }
  }

  /// A workload seen for the first time keeps what it has for a stabilization window, as in the
  /// HPA.
  private History seeded(Replicas current) {
    Duration memory = spec.scaling().behavior().memory();
    History history = state.history();
    return history.wanted().isEmpty() ? history.plusWanted(now, current, memory) : history;
  }

  /// Whether the latency objective is missed; unknown counts as not.
  static boolean harmed(WorkloadSpec spec, Observation observation) {
    return spec.workload()
        .slo()
        .latency()
        .map(objective ->
            observation.signal(SignalName.OBJECTIVE_LATENCY)
                    instanceof Signal.Known(Measure.Total(var millis), _)
                && millis > objective.below().toNanos() / 1e6)
        .orElse(false);
  }
}
