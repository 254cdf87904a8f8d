package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a tick does to the request that people agree to a workload's growth: it lets its time pass,
/// makes it, uses it and ends it. Each turn goes on the record.
final class ApprovalStep {
  private final Instant now;
  private final List<Effect> effects;

  /// @param effects to which the turns are added
  ApprovalStep(Instant now, List<Effect> effects) {
    this.now = now;
    this.effects = effects;
  }

  /// Before anything is decided: its time may be over, and the growth it was used for.
  WorkloadState settled(WorkloadState state, Optional<Replicas> current) {
    if (state.approval().isEmpty()) {
      return state;
    }
    WorkloadState passed = turned(state, new Approval.Event.Passed());
    boolean reached =
        current.isPresent()
            && passed.inFlight().isEmpty()
            && passed.approval().filter(one -> one.reached(now, current.get())).isPresent();
    return reached ? turned(passed, new Approval.Event.Grown(Approval.End.REACHED)) : passed;
  }

  /// After the guardrails: people are asked for what they left out.
  WorkloadState asked(WorkloadState state, Deliberation deliberation) {
    Optional<Approval> next = deliberation.asked();
    if (next.isEmpty() || next.equals(state.approval())) {
      return state;
    }
    WorkloadState left =
        turned(state, new Approval.Event.Obsolete(Approval.Cause.MORE_WANTED)).with(next.get());
    Approval request = next.get();
    effects.add(new Effect.ApprovalTurned(request));
    String sentence =
        request.growth()
            + " waits for the agreement of "
            + request.needed()
            + (request.needed() == 1 ? " person: " : " people: ")
            + request.id();
    effects.add(new Effect.Notify(new Effect.Alert(now, request.workload(), sentence)));
    return left;
  }

  /// When an action starts: growth above what is free uses what was agreed, and less ends it.
  WorkloadState started(WorkloadState state, Action.Scale action, Deliberation deliberation) {
    if (!action.up()) {
      return turned(state, new Approval.Event.Grown(Approval.End.SHRINKS));
    }
    return uses(action, deliberation) ? turned(state, new Approval.Event.Grows()) : state;
  }

  /// Who agreed to the action; absent: it needed nobody.
  static Optional<Reason> reason(
      Optional<Approval> approval, Action.Scale action, Deliberation deliberation) {
    if (!action.up() || !uses(action, deliberation)) {
      return Optional.empty();
    }
    return approval
        .filter(one -> one.allowed().filter(to -> !action.to().above(to)).isPresent())
        .map(one -> {
          String who =
              one.agreements().stream()
                  .map(agreement -> agreement.by().value())
                  .collect(Collectors.joining(" and "));
          return new Reason(
              Reason.Code.APPROVED, "by " + who + ": " + one.growth() + " (" + one.id() + ")");
        });
  }

  private static boolean uses(Action.Scale action, Deliberation deliberation) {
    return deliberation.free().filter(free -> action.to().above(free)).isPresent();
  }

  /// After one more event.
  WorkloadState turned(WorkloadState state, Approval.Event event) {
    if (state.approval().isEmpty()) {
      return state;
    }
    Approval before = state.approval().get();
    Approval next = before.advance(now, event);
    if (next.equals(before)) {
      return state;
    }
    effects.add(new Effect.ApprovalTurned(next));
    return state.with(next);
  }
}
