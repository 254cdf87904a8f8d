package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Agenda;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.People;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.decide.Surroundings;
import dev.surgeline.core.decide.Unseen;
import dev.surgeline.core.decide.Upstream;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Gate;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One workload's part of a tick, in the evaluator's fixed order. It lives for one call.
final class WorkloadStep {
  private final Instant now;
  private final Calendar.Moment moment;
  private final Surroundings surroundings;
  private final WorkloadSpec spec;
  private final LimitStep limits;
  private final List<Effect> effects = new ArrayList<>(2);
  private final WorkloadState before;
  private WorkloadState state; // tidy: owned window
  private boolean observed; // tidy: owned window
  private SortedMap<SignalName, Signal> measured = FrozenMap.empty(); // tidy: owned window

  WorkloadStep(
      Instant now,
      Calendar.Moment moment,
      Surroundings surroundings,
      WorkloadSpec spec,
      WorkloadState state) {
    this.now = now;
    this.moment = moment;
    this.surroundings = surroundings;
    this.spec = spec;
    this.limits = new LimitStep(now, surroundings.platform(), spec.workload());
    this.state = state;
    this.before = state;
  }

  WorkloadName name() {
    return spec.workload().name();
  }

  WorkloadSpec spec() {
    return spec;
  }

  /// What was remembered before this tick.
  WorkloadState before() {
    return before;
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
  ///
  /// @param upstream the workloads that it follows
  Deliberation deliberate(Observation observation, Input.Tick tick, List<Upstream> upstream) {
    observed = true;
    measured = observation.signals();
    // Whether the clock of the samples is behind `now`.
    boolean steppedBack = tick.now().isBefore(now);
    var passed = Gate.pass(observation, state.gate(), spec.scaling().signals(), now, steppedBack);
    state = state.with(passed.memory());
    if (state.inFlight().isPresent()) {
      Optional<Replicas> better = better(passed.trust().undoubted(passed.observation()));
      var lapse = Safekeeping.lapse(moment, surroundings, spec.workload(), state);
      settle(new Execution.Evidence.Seen(observation.status(), harmed(observation), better, lapse));
    }
    state = state.with(limits.current(state));
    Replicas current = present(observation.status());
    state = approvals().settled(state, Optional.of(current));
    SortedMap<SignalName, Forecast> forecasts =
        tick.forecasts().getOrDefault(name(), FrozenMap.empty());
    Surroundings around =
        surroundings.foreseeing(tick.now(), forecasts, state.memories(), upstream);
    Situation situation = situation(current, passed, around);
    if (acts()) {
      state = state.withoutShadow();
      return Deliberation.of(situation);
    }
    return ShadowStep.deliberate(situation, state.shadow());
  }

  private boolean acts() {
    return spec.scaling().mode() == Mode.ACT;
  }

  private People people() {
    return surroundings.people();
  }

  private ApprovalStep approvals() {
    return new ApprovalStep(now, effects);
  }

  /// The size that the workload has or is on its way to.
  private Replicas present(WorkloadStatus status) {
    return state.inFlight().map(e -> e.towards().to()).orElse(status.desired());
  }

  /// Carries out what the guardrails left, unless it must wait or is not to be carried out.
  Decision conclude(Deliberation deliberation) {
    Situation situation = deliberation.situation();
    Observation observation = situation.observation();
    remember(deliberation.lasting(), present(observation.status()));
    state = state.with(deliberation.remembered());
    return acts() ? act(deliberation) : shadow(deliberation);
  }

  private Decision act(Deliberation deliberation) {
    Situation situation = deliberation.situation();
    Replicas current = situation.current();
    List<Reason> reasons = deliberation.reasons();
    Optional<Reason> wait = Waiting.reason(state, situation, deliberation.desired(), now);
    state = approvals().asked(state, deliberation);
    Optional<Action.Scale> action = Optional.empty();
    if (wait.isEmpty() && !deliberation.desired().equals(current)) {
      Observation seen = situation.trust().undoubted(situation.observation());
      Action.Scale scale = start(current, deliberation.desired(), seen);
      reasons = with(reasons, ApprovalStep.reason(state.approval(), scale, deliberation));
      state = approvals().started(state, scale, deliberation);
      action = Optional.of(scale);
    }
    reasons = with(reasons, wait);
    state = state.with(LimitStep.after(state.limits(), deliberation, action));
    tellOfLimits(deliberation);
    Replicas desired = action.map(Action.Scale::to).orElse(current);
    return decision(deliberation, current, desired, action.map(Action.Scale::id), reasons);
  }

  private Decision shadow(Deliberation deliberation) {
    Observation observation = deliberation.situation().observation();
    Replicas had = present(observation.status());
    boolean harmed = Situation.objectiveMissed(spec.workload(), observation);
    ShadowStep step =
        ShadowStep.of(
            now,
            surroundings.platform(),
            spec,
            state.shadow(),
            had,
            harmed,
            deliberation.desired());
    step.advice().ifPresent(this::alert);
    state = state.with(step.remembered()).with(state.limits().sized(had));
    List<Reason> reasons = with(deliberation.reasons(), Optional.of(step.reason()));
    return decision(deliberation, had, step.shadow().size(), Optional.empty(), reasons);
  }

  private static List<Reason> with(List<Reason> reasons, Optional<Reason> one) {
    if (one.isEmpty()) {
      return reasons;
    }
    List<Reason> more = new ArrayList<>(reasons);
    more.add(one.get());
    return more;
  }

  private Decision decision(
      Deliberation deliberation,
      Replicas current,
      Replicas desired,
      Optional<ActionId> action,
      List<Reason> reasons) {
    return new Decision(
        Decision.DecisionId.of(spec.workload().name(), moment.text()),
        now,
        spec.workload().name(),
        current,
        desired,
        action,
        deliberation.recommendations(),
        deliberation.bites(),
        reasons,
        measured,
        people().specVersion());
  }

  /// Without an observation nothing is touched; an execution in flight waits, its deadline runs on.
  Decision decideUnobserved() {
    state = approvals().settled(state, Optional.empty());
    state = state.shadow().map(shadow -> state.with(shadow.unseen())).orElse(state);
    Replicas current = state.inFlight().map(e -> e.towards().to()).orElse(Replicas.ZERO);
    Reason reason =
        new Reason(Reason.Code.STATUS_UNKNOWN, "its replicas could not be observed: no change");
    return new Decision(
        Decision.DecisionId.of(spec.workload().name(), moment.text()),
        now,
        spec.workload().name(),
        current,
        current,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(reason),
        FrozenMap.empty(),
        people().specVersion());
  }

  /// What it counts as where workloads share something, when it is not observed.
  Unseen unseen() {
    Optional<Replicas> size = state.limits().size();
    Workload workload = spec.workload();
    return new Unseen(workload, size.orElse(workload.replicas().min()), size.isPresent());
  }

  /// Moves the execution in flight on by one piece of evidence, and says what became of it.
  void settle(Execution.Evidence evidence) {
    Optional<Execution> running = state.inFlight();
    if (running.isEmpty()) {
      return;
    }
    Execution before = running.get();
    Duration within = state.deadline(spec.workload(), before.towards());
    Execution next = before.advance(now, evidence, terms());
    state = state.with(next);
    boolean rollsBack = next.stage() instanceof Execution.Stage.RollingBack;
    if (rollsBack && !(before.stage() instanceof Execution.Stage.RollingBack)) {
      undo(next, evidence, within);
      // What is seen may show already that nothing was done; the same tick again would find it.
      settle(evidence);
      return;
    }
    if (next.settled()) {
      effects.add(new Effect.Settled(next));
      if (next.stage() instanceof Execution.Stage.Failed(_, var cause)) {
        failed(before, evidence, cause, within);
      }
    }
  }

  /// Without an objective there is nothing to watch for.
  private Execution.Terms terms() {
    boolean promised = spec.workload().slo().latency().isPresent();
    boolean watched = state.limits().watch().isPresent();
    Duration bake = surroundings.platform().bake();
    Duration none = Duration.ZERO;
    return new Execution.Terms(
        spec.workload().changeDeadline(), promised ? bake : none, watched ? bake : none);
  }

  private void undo(Execution execution, Execution.Evidence evidence, Duration within) {
    if (execution.stage() instanceof Execution.Stage.RollingBack(_, _, var undo, var cause)) {
      effects.add(new Effect.Revert(execution.action().id(), undo, cause));
      alert(AlertText.undone(within, execution.action(), undo, cause, evidence));
      changed(undo);
    }
  }

  private void failed(
      Execution before, Execution.Evidence evidence, Execution.Cause cause, Duration within) {
    boolean urgent = before.action().up() && people().emergency().isPresent();
    Duration wait =
        state.retryAt(urgent).map(at -> Duration.between(now, at)).orElse(Duration.ZERO);
    alert(AlertText.failed(within, before, evidence, cause, wait));
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
  private Action.Scale start(Replicas current, Replicas desired, Observation observation) {
    Replicas ready = observation.status().ready();
    var action = Action.Scale.of(spec.workload().name(), now, current, desired);
    Duration deadline = state.deadline(spec.workload(), action);
    ReplicaBounds bounds = spec.workload().replicas();
    Optional<Execution> overtaken = state.inFlight();
    Execution next =
        overtaken
            .map(before -> before.followedBy(action, bounds, ready, now, deadline))
            .orElseGet(() -> Execution.started(action, bounds, now, deadline));
    overtaken.ifPresent(_ -> settle(new Execution.Evidence.Overtaken()));
    state = state.with(next);
    changed(action);
    effects.add(new Effect.Apply(action));
    if (action.up()) {
      better(observation);
    }
    return action;
  }

  private void changed(Action.Scale scale) {
    int by = scale.to().value() - scale.from().value();
    Duration memory = spec.scaling().behavior().memory();
    state = state.with(state.history().plusChange(now, by, memory));
  }

  private Situation situation(Replicas current, Gate.Passed passed, Surroundings around) {
    return new Situation(
        now,
        spec.workload(),
        spec.scaling(),
        current,
        passed.observation(),
        seeded(current),
        Agenda.of(spec.scaling(), moment),
        surrounded(around),
        passed.trust());
  }

  private Surroundings surrounded(Surroundings around) {
    Surroundings agreed =
        state.approval().isEmpty() ? around : around.with(people().with(state.approval().get()));
    return state.limits().hold().isEmpty() ? agreed : agreed.with(state.limits().hold().get());
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
    History history = state.history();
    return history.wanted().isEmpty()
        ? history.plusWanted(now, current, spec.scaling().behavior().memory())
        : history;
  }

  /// What a yield costs was weighed when it was decided; to undo it would take the replicas back
  /// from those that need them more.
  private boolean harmed(Observation observation) {
    return !state.limits().yielded() && Situation.objectiveMissed(spec.workload(), observation);
  }

  private Optional<Replicas> better(Observation observation) {
    LimitStep.Seen seen = limits.growth(state, observation);
    state = state.with(seen.limits());
    return seen.better();
  }

  private void tellOfLimits(Deliberation deliberation) {
    LocalDate today = moment.local().toLocalDate();
    LimitStep.Told told = limits.told(state.limits(), deliberation, today);
    told.alerts().forEach(this::alert);
    state = state.with(told.limits());
  }
}
