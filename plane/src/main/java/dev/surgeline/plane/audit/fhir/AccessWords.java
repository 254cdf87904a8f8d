package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.fhir.Event.Act;
import dev.surgeline.plane.audit.fhir.Event.Agent;
import dev.surgeline.plane.audit.fhir.Event.Detail;
import dev.surgeline.plane.audit.fhir.Event.Kind;
import dev.surgeline.plane.audit.fhir.Term.Result;
import java.util.ArrayList;
import java.util.List;

/// Log-in, refusal, and what was done with the log itself, in codes, names and values.
final class AccessWords {
  /// R5 asks who it was, and nobody knows.
  private static final Actor UNKNOWN = new Actor("unknown");

  private AccessWords() {}

  static Kind kind(AuditEntry.Access access) {
    return switch (access) {
      case LOGGED_IN ->
          Kind.of(Dicom.USER_AUTHENTICATION, Dicom.LOGIN, Act.EXECUTE).with(Result.SUCCESS);
      case UNKNOWN ->
          Kind.of(Dicom.USER_AUTHENTICATION, Dicom.LOGIN, Act.EXECUTE).with(Result.MINOR_FAILURE);
      case FORBIDDEN, NOTHING_NAMED ->
          Kind.of(Dicom.SECURITY_ALERT, Dicom.USE_OF_RESTRICTED_FUNCTION, Act.EXECUTE)
              .with(Result.MINOR_FAILURE);
      case LOG_READ, LOG_EXPORTED ->
          Kind.of(Dicom.AUDIT_LOG_USED, Subtype.LOG_READ, Act.READ).with(Result.SUCCESS);
    };
  }

  static Agent agent(AuditEntry.Accessed accessed) {
    return Agent.author(accessed.actor().orElse(UNKNOWN));
  }

  static List<Detail> details(AuditEntry.Accessed accessed) {
    List<Detail> details = new ArrayList<>();
    details.add(Detail.of("endpoint", accessed.endpoint()));
    details.add(Detail.of("since", accessed.since()));
    details.add(Detail.of("times", (Object) accessed.times()));
    accessed
        .export()
        .ifPresent(export -> {
          details.add(Detail.of("export.format", export.format()));
          export.from().ifPresent(at -> details.add(Detail.of("export.from", at)));
          export.to().ifPresent(at -> details.add(Detail.of("export.to", at)));
          details.add(Detail.of("export.narrowed", (Object) export.narrowed()));
        });
    return details;
  }

  static List<Detail> details(AuditEntry.LogReviewed review) {
    return List.of(
        Detail.of("range.from", (Object) review.from()),
        Detail.of("range.to", (Object) review.to()),
        Detail.of("note.sha256", Event.typed(review.note())),
        Detail.of("log.size", (Object) review.size()),
        Detail.of("log.root", review.root()));
  }
}
