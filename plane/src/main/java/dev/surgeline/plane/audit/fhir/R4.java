package dev.surgeline.plane.audit.fhir;

import dev.surgeline.plane.audit.fhir.Fhir.CodeableConcept;
import dev.surgeline.plane.audit.fhir.Fhir.Coding;
import dev.surgeline.plane.audit.fhir.Fhir.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An AuditEvent of FHIR R4 (4.0.1).
record R4(
    String resourceType,
    String id,
    Coding type,
    List<Coding> subtype,
    String action,
    Instant recorded,
    Optional<String> outcome,
    Optional<String> outcomeDesc,
    Optional<List<CodeableConcept>> purposeOfEvent,
    List<Agent> agent,
    Source source,
    List<Entity> entity) {

  record Agent(CodeableConcept type, Reference who, boolean requestor) {}

  record Source(Reference observer, List<Coding> type) {}

  record Entity(Reference what, Coding type, Coding role, Optional<List<Detail>> detail) {}

  record Detail(String type, String valueString) {}

  static R4 of(Event event) {
    Event.Kind kind = event.kind();
    String log = event.place().log();
    return new R4(
        "AuditEvent",
        event.place().id(),
        Coding.of(kind.type()),
        List.of(Coding.of(kind.subtype())),
        kind.act().letter(),
        event.place().at(),
        kind.result().map(Term.Result::code),
        kind.cause(),
        kind.breakGlass()
            ? Optional.of(List.of(CodeableConcept.of(Term.Purpose.BREAK_GLASS)))
            : Optional.empty(),
        event.agents().stream().map(agent -> agent(agent, log)).toList(),
        new Source(Reference.controller(log), List.of(Coding.of(Term.Thing.APPLICATION_SERVER))),
        event.subjects().stream().map(subject -> entity(subject, event)).toList());
  }

  private static Agent agent(Event.Agent agent, String log) {
    return new Agent(CodeableConcept.of(agent.role()), Reference.of(agent, log), agent.requestor());
  }

  private static Entity entity(Event.Subject subject, Event event) {
    return new Entity(
        Reference.of(subject),
        Coding.of(Term.Thing.SYSTEM_OBJECT),
        Coding.of(Term.Thing.JOB),
        event
            .detailsOf(subject)
            .map(all ->
                all.stream().map(one -> new Detail(one.name(), one.value().said())).toList()));
  }
}
