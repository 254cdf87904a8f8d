package dev.surgeline.plane.audit;

import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where in an entry a text would stand that a person typed, and stands a reference to it.
public final class EntryTexts {
  /// What is put in place of a text.
  @FunctionalInterface
  public interface Change {
    /// @param text or reference, as it stands
    String of(TextKind kind, String text);
  }

  /// A text that an entry refers to.
  public record Referred(TextKind kind, TextReference reference) {}

  private static final String NOT_KEPT = "not kept: it was typed before texts were kept apart";

  private EntryTexts() {}

  /// The entry with another text in place of each.
  public static AuditEntry changed(AuditEntry entry, Change change) {
    return switch (entry) {
      case AuditEntry.Commanded(var actor, var command, var answer, var journal) ->
          new AuditEntry.Commanded(actor, changed(command, change), answer, journal);
      case AuditEntry.EmergencyTurned(var emergency) ->
          new AuditEntry.EmergencyTurned(changed(emergency, change));
      case AuditEntry.Experimented(var actor, var title, var experiment, var status, var journal) ->
          new AuditEntry.Experimented(
              actor, change.of(TextKind.EXPERIMENT_TITLE, title), experiment, status, journal);
      case AuditEntry.LogReviewed(var by, var from, var to, var note, var size, var root) ->
          new AuditEntry.LogReviewed(
              by, from, to, change.of(TextKind.LOG_REVIEW, note), size, root);
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _ ->
          entry;
    };
  }

  /// The command with another text in place of each.
  public static Command changed(Command command, Change change) {
    return switch (command) {
      case Command.StartEmergency start -> changed(start, change);
      case Command.ReviewEmergency(var id, var note) ->
          new Command.ReviewEmergency(id, change.of(TextKind.EMERGENCY_REVIEW, note));
      case Command.ExtendEmergency _,
          Command.StopEmergency _,
          Command.Approve _,
          Command.Reject _ ->
          command;
    };
  }

  private static Command.StartEmergency changed(Command.StartEmergency start, Change change) {
    String reason = change.of(TextKind.EMERGENCY_REASON, start.reason());
    return new Command.StartEmergency(reason, start.scope(), start.lasts(), start.atLeast());
  }

  /// Break-glass with another text in place of each.
  public static Emergency changed(Emergency emergency, Change change) {
    Emergency.Stage stage =
        switch (emergency.stage()) {
          case Emergency.Stage.Reviewed(var at, var by, var note) ->
              new Emergency.Stage.Reviewed(at, by, change.of(TextKind.EMERGENCY_REVIEW, note));
          case Emergency.Stage.Active _, Emergency.Stage.Ended _, Emergency.Stage.Overdue _ ->
              emergency.stage();
        };
    return new Emergency(
        emergency.id(),
        emergency.startedBy(),
        emergency.startedAt(),
        changed(emergency.started(), change),
        emergency.extensions(),
        stage);
  }

  /// The texts that an entry refers to; none of those that entries of earlier versions hold.
  public static List<Referred> of(AuditEntry entry) {
    List<Referred> found = new ArrayList<>();
    var _ =
        changed(
            entry,
            (kind, text) -> {
              TextReference.in(text).ifPresent(one -> found.add(new Referred(kind, one)));
              return text;
            });
    if (entry instanceof AuditEntry.Intent(_, _, _, _, var beside)) {
      beside.ifPresent(one -> found.add(new Referred(TextKind.DECISION, one)));
    }
    return found;
  }

  /// The entry as it may go on the log, whichever way it came: what is no reference is left out.
  /// The desk that takes people's commands leaves none; a state of an earlier version may have
  /// some.
  public static AuditEntry discreet(AuditEntry entry) {
    return changed(
        entry, (_, text) -> TextReference.in(text).map(TextReference::toString).orElse(NOT_KEPT));
  }

  /// The SHA-256 that stands for a text, where it is a reference.
  public static Optional<String> sha256(String text) {
    return TextReference.in(text).map(TextReference::sha256);
  }
}
