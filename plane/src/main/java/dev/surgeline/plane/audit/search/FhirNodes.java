package dev.surgeline.plane.audit.search;

import dev.surgeline.plane.audit.fhir.FhirRelease;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The resources around AuditEvents: what was found, what is offered, what is wrong.
final class FhirNodes {
  private static final Position HERE = new Position("fhir", 1, 1);

  /// When what is offered was last changed.
  private static final String PUBLISHED = "2026-11-22";

  private FhirNodes() {}

  /// An event in a bundle.
  record Match(String address, Node resource) {}

  static Node bundle(String self, Optional<String> next, List<Match> matches) {
    List<Node> links = new ArrayList<>();
    links.add(link("self", self));
    next.ifPresent(address -> links.add(link("next", address)));
    List<Node.Entry> entries =
        new ArrayList<>(
            List.of(
                entry("resourceType", "Bundle"),
                entry("type", "searchset"),
                entry("link", list(links))));
    // FHIR has no empty lists.
    if (!matches.isEmpty()) {
      entries.add(entry("entry", list(matches.stream().map(FhirNodes::match).toList())));
    }
    return new Node.Mapping(entries, HERE);
  }

  private static Node link(String relation, String address) {
    return object(entry("relation", relation), entry("url", address));
  }

  private static Node match(Match one) {
    return object(
        entry("fullUrl", one.address()),
        entry("resource", one.resource()),
        entry("search", object(entry("mode", "match"))));
  }

  static Node outcome(FhirProblem problem) {
    return object(
        entry("resourceType", "OperationOutcome"),
        entry(
            "issue",
            list(
                List.of(
                    object(
                        entry("severity", "error"),
                        entry("code", problem.why().code()),
                        entry("diagnostics", String.valueOf(problem.getMessage())))))));
  }

  static Node capabilities(FhirRelease release, String base, String software) {
    Node resource =
        object(
            entry("type", "AuditEvent"),
            entry(
                "interaction",
                list(List.of(object(entry("code", "read")), object(entry("code", "search-type"))))),
            entry(
                "searchParam",
                list(
                    List.of(
                        parameter("date", "date", "eq, ge, gt, le, lt, sa, eb; days are UTC's"),
                        parameter("agent", "reference", "agent:identifier=[system]|[value]"),
                        parameter(
                            release.subtypeParameter(), "token", "[code] or [system]|[code]")))));
    Node rest =
        object(
            entry("mode", "server"),
            entry(
                "security",
                object(entry("description", "A bearer token of somebody with the role auditor"))),
            entry("resource", list(List.of(resource))));
    return object(
        entry("resourceType", "CapabilityStatement"),
        entry("status", "active"),
        entry("date", PUBLISHED),
        entry("kind", "instance"),
        entry("software", object(entry("name", "Surgeline"), entry("version", software))),
        entry(
            "implementation",
            object(
                entry("description", "The audit log of a Surgeline control plane, read-only"),
                entry("url", base))),
        entry("fhirVersion", release.version()),
        entry("format", list(List.of(text("json")))),
        entry("rest", list(List.of(rest))));
  }

  private static Node parameter(String name, String type, String documentation) {
    return object(entry("name", name), entry("type", type), entry("documentation", documentation));
  }

  private static Node object(Node.Entry... entries) {
    return new Node.Mapping(Arrays.asList(entries), HERE);
  }

  private static Node list(List<Node> items) {
    return new Node.Sequence(items, HERE);
  }

  private static Node text(String text) {
    return new Node.Scalar(text, Node.Kind.STRING, HERE);
  }

  private static Node.Entry entry(String key, Node value) {
    return new Node.Entry(key, HERE, value);
  }

  private static Node.Entry entry(String key, String value) {
    return entry(key, text(value));
  }
}
