package dev.surgeline.core.property;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Milli;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Share;
import dev.surgeline.core.platform.Workload;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// What must be true of limits after every tick.
final class LimitInvariants {
  private LimitInvariants() {}

  static boolean scarce(Decision decision) {
    return decision.bites().stream()
        .map(bite -> bite.reason().code())
        .anyMatch(code -> code == Reason.Code.SCARCITY || code == Reason.Code.SCARCITY_OF_MINS);
  }

  static boolean misplaced(Decision decision) {
    return decision.bites().stream()
        .anyMatch(bite -> bite.reason().code() == Reason.Code.PLACEMENT);
  }

  /// A size that there only would be moves once at a time, so it may still lack what a tick at the
  /// same time did not give it.
  static boolean lacked(PlatformSpec spec, WorkloadSpec declared, Decision decision) {
    boolean limited = !spec.platform().quota().isEmpty() || Residency.stated(declared.workload());
    return limited && declared.scaling().mode() != Mode.ACT && !decision.changes();
  }

  static void afterTick(PlatformSpec spec, Input.Tick tick, Evaluation evaluation) {
    quotaIsKept(spec, tick, evaluation);
    for (Decision decision : evaluation.decisions()) {
      Workload workload = workload(spec, decision);
      boolean grows = decision.changes() && decision.desired().above(decision.current());
      if (grows) {
        var today = spec.platform().calendar().local(evaluation.state().now()).toLocalDate();
        assertTrue(
            Residency.on(today, spec.platform(), workload) instanceof Residency.Standing.Satisfied,
            decision::sentence);
      }
      if (grows && decision.desired().above(workload.replicas().min())) {
        for (Share share : Share.of(workload)) {
          ceilingHolds(share, spec, tick, evaluation, decision);
        }
      }
    }
  }

  /// What is decided exceeds no quota that was kept before, and makes no other worse.
  private static void quotaIsKept(PlatformSpec spec, Input.Tick tick, Evaluation evaluation) {
    spec.platform()
        .quota()
        .forEach((resource, limit) -> {
          long before = total(resource, spec, tick, evaluation, one -> one.current().value());
          long after = total(resource, spec, tick, evaluation, one -> left(one).value());
          long most = Math.max(Milli.of(limit), before);
          assertTrue(after <= most, () -> resource + " " + after + " of " + most);
        });
  }

  private static long total(
      ResourceName resource,
      PlatformSpec spec,
      Input.Tick tick,
      Evaluation evaluation,
      ToIntFunction<Decision> size) {
    long total = 0;
    for (Decision decision : evaluation.decisions()) {
      Workload workload = workload(spec, decision);
      boolean seen = tick.observations().containsKey(decision.workload());
      int replicas = seen ? size.applyAsInt(decision) : lastSeen(workload, evaluation.state());
      double otherwise = resource.equals(ResourceName.REPLICAS) ? 1 : 0;
      double each = workload.needs().getOrDefault(resource, otherwise);
      total += Milli.times(each == 0 ? 0 : Milli.of(each), replicas);
    }
    return total;
  }

  /// Beyond its min nothing grows into what others hold.
  private static void ceilingHolds(
      Share share, PlatformSpec spec, Input.Tick tick, Evaluation evaluation, Decision grown) {
    long held = 0;
    long limit = share.limit();
    for (Decision decision : evaluation.decisions()) {
      Workload workload = workload(spec, decision);
      Optional<Observation> seen =
          Optional.ofNullable(tick.observations().get(decision.workload()));
      int replicas =
          seen.map(one -> holds(one.status(), decision, decision.equals(grown)))
              .orElseGet(() -> lastSeen(workload, evaluation.state()));
      for (Share other : Share.of(workload)) {
        if (other.of().equals(share.of())) {
          held += other.takes(replicas);
          limit = Math.min(limit, other.limit());
        }
      }
    }
    String found = share.of() + ": " + held + " of " + limit + " after ";
    assertTrue(held <= limit, () -> found + grown.sentence());
  }

  /// What is not carried out leaves what there is.
  private static Replicas left(Decision decision) {
    return decision.changes() ? decision.desired() : decision.current();
  }

  /// Of its own replicas one keeps as many as it is to have; those of others count while they are
  /// there.
  private static int holds(WorkloadStatus status, Decision decision, boolean own) {
    long draining = status.replicas().stream().filter(one -> one.phase() == Phase.DRAINING).count();
    int there = own ? 0 : status.staying().value();
    return Math.max(left(decision).value(), there) + Math.toIntExact(draining);
  }

  private static int lastSeen(Workload workload, State state) {
    return state.of(workload.name()).limits().size().orElse(workload.replicas().min()).value();
  }

  private static Workload workload(PlatformSpec spec, Decision decision) {
    return Objects.requireNonNull(spec.workloads().get(decision.workload())).workload();
  }
}
