package dev.surgeline.core.control;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.People;
import dev.surgeline.core.decide.Surroundings;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Alongside;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.FrozenMap;
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
/// fixed order:
///
/// 1. the executions in flight are settled by what is observed;
/// 2. proposals are made (later kinds of proposer join here: failovers first, then rollouts);
/// 3. the policies recommend, and each workload's largest recommendation becomes its proposal; who
///    follows others comes after those, so that a surge reaches all tiers at the same tick;
/// 4. the guardrails pass over all proposals;
/// 5. what is left becomes executions and effects, at most one in flight for a workload.
///
/// Level-triggered: every tick decides from the whole present picture, and the same tick twice has
/// no second effect.
public final class Evaluator {
  private Ordered ordered = // tidy: owned window
      new Ordered(Optional.empty(), new Cascade(List.of()));

  /// @param spec of which the cascade is
  private record Ordered(Optional<PlatformSpec> spec, Cascade cascade) {}

  /// One step.
  ///
  /// @throws IllegalStateException if the state holds no spec yet and the input needs one
  public Evaluation evaluate(State state, Input input) {
    Instant now = input.now().isAfter(state.now()) ? input.now() : state.now();
    return switch (input) {
      case Input.Tick tick -> tick(state, tick, now);
      case Input.Reported reported -> reported(state, reported, now);
      case Input.Respecified respecified -> respecified(state, respecified, now);
      case Input.Assured assured -> Safekeeping.assured(state, assured, now, new ArrayList<>());
      case Input.Commanded commanded -> Commands.evaluate(state, commanded, now);
    };
  }

  private Evaluation tick(State before, Input.Tick tick, Instant now) {
    PlatformSpec spec =
        before
            .spec()
            .orElseThrow(() -> new IllegalStateException("Cannot tick before the first spec"));
    List<Effect> effects = new ArrayList<>();
    State state = Emergencies.passed(before, now, effects);
    List<Emergency> active = Emergencies.active(state);
    Surroundings quiet = surroundings(state, spec);
    Calendar.Moment moment = spec.platform().calendar().moment(now);
    var till = new Till(state.spending(), now, spec.platform());
    var proposers = new Proposers(tick, cascade(spec), spec.workloads().size());
    var states = new Alongside<>(state.workloads());
    var observations = new Alongside<>(tick.observations());
    spec.workloads()
        .forEach((name, declared) -> {
          WorkloadState remembered = states.at(name).orElse(WorkloadState.NEW);
          var step =
              new WorkloadStep(
                  now, moment, Emergencies.around(quiet, active, name), declared, remembered);
          Optional<Observation> observation = observations.at(name);
          till.see(remembered, observation.isPresent());
          proposers.add(step, observation);
        });
    proposers.follow();
    List<Deliberation> guarded = proposers.guarded(till.funds());
    return proposers.conclude(state, now, guarded, till, effects);
  }

  /// The same documents hold for many ticks, and the order in which they are thought about does not
  /// change. This is nothing that is remembered: it follows from the documents alone.
  @SuppressWarnings("ReferenceEquality") // to compare all documents would cost more than it saves
  private Cascade cascade(PlatformSpec spec) {
    Ordered last = ordered;
    if (last.spec().isEmpty() || last.spec().get() != spec) {
      last = new Ordered(Optional.of(spec), Cascade.of(spec.workloads()));
      ordered = last;
    }
    return last.cascade();
  }

  /// What surrounds every workload that nobody has said anything of.
  private static Surroundings surroundings(State state, PlatformSpec spec) {
    var people = new People(Optional.empty(), Optional.empty(), state.specVersion());
    var quiet = new Surroundings(spec.platform(), people);
    return state.assurance().map(quiet::with).orElse(quiet);
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
            Emergencies.around(
                surroundings(state, spec.get()), Emergencies.active(state), reported.workload()),
            declared.get(),
            state.of(reported.workload()));
    step.settle(new Execution.Evidence.Answered(reported.action(), reported.outcome()));
    return new Evaluation(
        state.with(
            now, FrozenMap.copyOf(state.workloads()).with(reported.workload(), step.state())),
        List.of(),
        step.effects());
  }

  /// What is remembered of a workload stays when its document changes, but for what it would have
  /// had under the old one, for agreements, which are bound to the documents, and for what policies
  /// remember that are not there any more; a workload that is no longer declared is forgotten; what
  /// is left of its replicas drains.
  private Evaluation respecified(State state, Input.Respecified input, Instant now) {
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>();
    List<Effect> effects = new ArrayList<>();
    var approvals = new ApprovalStep(now, effects);
    var obsolete = new Approval.Event.Obsolete(Approval.Cause.DOCUMENTS);
    input
        .spec()
        .workloads()
        .forEach((name, declared) -> {
          boolean same =
              state.spec().filter(old -> declared.equals(old.workloads().get(name))).isPresent();
          WorkloadState left = same ? state.of(name) : state.of(name).withoutShadow();
          boolean bound = input.version().equals(state.specVersion());
          WorkloadState agreed = bound ? left : approvals.turned(left, obsolete);
          workloads.put(name, agreed.remembering(declared.scaling().remembering()));
        });
    State next = state.with(now, workloads).with(input.spec(), input.version());
    return new Evaluation(next, List.of(), effects);
  }
}
