package dev.surgeline.plane.audit.fhir;

import java.util.List;
import java.util.Optional;

/// The data types that FHIR R4 and R5 have in common. An absent element is left out: FHIR forbids
/// empty arrays, empty texts and nulls.
final class Fhir {
  /// Where names of ours begin. They name; nothing has to be there.
  static final String OURS = "https://surgeline.dev/fhir/";

  private Fhir() {}

  /// A code as it goes out.
  record Coding(String system, String code, String display) {
    static Coding of(Term term) {
      return new Coding(term.system(), term.code(), term.display());
    }
  }

  /// @param text where there is no code
  record CodeableConcept(Optional<List<Coding>> coding, Optional<String> text) {
    static CodeableConcept of(Term term) {
      return new CodeableConcept(Optional.of(List.of(Coding.of(term))), Optional.empty());
    }

    static CodeableConcept of(String text) {
      return new CodeableConcept(Optional.empty(), Optional.of(text));
    }
  }

  record Identifier(String system, String value) {}

  /// A logical reference: by identifier alone, since no resource of it is anywhere.
  ///
  /// @param type of the resource that it would be
  record Reference(Optional<String> type, Identifier identifier) {
    /// The control plane that keeps a log.
    static Reference controller(String log) {
      return new Reference(Optional.of("Device"), new Identifier(OURS + "sid/log", log));
    }

    static Reference of(Event.Agent agent, String log) {
      return agent
          .person()
          .map(it -> new Reference(Optional.empty(), new Identifier(OURS + "sid/actor", "" + it)))
          .orElseGet(() -> controller(log));
    }

    static Reference of(Event.Subject subject) {
      String system = OURS + "sid/" + subject.kind().word();
      return new Reference(Optional.empty(), new Identifier(system, subject.name()));
    }
  }
}
