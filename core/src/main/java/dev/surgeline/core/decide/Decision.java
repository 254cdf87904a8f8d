package dev.surgeline.core.decide;

import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What was decided for one workload at one tick, and all that led to it.
///
/// @param id of its content: workload and time
/// @param at the time of the tick
/// @param workload for which
/// @param current the size it had or was on its way to
/// @param desired the size it shall have; the same as `current` when nothing changes
/// @param action what is done about it; absent: nothing
/// @param recommendations what each policy wanted
/// @param bites the guardrails that changed the proposal, in their order
/// @param reasons at least one, in the order of the stages that gave them
/// @param inputs the signals as they were measured, before the data-quality gate
/// @param specVersion the version of the documents in force
/// @param cost what it does to what the workload costs; absent: no price is known, or not its size
public record Decision(
    DecisionId id,
    Instant at,
    WorkloadName workload,
    Replicas current,
    Replicas desired,
    Optional<ActionId> action,
    List<Recommendation> recommendations,
    List<Bite> bites,
    List<Reason> reasons,
    SortedMap<SignalName, Signal> inputs,
    String specVersion,
    Optional<CostChange> cost) {

  /// A decision whose cost is not known.
  public Decision(
      DecisionId id,
      Instant at,
      WorkloadName workload,
      Replicas current,
      Replicas desired,
      Optional<ActionId> action,
      List<Recommendation> recommendations,
      List<Bite> bites,
      List<Reason> reasons,
      SortedMap<SignalName, Signal> inputs,
      String specVersion) {
    this(
        id,
        at,
        workload,
        current,
        desired,
        action,
        recommendations,
        bites,
        reasons,
        inputs,
        specVersion,
        Optional.empty());
  }

  /// The same, with its cost.
  public Decision with(CostChange known) {
    return new Decision(
        id,
        at,
        workload,
        current,
        desired,
        action,
        recommendations,
        bites,
        reasons,
        inputs,
        specVersion,
        Optional.of(known));
  }

  /// The identity of a decision: at one time there is one for a workload.
  ///
  /// @param value such as `beds-2026-11-21T08:00:15Z`
  public record DecisionId(String value) {
    /// The identity of what is decided for a workload at a time.
    public static DecisionId of(WorkloadName workload, Instant at) {
      return of(workload, at.toString());
    }

    /// The same with the time as its text, which all decisions of a tick have in common.
    public static DecisionId of(WorkloadName workload, String at) {
      return new DecisionId(workload + "-" + at);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A guardrail that changed the proposal.
  ///
  /// @param from the size that came to it
  /// @param to the size that it let through
  /// @param reason why
  public record Bite(Replicas from, Replicas to, Reason reason) {}

  public Decision {
    recommendations = List.copyOf(recommendations);
    bites = List.copyOf(bites);
    reasons = List.copyOf(reasons);
    inputs = FrozenMap.copyOf(inputs);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a decision has a reason");
    }
  }

  /// Whether anything is done.
  public boolean changes() {
    return action.isPresent();
  }

  /// What it took from a forecast, whether or not that was the largest wish; absent: from none.
  public Optional<Foreseen> forecast() {
    for (Recommendation one : recommendations) {
      if (one.forecast().isPresent()) {
        return one.forecast();
      }
    }
    return Optional.empty();
  }

  /// The decision in one line: `intake 4 -> 8 TARGET wants 10: ...; RATE_LIMITED to 8: ...`.
  public String sentence() {
    var text = new StringBuilder(120).append(workload);
    // How many there are is not known then, and a number would be read as if it were.
    if (reasons.getFirst().code() != Reason.Code.STATUS_UNKNOWN) {
      text.append(' ').append(current);
    }
    text.append(changes() ? " -> " + desired : " stays").append("  ");
    String separator = "";
    for (Reason reason : reasons) {
      text.append(separator).append(reason.code()).append(' ').append(reason.sentence());
      separator = "; ";
    }
    return text.toString();
  }
}
