package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.plane.audit.fhir.Event.Detail;
import dev.surgeline.plane.audit.fhir.Event.Subject;
import java.util.List;

/// A command in codes, names and values.
///
/// @param subjects what it is about, where it says
record CommandWords(Subtype subtype, List<Subject> subjects, List<Detail> details) {
  CommandWords {
    subjects = List.copyOf(subjects);
    details = List.copyOf(details);
  }

  static CommandWords of(Command command) {
    return switch (command) {
      case Command.StartEmergency start ->
          new CommandWords(
              Subtype.COMMAND_BREAKGLASS_START,
              EmergencyWords.workloads(start.scope()),
              EmergencyWords.details(start));
      case Command.ExtendEmergency(var id, var lasts) ->
          about(id, Subtype.COMMAND_BREAKGLASS_EXTEND, Detail.of("lasts", lasts));
      case Command.StopEmergency(var id) -> about(id, Subtype.COMMAND_BREAKGLASS_STOP);
      case Command.ReviewEmergency(var id, var note) ->
          about(id, Subtype.COMMAND_BREAKGLASS_REVIEW, Detail.of("note.sha256", Event.typed(note)));
      case Command.Approve(var id) -> about(id, Subtype.COMMAND_APPROVE);
      case Command.Reject(var id) -> about(id, Subtype.COMMAND_REJECT);
    };
  }

  private static CommandWords about(Emergency.Id id, Subtype subtype, Detail... details) {
    Subject subject = new Subject(Subject.Kind.EMERGENCY, id.value());
    return new CommandWords(subtype, List.of(subject), List.of(details));
  }

  private static CommandWords about(Approval.Id id, Subtype subtype) {
    Subject subject = new Subject(Subject.Kind.APPROVAL, id.value());
    return new CommandWords(subtype, List.of(subject), List.of());
  }
}
