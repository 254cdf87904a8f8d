package dev.surgeline.plane.audit;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody asks of the log: all that is given must hold.
///
/// @param workload that the entry is about
/// @param from its time at least
/// @param to its time below
/// @param actor who asked, agreed, refused or reviewed
/// @param kind as in the entry's JSON, such as `intent`
/// @param emergency break-glass alone: its turns, its commands, and what was decided under it
/// @param outcome what came of it, such as `succeeded`, `rolledBack`, `accepted` or `refused`
public record AuditQuery(
    Optional<WorkloadName> workload,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Actor> actor,
    Optional<String> kind,
    boolean emergency,
    Optional<String> outcome) {

  /// The kinds there are.
  public static final List<String> KINDS =
      List.of(
          "started",
          "stopped",
          "configured",
          "intent",
          "outcome",
          "alerted",
          "commanded",
          "emergencyTurned",
          "approvalTurned",
          "experimented",
          "textsRemoved",
          "accessed",
          "logReviewed",
          "keyRotated",
          "assessed");

  /// What can come of something.
  public static final List<String> OUTCOMES =
      List.of("succeeded", "rolledBack", "failed", "superseded", "accepted", "refused");

  public boolean matches(AuditLine line) {
    AuditEntry entry = line.entry();
    return from.filter(line.at()::isBefore).isEmpty()
        && to.filter(end -> !line.at().isBefore(end)).isEmpty()
        && kind.filter(one -> !one.equals(kind(entry))).isEmpty()
        && workload.filter(one -> !about(entry, one)).isEmpty()
        && actor.filter(one -> !by(entry, one)).isEmpty()
        && (!emergency || emergency(entry))
        && outcome.filter(one -> !one.equals(outcome(entry).orElse(""))).isEmpty();
  }

  /// An entry's kind, as its JSON has it.
  public static String kind(AuditEntry entry) {
    return small(entry.getClass());
  }

  private static String small(Class<?> type) {
    String name = type.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static boolean about(AuditEntry entry, WorkloadName workload) {
    return switch (entry) {
      case AuditEntry.Intent(var action, _, _, _, _) -> action.workload().equals(workload);
      case AuditEntry.Outcome(var execution) -> execution.action().workload().equals(workload);
      case AuditEntry.Alerted(var alert) -> alert.workload().equals(workload);
      case AuditEntry.ApprovalTurned(var approval) -> approval.workload().equals(workload);
      case AuditEntry.EmergencyTurned(var turned) -> turned.started().scope().covers(workload);
      case AuditEntry.Configured(_, _, var removed) -> removed.contains(workload);
      case AuditEntry.Commanded(_, var command, _, _) ->
          command instanceof Command.StartEmergency start && start.scope().covers(workload);
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          false;
    };
  }

  private static boolean by(AuditEntry entry, Actor actor) {
    return switch (entry) {
      case AuditEntry.Commanded(var who, _, _, _) -> who.equals(actor);
      case AuditEntry.EmergencyTurned(var turned) -> by(turned, actor);
      case AuditEntry.ApprovalTurned(var approval) -> by(approval, actor);
      case AuditEntry.Experimented(var who, _, _, _, _) -> who.equals(actor);
      case AuditEntry.Accessed(var who, _, _, _, _) -> who.filter(actor::equals).isPresent();
      case AuditEntry.LogReviewed review -> review.actor().equals(actor);
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.Upkeep _ ->
          false;
    };
  }

  private static boolean by(Emergency turned, Actor actor) {
    return turned.startedBy().equals(actor)
        || turned.extensions().stream().anyMatch(one -> one.by().equals(actor))
        || switch (turned.stage()) {
          case Emergency.Stage.Ended(_, var by) -> by.filter(actor::equals).isPresent();
          case Emergency.Stage.Reviewed(_, var by, _) -> by.equals(actor);
          case Emergency.Stage.Active _, Emergency.Stage.Overdue _ -> false;
        };
  }

  private static boolean by(Approval approval, Actor actor) {
    return approval.requester().equals(actor)
        || approval.agreements().stream().anyMatch(one -> one.by().equals(actor))
        || (approval.stage() instanceof Approval.Stage.Rejected(_, var by, _) && by.equals(actor));
  }

  private static boolean emergency(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.EmergencyTurned _ -> true;
      case AuditEntry.Intent(_, var decision, _, _, _) ->
          decision.filter(AuditQuery::emergency).isPresent();
      case AuditEntry.Commanded(_, var command, _, _) ->
          switch (command) {
            case Command.StartEmergency _,
                Command.ExtendEmergency _,
                Command.StopEmergency _,
                Command.ReviewEmergency _ ->
                true;
            case Command.Approve _, Command.Reject _ -> false;
          };
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          false;
    };
  }

  private static boolean emergency(Decision decision) {
    return decision.reasons().stream().anyMatch(one -> one.code() == Reason.Code.EMERGENCY);
  }

  /// What came of it, where the entry says.
  public static Optional<String> outcome(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Outcome(var execution) -> outcome(execution);
      case AuditEntry.Accessed(_, var access, _, _, _) ->
          switch (access) {
            case LOGGED_IN -> Optional.of("accepted");
            case UNKNOWN, FORBIDDEN -> Optional.of("refused");
            case LOG_READ -> Optional.empty();
          };
      case AuditEntry.Commanded(_, _, var answer, _) ->
          Optional.of(
              switch (answer) {
                case Answer.Accepted _ -> "accepted";
                case Answer.Refused _ -> "refused";
              });
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Alerted _,
          AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.LogReviewed _ ->
          Optional.empty();
    };
  }

  private static Optional<String> outcome(Execution execution) {
    return Optional.of(small(execution.stage().getClass()));
  }
}
