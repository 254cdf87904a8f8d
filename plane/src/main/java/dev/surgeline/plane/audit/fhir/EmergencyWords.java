package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.plane.audit.fhir.Event.Detail;
import dev.surgeline.plane.audit.fhir.Event.Subject;
import java.util.ArrayList;
import java.util.List;

/// Break-glass in codes, names and values.
final class EmergencyWords {
  private EmergencyWords() {}

  static Term turn(Emergency emergency) {
    return switch (emergency.stage()) {
      case Emergency.Stage.Active _ ->
          emergency.extensions().isEmpty()
              ? Dicom.EMERGENCY_OVERRIDE_STARTED
              : Subtype.BREAKGLASS_EXTENDED;
      case Emergency.Stage.Ended _ -> Dicom.EMERGENCY_OVERRIDE_STOPPED;
      case Emergency.Stage.Overdue _ -> Subtype.BREAKGLASS_OVERDUE;
      case Emergency.Stage.Reviewed _ -> Subtype.BREAKGLASS_REVIEW;
    };
  }

  static List<Detail> details(Emergency emergency) {
    List<Detail> details = new ArrayList<>();
    details.add(Detail.of("incident", emergency.id()));
    details.addAll(details(emergency.started()));
    switch (emergency.stage()) {
      case Emergency.Stage.Active(var until) -> details.add(Detail.of("until", until));
      case Emergency.Stage.Ended(var at, var by) -> {
        details.add(Detail.of("ended.at", at));
        details.add(Detail.of("ended.by", by.isPresent() ? "person" : "time"));
      }
      case Emergency.Stage.Overdue(var at) -> details.add(Detail.of("ended.at", at));
      case Emergency.Stage.Reviewed(var at, _, var note) -> {
        details.add(Detail.of("reviewed.at", at));
        details.add(Detail.of("note.sha256", Event.typed(note)));
      }
    }
    return details;
  }

  /// What was asked for; the reason as its hash, because a person typed it.
  static List<Detail> details(Command.StartEmergency asked) {
    List<Detail> details = new ArrayList<>();
    switch (asked.scope()) {
      case Emergency.Scope.All _ -> details.add(Detail.of("scope", "all"));
      case Emergency.Scope.Some(var names) ->
          names.forEach(name -> details.add(Detail.of("scope", name)));
    }
    details.add(Detail.of("lasts", asked.lasts()));
    asked.atLeast().ifPresent(least -> details.add(Detail.of("replicas.least", least.value())));
    details.add(Detail.of("reason.sha256", Event.typed(asked.reason())));
    return details;
  }

  static List<Subject> workloads(Emergency.Scope scope) {
    return switch (scope) {
      case Emergency.Scope.All _ -> List.of();
      case Emergency.Scope.Some(var names) ->
          names.stream().map(it -> new Subject(Subject.Kind.WORKLOAD, it.value())).toList();
    };
  }
}
