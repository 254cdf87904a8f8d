package dev.surgeline.plane.audit.search;

import static dev.surgeline.wire.Nodes.entry;
import static dev.surgeline.wire.Nodes.list;
import static dev.surgeline.wire.Nodes.mapping;
import static dev.surgeline.wire.Nodes.number;
import static dev.surgeline.wire.Nodes.text;

import dev.surgeline.plane.audit.fhir.FhirRelease;
import dev.surgeline.wire.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The resources around AuditEvents: what was found, what is offered, what is wrong.
final class FhirNodes {
  /// When what is offered was last changed.
  private static final String PUBLISHED = "2026-11-22";

  private static final String SEARCHES =
      "Searched by GET, or by POST to _search. _count is at most "
          + FhirQuestion.COUNT_MAX
          + ". _sort=date is the order in which entries were written, which is that of their times"
          + " but for clocks that were set back; _sort=-date the reverse. _total=accurate reads"
          + " each match from the log, estimate asks the index alone; without it the total is told"
          + " when all is on one page. ap is a tenth of the time since.";

  private FhirNodes() {}

  /// An event in a bundle.
  record Match(String address, Node resource) {}

  /// @param total of all pages, where it is known
  static Node bundle(
      Optional<Long> total, String self, Optional<String> next, List<Match> matches) {
    List<Node> links = new ArrayList<>();
    links.add(link("self", self));
    next.ifPresent(address -> links.add(link("next", address)));
    List<Node.Entry> entries =
        new ArrayList<>(List.of(entry("resourceType", "Bundle"), entry("type", "searchset")));
    total.ifPresent(count -> entries.add(entry("total", number(count))));
    entries.add(entry("link", list(links)));
    // FHIR has no empty lists.
    if (!matches.isEmpty()) {
      entries.add(entry("entry", list(matches.stream().map(FhirNodes::match).toList())));
    }
    return mapping(entries);
  }

  private static Node link(String relation, String address) {
    return mapping(entry("relation", relation), entry("url", address));
  }

  private static Node match(Match one) {
    return mapping(
        entry("fullUrl", one.address()),
        entry("resource", one.resource()),
        entry("search", mapping(entry("mode", "match"))));
  }

  static Node outcome(FhirProblem problem) {
    return mapping(
        entry("resourceType", "OperationOutcome"),
        entry(
            "issue",
            list(
                List.of(
                    mapping(
                        entry("severity", "error"),
                        entry("code", problem.why().code()),
                        entry("diagnostics", String.valueOf(problem.getMessage())))))));
  }

  static Node capabilities(FhirRelease release, String base, String software) {
    Node resource =
        mapping(
            entry("type", "AuditEvent"),
            entry("documentation", SEARCHES),
            entry(
                "interaction",
                list(
                    List.of(
                        mapping(entry("code", "read")), mapping(entry("code", "search-type"))))),
            entry(
                "searchParam",
                list(
                    List.of(
                        parameter(
                            "date", "date", "eq, ne, ge, gt, le, lt, sa, eb, ap; days are UTC's"),
                        parameter("agent", "reference", "agent:identifier=[system]|[value]"),
                        parameter(
                            release.subtypeParameter(), "token", "[code] or [system]|[code]")))));
    Node rest =
        mapping(
            entry("mode", "server"),
            entry(
                "security",
                mapping(entry("description", "A bearer token of somebody with the role auditor"))),
            entry("resource", list(List.of(resource))));
    return mapping(
        entry("resourceType", "CapabilityStatement"),
        entry("status", "active"),
        entry("date", PUBLISHED),
        entry("kind", "instance"),
        entry("software", mapping(entry("name", "Surgeline"), entry("version", software))),
        entry(
            "implementation",
            mapping(
                entry("description", "The audit log of a Surgeline control plane, read-only"),
                entry("url", base))),
        entry("fhirVersion", release.version()),
        entry("format", list(List.of(text("json")))),
        entry("rest", list(List.of(rest))));
  }

  private static Node parameter(String name, String type, String documentation) {
    return mapping(entry("name", name), entry("type", type), entry("documentation", documentation));
  }
}
