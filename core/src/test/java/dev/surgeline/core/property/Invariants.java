package dev.surgeline.core.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.act.Execution.Stage;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.Score;
import dev.surgeline.core.control.Shadow;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.control.WorkloadState;
import dev.surgeline.core.decide.Agenda;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.PolicyMemory;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalMemory;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What must be true after every step.
final class Invariants {
  private Invariants() {}

  static void afterTick(PlatformSpec spec, Input.Tick tick, Evaluation evaluation) {
    assertEquals(
        spec.workloads().size(), evaluation.decisions().size(), "a decision for each workload");
    for (Decision decision : evaluation.decisions()) {
      WorkloadSpec declared = Objects.requireNonNull(spec.workloads().get(decision.workload()));
      Observation seen = tick.observations().get(decision.workload());
      assertFalse(decision.reasons().isEmpty());
      if (seen == null) {
        assertFalse(decision.changes());
      } else {
        withinBounds(spec, declared, decision);
        neverDownOnAbsentData(declared, spec.platform().calendar(), decision, seen);
        neverDownOnAbsentUpstream(declared, spec.platform().calendar(), tick, decision);
        neverDownWithoutForecast(declared, spec.platform().calendar(), tick, decision);
        frozenIsStill(declared, spec.platform().calendar(), decision);
        nothingIsStartedUnlessItActs(declared, decision);
        growthAboveTheThresholdIsAgreed(declared, decision, evaluation);
        settledInTime(evaluation.state(), decision.workload());
      }
      oneActionAtMost(decision, evaluation.effects());
    }
    LimitInvariants.afterTick(spec, tick, evaluation);
  }

  static void always(State before, State after) {
    assertFalse(after.now().isBefore(before.now()), "time never steps back");
    after.workloads().values().forEach(Invariants::ordered);
    after
        .spec()
        .ifPresent(spec ->
            after
                .workloads()
                .forEach((name, state) ->
                    onlyTheirs(Objects.requireNonNull(spec.workloads().get(name)), state)));
  }

  private static void onlyTheirs(WorkloadSpec declared, WorkloadState state) {
    List<PolicyMemory.Key> keys = declared.scaling().remembering();
    assertTrue(keys.containsAll(state.memories().keySet()), () -> "forgotten " + state.memories());
  }

  /// Outside only while an earlier change holds it there.
  private static void withinBounds(PlatformSpec spec, WorkloadSpec declared, Decision decision) {
    ReplicaBounds bounds = declared.workload().replicas();
    boolean waits =
        decision.reasons().stream()
            .map(Reason::code)
            .anyMatch(code -> code == Reason.Code.IN_FLIGHT || code == Reason.Code.RETRY_WAIT);
    if (LimitInvariants.scarce(decision)
        || LimitInvariants.misplaced(decision)
        || LimitInvariants.lacked(spec, declared, decision)) {
      assertFalse(decision.desired().above(bounds.max()) && !waits, decision::sentence);
      return;
    }
    assertTrue(bounds.contains(decision.desired()) || waits, decision::sentence);
    assertTrue(bounds.contains(decision.desired()) || !decision.changes(), decision::sentence);
  }

  private static void neverDownOnAbsentData(
      WorkloadSpec declared, Calendar calendar, Decision decision, Observation seen) {
    boolean absent = false;
    for (Policy policy : declared.scaling().policies()) {
      for (SignalName signal : policy.signals().keySet()) {
        absent |= !(seen.signal(signal) instanceof Signal.Known);
      }
    }
    // What the gate finds odd is said, and is as good as absent.
    absent |=
        decision.reasons().stream().anyMatch(reason -> reason.code() == Reason.Code.METRIC_DOUBTED);
    assertFalse(absent && shrinks(declared, calendar, decision), decision::sentence);
  }

  private static void neverDownOnAbsentUpstream(
      WorkloadSpec declared, Calendar calendar, Input.Tick tick, Decision decision) {
    boolean absent =
        declared.scaling().follow().stream()
            .flatMap(follow -> follow.leads().stream())
            .anyMatch(lead -> !tick.observations().containsKey(lead.workload()));
    assertFalse(absent && shrinks(declared, calendar, decision), decision::sentence);
  }

  /// By itself, a predictive policy without a forecast takes nothing away.
  private static void neverDownWithoutForecast(
      WorkloadSpec declared, Calendar calendar, Input.Tick tick, Decision decision) {
    boolean alone = declared.scaling().policies().stream().allMatch(Predictive.class::isInstance);
    boolean foretold = tick.forecasts().containsKey(decision.workload());
    assertFalse(alone && !foretold && shrinks(declared, calendar, decision), decision::sentence);
  }

  /// But for what brings it back below its max.
  private static boolean shrinks(WorkloadSpec declared, Calendar calendar, Decision decision) {
    Agenda agenda = Agenda.of(declared.scaling(), calendar, decision.at());
    ReplicaBounds bounds = agenda.bounds(declared.workload().replicas());
    return decision.changes()
        && decision.desired().below(decision.current())
        && !decision.current().above(bounds.max())
        && !LimitInvariants.scarce(decision);
  }

  private static Duration bake(State state) {
    return state.spec().orElseThrow().platform().bake();
  }

  private static void frozenIsStill(WorkloadSpec declared, Calendar calendar, Decision decision) {
    Agenda agenda = Agenda.of(declared.scaling(), calendar, decision.at());
    boolean inside = declared.workload().replicas().contains(decision.current());
    boolean grows = decision.desired().above(decision.current());
    boolean yields = !grows && LimitInvariants.scarce(decision);
    boolean moves = decision.changes() && !(grows && emergency(decision)) && !yields;
    assertFalse(agenda.freeze().isPresent() && inside && moves, decision::sentence);
  }

  private static boolean emergency(Decision decision) {
    return decision.reasons().stream().anyMatch(why -> why.code() == Reason.Code.EMERGENCY);
  }

  private static void nothingIsStartedUnlessItActs(WorkloadSpec declared, Decision decision) {
    boolean acts = declared.scaling().mode() == Mode.ACT;
    assertTrue(acts || !decision.changes(), decision::sentence);
  }

  /// By as many as the rule says, none of them twice, or by break-glass.
  private static void growthAboveTheThresholdIsAgreed(
      WorkloadSpec declared, Decision decision, Evaluation evaluation) {
    Optional<ApprovalRule> rule = declared.scaling().approval();
    Optional<Replicas> threshold = rule.flatMap(one -> one.above().replicas());
    boolean inside = declared.workload().replicas().contains(decision.current());
    boolean grows = decision.changes() && decision.desired().above(decision.current());
    if (threshold.isEmpty() || !grows || !inside || emergency(decision)) {
      return;
    }
    Replicas min = declared.workload().replicas().min();
    if (decision.desired().above(threshold.get().max(min))) {
      Approval used = evaluation.state().of(decision.workload()).approval().orElseThrow();
      long people = used.agreements().stream().map(Approval.Agreement::by).distinct().count();
      assertEquals(rule.get().approvers(), (int) people, decision::sentence);
      assertFalse(decision.desired().above(used.to()), decision::sentence);
      assertTrue(used.stage() instanceof Approval.Stage.InUse, decision::sentence);
    }
  }

  /// An observation settles what is past its deadline; only what is as wanted may still bake.
  private static void settledInTime(State state, WorkloadName workload) {
    Instant now = state.now();
    state
        .of(workload)
        .inFlight()
        .map(Execution::stage)
        .ifPresent(stage -> {
          boolean inTime =
              switch (stage) {
                case Stage.Applying(_, var deadline) -> now.isBefore(deadline);
                case Stage.Verifying(_, var deadline, var settledSince) ->
                    now.isBefore(deadline)
                        || settledSince
                            .filter(since -> now.isBefore(since.plus(bake(state))))
                            .isPresent();
                case Stage.RollingBack(_, var deadline, _, _) -> now.isBefore(deadline);
                case Stage.Succeeded _, Stage.RolledBack _, Stage.Failed _, Stage.Superseded _ ->
                    true;
              };
          assertTrue(inTime, () -> stage + " at " + now);
        });
  }

  private static void oneActionAtMost(Decision decision, List<Effect> effects) {
    long applied =
        effects.stream()
            .filter(effect ->
                effect instanceof Effect.Apply(var action)
                    && action.workload().equals(decision.workload()))
            .count();
    assertEquals(decision.changes() ? 1 : 0, applied, decision::sentence);
  }

  private static void ordered(WorkloadState workload) {
    List<History.Wanted> wanted = workload.history().wanted();
    for (int i = 1; i < wanted.size(); i++) {
      assertFalse(wanted.get(i).at().isBefore(wanted.get(i - 1).at()));
    }
    assertTrue(workload.failures() >= 0);
    workload.shadow().map(Shadow::score).ifPresent(Invariants::addsUp);
    List<SignalMemory> signals = workload.gate().signals();
    for (int i = 1; i < signals.size(); i++) {
      assertTrue(signals.get(i - 1).name().compareTo(signals.get(i).name()) < 0);
    }
  }

  private static void addsUp(Score score) {
    assertTrue(score.missedWithMore().compareTo(score.missed()) <= 0, score::sentence);
    assertTrue(score.missed().compareTo(score.observed()) <= 0, score::sentence);
    assertTrue(score.agreed().compareTo(score.observed()) <= 0, score::sentence);
  }
}
