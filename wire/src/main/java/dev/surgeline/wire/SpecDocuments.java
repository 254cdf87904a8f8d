package dev.surgeline.wire;

import dev.surgeline.core.control.Contradictions;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.platform.Adequacy;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The documents that make one platform, and where each stands: what is wrong between them is told
/// with the place of the one that is best looked at.
final class SpecDocuments {
  private static final Set<String> KINDS =
      new TreeSet<>(Set.of(PlatformDocument.KIND, WorkloadDocument.KIND, AdequaciesDocument.KIND));

  private final Position whole;
  private final List<PlatformDocument> platforms = new ArrayList<>();
  private Optional<Node> platformNode = Optional.empty();
  private final List<Adequacy> adequacies = new ArrayList<>();
  private final SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
  private final SortedMap<WorkloadName, Node> places = new TreeMap<>();

  /// @param source what messages call them as a whole
  SpecDocuments(String source) {
    whole = new Position(source, 1, 1);
  }

  /// What they declare together.
  ///
  /// @param problems what was wrong with the files they are from
  /// @throws DocumentException if one is not right in itself, or together they are not
  PlatformSpec read(List<Node> documents, List<Problem> problems) {
    for (Node document : documents) {
      try {
        add(document);
      } catch (DocumentException e) {
        problems.addAll(e.problems());
      }
      if (problems.size() >= DocumentException.PROBLEMS_MAX) {
        break;
      }
    }
    Documents.throwIfAny(problems);
    Following.refuse(workloads, positions());
    PlatformSpec spec = together();
    refuseIdleBudget(spec);
    refuse(Contradictions.of(spec));
    return spec;
  }

  /// @throws DocumentException if there are any
  void refuse(List<Contradictions.Found> contradictions) {
    List<Problem> problems = new ArrayList<>();
    for (Contradictions.Found found : contradictions) {
      Optional<Node> document = Optional.ofNullable(places.get(found.workload()));
      Position at = document.map(node -> place(node, found.key())).orElse(whole);
      problems.add(new Problem(at, found.key(), found.workload() + ": " + found.sentence()));
    }
    Documents.throwIfAny(problems);
  }

  private void refuseIdleBudget(PlatformSpec spec) {
    boolean priced =
        spec.workloads().values().stream().anyMatch(one -> one.workload().cost().isPresent());
    if (spec.platform().budget().isPresent() && !priced) {
      Position at = platformNode.map(node -> place(node, "spec.budget")).orElse(whole);
      throw new DocumentException(
          List.of(new Problem(at, "spec.budget", "no Workload has a cost to limit")));
    }
  }

  private SortedMap<WorkloadName, Position> positions() {
    SortedMap<WorkloadName, Position> positions = new TreeMap<>();
    places.forEach((name, document) -> positions.put(name, document.at()));
    return positions;
  }

  private void add(Node document) {
    switch (Documents.kind(document, KINDS)) {
      case PlatformDocument.KIND -> {
        platforms.add(Json.read(PlatformDocument.class, document));
        platformNode = Optional.of(document);
        refuse(platforms.size() > 1, document, "there is one Platform; this is another");
      }
      case AdequaciesDocument.KIND ->
          adequacies.addAll(Json.read(AdequaciesDocument.class, document).spec().adequacies());
      default -> {
        WorkloadSpec spec = Json.read(WorkloadDocument.class, document).toSpec();
        WorkloadName name = spec.workload().name();
        Node first = places.getOrDefault(name, document);
        boolean twice = places.containsKey(name);
        refuse(twice, document, name + " is declared at " + first.at() + " too");
        places.put(name, document);
        workloads.put(name, spec);
      }
    }
  }

  private PlatformSpec together() {
    if (platforms.isEmpty()) {
      throw SourceText.refused(whole, "there is no document of kind Platform");
    }
    if (workloads.isEmpty()) {
      throw SourceText.refused(whole, "there is no document of kind Workload");
    }
    try {
      return new PlatformSpec(withAdequacies(platforms.getFirst().toPlatform()), workloads);
    } catch (IllegalArgumentException e) {
      throw SourceText.refused(whole, Problems.rule(e));
    }
  }

  private Platform withAdequacies(Platform own) {
    List<Adequacy> all = new ArrayList<>(own.adequacies());
    all.addAll(adequacies);
    return new Platform(
        own.name(),
        own.interval(),
        own.calendar(),
        own.regions(),
        all,
        own.budget(),
        own.quota(),
        own.records());
  }

  /// Where a key stands, or the last one on the way to it that is written.
  private static Position place(Node document, String key) {
    Node node = document;
    Position at = document.at();
    for (String part : key.split("\\.")) {
      Optional<Node> next =
          node instanceof Node.Mapping mapping ? mapping.find(part) : Optional.empty();
      if (next.isEmpty()) {
        return at;
      }
      node = next.get();
      at = node.at();
    }
    return at;
  }

  private static void refuse(boolean wrong, Node document, String rule) {
    if (wrong) {
      throw SourceText.refused(document.at(), rule);
    }
  }
}
