package dev.surgeline.plane.audit.fhir;

import dev.surgeline.plane.audit.fhir.Fhir.CodeableConcept;
import dev.surgeline.plane.audit.fhir.Fhir.Coding;
import dev.surgeline.plane.audit.fhir.Fhir.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An AuditEvent of FHIR R5 (5.0.0): R4's type is its category, R4's subtype its code.
record R5(
    String resourceType,
    String id,
    List<CodeableConcept> category,
    CodeableConcept code,
    String action,
    Instant recorded,
    Optional<Outcome> outcome,
    Optional<List<CodeableConcept>> authorization,
    List<Agent> agent,
    Source source,
    List<Entity> entity) {

  record Outcome(Coding code, Optional<List<CodeableConcept>> detail) {}

  record Agent(CodeableConcept type, Reference who, boolean requestor) {}

  record Source(Reference observer, List<CodeableConcept> type) {}

  record Entity(Reference what, CodeableConcept role, Optional<List<Detail>> detail) {}

  /// Just one of the values is there.
  record Detail(
      CodeableConcept type,
      Optional<String> valueString,
      Optional<Integer> valueInteger,
      Optional<Instant> valueDateTime) {

    static Detail of(Event.Detail detail) {
      return switch (detail.value()) {
        case Event.Value.Text(var text) -> of(detail, Optional.of(text), Optional.empty());
        case Event.Value.Number(var number) -> of(detail, Optional.empty(), Optional.of(number));
        case Event.Value.Moment(var moment) ->
            new Detail(
                CodeableConcept.of(detail.name()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(moment));
      };
    }

    private static Detail of(Event.Detail detail, Optional<String> text, Optional<Integer> number) {
      return new Detail(CodeableConcept.of(detail.name()), text, number, Optional.empty());
    }
  }

  static R5 of(Event event) {
    Event.Kind kind = event.kind();
    String log = event.place().log();
    return new R5(
        "AuditEvent",
        event.place().id(),
        List.of(CodeableConcept.of(kind.type())),
        CodeableConcept.of(kind.subtype()),
        kind.act().letter(),
        event.place().at(),
        kind.result()
            .map(it ->
                new Outcome(
                    Coding.of(it), kind.cause().map(why -> List.of(CodeableConcept.of(why))))),
        kind.breakGlass()
            ? Optional.of(List.of(CodeableConcept.of(Term.Purpose.BREAK_GLASS)))
            : Optional.empty(),
        event.agents().stream().map(agent -> agent(agent, log)).toList(),
        new Source(
            Reference.controller(log), List.of(CodeableConcept.of(Term.Thing.APPLICATION_SERVER))),
        event.subjects().stream().map(subject -> entity(subject, event)).toList());
  }

  private static Agent agent(Event.Agent agent, String log) {
    return new Agent(CodeableConcept.of(agent.role()), Reference.of(agent, log), agent.requestor());
  }

  private static Entity entity(Event.Subject subject, Event event) {
    return new Entity(
        Reference.of(subject),
        CodeableConcept.of(Term.Thing.JOB),
        event.detailsOf(subject).map(all -> all.stream().map(Detail::of).toList()));
  }
}
