package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
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

  /// Something that a person should know now.
  ///
  /// @param at when it was found
  /// @param workload about which
  /// @param sentence what happened and what was done about it
  record Alert(Instant at, WorkloadName workload, String sentence) {}
}
