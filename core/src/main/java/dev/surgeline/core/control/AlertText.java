package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Figures;
import java.time.Duration;

/// What people are told when an action did not do what it should: what happened, why, and what is
/// done about it.
final class AlertText {
  private static final String HARMED = "the latency objective was missed after it";

  private AlertText() {}

  /// It is being undone.
  ///
  /// @param within how long it was given
  static String undone(
      Duration within,
      Action.Scale action,
      Action.Scale undo,
      Execution.Cause cause,
      Execution.Evidence evidence) {
    String why =
        switch (cause) {
          case DEADLINE -> late(within, action);
          case REFUSED -> "the platform refused it";
          case HARM -> HARMED;
          case BOTTLENECK -> "less was answered after it and no less waited";
          case UNPROTECTED -> lapse(evidence);
        };
    return change(action) + " failed: " + why + "; going back to " + undo.to();
  }

  /// It ended and nothing is undone.
  ///
  /// @param within how long it was given
  /// @param before the execution as it was until this evidence
  /// @param cause why it ended so
  /// @param wait until it may be tried again
  static String failed(
      Duration within,
      Execution before,
      Execution.Evidence evidence,
      Execution.Cause cause,
      Duration wait) {
    String change = change(before.action());
    if (before.stage() instanceof Execution.Stage.RollingBack(_, _, var undo, _)) {
      return change + " failed, and going back to " + undo.to() + stuck(within, evidence);
    }
    return switch (evidence) {
      case Execution.Evidence.Answered(_, Outcome.Refused(var why)) ->
          change + " was refused" + because(why) + "; tried again in " + Figures.of(wait);
      case Execution.Evidence.Seen _ when cause == Execution.Cause.HARM ->
          change + " failed: " + HARMED + "; nothing is taken back";
      case Execution.Evidence.Seen seen when cause == Execution.Cause.UNPROTECTED ->
          change + " failed: " + lapse(seen) + "; nothing is taken back";
      case Execution.Evidence.Seen(var status, _, _, _) ->
          change + " failed: " + seen(within, before.action(), status);
      case Execution.Evidence.Answered _, Execution.Evidence.Overtaken _ -> change + " failed";
    };
  }

  private static String lapse(Execution.Evidence evidence) {
    return evidence instanceof Execution.Evidence.Seen seen
        ? seen.lapse().orElse("its data is not kept as it must be")
        : "its data is not kept as it must be";
  }

  private static String stuck(Duration within, Execution.Evidence evidence) {
    return evidence instanceof Execution.Evidence.Answered(_, Outcome.Refused(var why))
        ? " was refused" + because(why)
        : " was not done within " + Figures.of(within);
  }

  private static String seen(Duration within, Action.Scale action, WorkloadStatus status) {
    String why =
        status.desired().equals(action.to())
            ? late(within, action)
            : "something else set its size to " + status.desired();
    return why + "; nothing is taken back";
  }

  private static String late(Duration within, Action.Scale action) {
    return action.up()
        ? "its replicas were not all ready within " + Figures.of(within)
        : "its replicas were not gone within " + Figures.of(within);
  }

  private static String because(String why) {
    return why.isBlank() ? "" : ": " + why;
  }

  private static String change(Action.Scale action) {
    return action.workload() + " " + action.from() + " -> " + action.to();
  }
}
