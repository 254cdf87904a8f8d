package dev.surgeline.plane.audit.fhir;

import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;

/// The releases of FHIR that events are written in.
public enum FhirRelease {
  R4("4.0.1", "subtype"),
  R5("5.0.0", "code");

  private final String version;
  private final String subtype;

  FhirRelease(String version, String subtype) {
    this.version = version;
    this.subtype = subtype;
  }

  /// Such as `4.0.1`.
  public String version() {
    return version;
  }

  /// As a media type's parameter has it, such as `4.0`.
  public String edition() {
    return version.substring(0, version.lastIndexOf('.'));
  }

  /// What it calls the search for an event's subtype.
  public String subtypeParameter() {
    return subtype;
  }

  /// The AuditEvent of an entry.
  ///
  /// @param log the log's origin
  public Node event(AuditLine line, String log) {
    Event event = EventMapping.event(line, log);
    byte[] bytes =
        switch (this) {
          case R4 -> Json.canonical(dev.surgeline.plane.audit.fhir.R4.of(event));
          case R5 -> Json.canonical(dev.surgeline.plane.audit.fhir.R5.of(event));
        };
    return Json.readNode(bytes, "the event");
  }

  /// The id of an entry's AuditEvent, the same in every release.
  public static String id(AuditLine line, String log) {
    return new Event.Place(log, line.index(), line.at()).id();
  }
}
