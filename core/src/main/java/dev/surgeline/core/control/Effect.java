package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;

/// What someone else must do now. Effects are data: carrying one out twice is carrying it out once.
public sealed interface Effect {

  /// Carry out an action, and report its outcome.
  record Apply(Action action) implements Effect {}

  /// Carry out `undo`, because `failed` did not do what it should.
  record Revert(ActionId failed, Action undo, Execution.Cause cause) implements Effect {}

  /// Put the end of an execution on the record.
  record Settled(Execution execution) implements Effect {}

  /// Tell people.
  record Notify(Alert alert) implements Effect {}

  /// Tell whoever asked what became of it.
  record Answered(Actor actor, Command command, Answer answer) implements Effect {}

  /// Put a turn of break-glass on the record.
  ///
  /// @param emergency as it is from now on
  record EmergencyTurned(Emergency emergency) implements Effect {}

  /// Put a turn of a request that people agree on the record.
  ///
  /// @param approval as it is from now on
  record ApprovalTurned(Approval approval) implements Effect {}

  /// Something that a person should know now.
  ///
  /// @param at when it was found
  /// @param workload about which; the platform by its own name where it is about several
  /// @param sentence what happened and what was done about it
  record Alert(Instant at, WorkloadName workload, String sentence) {}
}
