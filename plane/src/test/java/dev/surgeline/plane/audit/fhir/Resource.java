package dev.surgeline.plane.audit.fhir;

import dev.surgeline.wire.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be said of an AuditEvent without a FHIR library: what is required is there, nothing is
/// empty, and each code of a system that we know is one of it.
final class Resource {
  private Resource() {}

  /// What is wrong with an R4 AuditEvent.
  static List<String> problemsR4(Node event) {
    List<String> problems = problems(event);
    need(problems, event, "type", "recorded", "agent", "source");
    event("agent", event).forEach(agent -> need(problems, agent, "requestor"));
    event("source", event).forEach(source -> need(problems, source, "observer"));
    return problems;
  }

  /// What is wrong with an R5 AuditEvent.
  static List<String> problemsR5(Node event) {
    List<String> problems = problems(event);
    need(problems, event, "code", "recorded", "agent", "source");
    event("agent", event).forEach(agent -> need(problems, agent, "who"));
    event("source", event).forEach(source -> need(problems, source, "observer"));
    return problems;
  }

  private static List<String> problems(Node event) {
    List<String> problems = new ArrayList<>();
    walk(event, problems);
    need(problems, event, "resourceType");
    return problems;
  }

  private static void need(List<String> problems, Node in, String... keys) {
    for (String key : keys) {
      if (event(key, in).findAny().isEmpty()) {
        problems.add(key + " is missing");
      }
    }
  }

  /// What an object has under a key, the items of an array one by one.
  static Stream<Node> event(String key, Node in) {
    Optional<Node> found =
        in instanceof Node.Mapping mapping ? mapping.find(key) : Optional.empty();
    return found.stream()
        .flatMap(one -> one instanceof Node.Sequence many ? many.items().stream() : Stream.of(one));
  }

  /// A text at the end of keys; the first, where there are several.
  static Optional<String> text(Node in, String... keys) {
    Stream<Node> found = Stream.of(in);
    for (String key : keys) {
      found = found.flatMap(one -> event(key, one));
    }
    return found
        .flatMap(one -> one instanceof Node.Scalar scalar ? Stream.of(scalar.text()) : Stream.of())
        .findFirst();
  }

  private static void walk(Node node, List<String> problems) {
    switch (node) {
      case Node.Mapping mapping -> {
        if (mapping.entries().isEmpty()) {
          problems.add("an empty object");
        }
        known(mapping).ifPresent(problems::add);
        mapping.entries().forEach(entry -> walk(entry.value(), problems));
      }
      case Node.Sequence sequence -> {
        if (sequence.items().isEmpty()) {
          problems.add("an empty array");
        }
        sequence.items().forEach(item -> walk(item, problems));
      }
      case Node.Scalar scalar -> {
        if (scalar.text().isBlank() || scalar.kind() == Node.Kind.NULL) {
          problems.add("an empty text");
        }
      }
    }
  }

  private static Optional<String> known(Node coding) {
    String system = text(coding, "system").orElse("");
    Optional<String> code = text(coding, "code");
    if (code.isEmpty() || !(system.equals(Dicom.SYSTEM) || system.equals(Subtype.SYSTEM))) {
      return Optional.empty();
    }
    Optional<? extends Term> term =
        system.equals(Dicom.SYSTEM)
            ? Dicom.of(code.get())
            : Arrays.stream(Subtype.values())
                .filter(one -> one.code().equals(code.get()))
                .findFirst();
    if (term.isEmpty()) {
      return Optional.of(code.get() + " is no code of " + system);
    }
    String display = text(coding, "display").orElse("");
    return display.equals(term.get().display())
        ? Optional.empty()
        : Optional.of(code.get() + " is not called " + display);
  }
}
