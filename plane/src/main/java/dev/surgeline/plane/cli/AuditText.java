package dev.surgeline.plane.cli;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.wire.Json;
import java.util.Locale;

/// Audit entries for people.
final class AuditText {
  private AuditText() {}

  /// An entry on one line.
  static String line(AuditLine line) {
    return line.index()
        + "  "
        + line.at()
        + "  "
        + AuditQuery.kind(line.entry())
        + "  "
        + sentence(line.entry());
  }

  /// The line, and below it all that the entry holds.
  static String whole(AuditLine line) {
    return line(line) + "\n" + Json.pretty(line);
  }

  private static String sentence(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Started(var version, var journal, var recovered) ->
          "version " + version + (recovered ? ", recovered" : "") + ", journal " + journal;
      case AuditEntry.Stopped _ -> "as asked";
      case AuditEntry.Configured(var version, var sha256, var removed) ->
          version + ", SHA-256 " + sha256 + (removed.isEmpty() ? "" : ", removed " + removed);
      case AuditEntry.Intent(var action, var decision, var undoes, _) ->
          decision
              .map(Decision::sentence)
              .orElse(text(action) + undoes.map(id -> "  undoes " + id).orElse("  taken up again"));
      case AuditEntry.Outcome(var execution) ->
          text(execution.action())
              + "  "
              + AuditQuery.outcome(entry).orElse("")
              + "  "
              + execution.stage();
      case AuditEntry.Alerted(var alert) -> alert.workload() + "  " + alert.sentence();
      case AuditEntry.Commanded(var actor, var command, var answer, _) ->
          actor + "  " + command.getClass().getSimpleName() + ": " + text(answer);
      case AuditEntry.EmergencyTurned(var emergency) -> EmergencyCommand.line(emergency);
      case AuditEntry.ApprovalTurned(var approval) ->
          approval.workload()
              + " "
              + approval.from()
              + " -> "
              + approval.to()
              + "  "
              + approval.stage().getClass().getSimpleName();
      case AuditEntry.Experimented(var actor, var title, var experiment, var trial, _) ->
          actor + "  " + trial.name().toLowerCase(Locale.ROOT) + "  " + title + ", " + experiment;
    };
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.Scale(_, var workload, var from, var to) -> workload + " " + from + " -> " + to;
    };
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(_, var sentence) -> "accepted, " + sentence;
      case Answer.Refused(var sentence) -> "refused, " + sentence;
    };
  }
}
