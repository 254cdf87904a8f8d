package dev.surgeline.wire;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.platform.WorkloadName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The documents that people write: `apiVersion: surgeline.dev/v1alpha1`, a `kind`, `metadata` and
/// a `spec`. They are YAML or JSON, in any number of files, in any order.
///
/// - `Platform`, exactly one, and a `Workload` for each thing that is scaled: a [PlatformSpec].
/// - `Observation`: what one tick sees, for trying a spec without a platform.
public final class Documents {
  public static final String API_VERSION = "surgeline.dev/v1alpha1";

  private static final Set<String> SPEC_KINDS =
      new TreeSet<>(Set.of(PlatformDocument.KIND, WorkloadDocument.KIND));

  private Documents() {}

  /// What files and directories declare together, whose schedules shall not contradict themselves
  /// in the next 400 days.
  ///
  /// @param now where those days begin
  /// @throws DocumentException as [#readPlatform(List)], or if one does
  public static PlatformSpec readPlatform(List<Path> paths, Instant now) {
    PlatformSpec spec = readPlatform(paths);
    List<Problem> problems = new ArrayList<>();
    var at = new Position(paths.getFirst().toString(), 1, 1);
    for (WorkloadSpec workload : spec.workloads().values()) {
      for (Policy policy : workload.scaling().policies()) {
        if (policy instanceof Policy.Schedule schedule) {
          schedule
              .contradiction(spec.platform().calendar(), now)
              .ifPresent(
                  rule -> problems.add(new Problem(at, workload.workload().name().value(), rule)));
        }
      }
    }
    throwIfAny(problems);
    return spec;
  }

  /// What files and directories declare together. A directory stands for the files in it, not below
  /// it, that end in `.yaml`, `.yml` or `.json`.
  ///
  /// @throws DocumentException if a file can not be read, is not right in itself, they do not make
  ///   one platform, or there is a budget and no workload with a cost
  public static PlatformSpec readPlatform(List<Path> paths) {
    var problems = new ArrayList<Problem>();
    List<Node> documents = DocumentFiles.read(paths, problems);
    String source = paths.isEmpty() ? "documents" : paths.getFirst().toString();
    return platform(documents, source, problems);
  }

  /// What one file or directory declares.
  ///
  /// @throws DocumentException as [#readPlatform(List)]
  public static PlatformSpec readPlatform(Path path) {
    return readPlatform(List.of(path));
  }

  /// What documents from elsewhere declare together.
  ///
  /// @param source what messages call them as a whole
  /// @throws DocumentException as [#readPlatform(List)]
  public static PlatformSpec platform(List<Node> documents, String source) {
    return platform(documents, source, new ArrayList<>());
  }

  /// What one tick sees, from one file with one `Observation`.
  ///
  /// @throws DocumentException if the file can not be read or is not that
  public static Input.Tick readObservation(Path path) {
    var problems = new ArrayList<Problem>();
    List<Node> documents = DocumentFiles.read(List.of(path), problems);
    throwIfAny(problems);
    if (documents.size() != 1) {
      throw SourceText.refused(
          new Position(path.toString(), 1, 1),
          "one document of kind Observation is expected, not " + documents.size());
    }
    return observation(documents.getFirst());
  }

  /// What one tick sees, from an `Observation` from elsewhere.
  ///
  /// @throws DocumentException if it is not that
  public static Input.Tick observation(Node document) {
    kind(document, Set.of(ObservationDocument.KIND));
    return Json.read(ObservationDocument.class, document).toTick();
  }

  /// A spec as documents, the platform first, that read back equal.
  ///
  /// @throws IllegalArgumentException if it holds a time that documents have only whole seconds for
  public static String write(PlatformSpec spec) {
    List<Node> documents = new ArrayList<>();
    documents.add(node(PlatformDocument.of(spec.platform())));
    for (WorkloadSpec workload : spec.workloads().values()) {
      documents.add(node(WorkloadDocument.of(workload)));
    }
    return Yaml.write(documents);
  }

  /// A tick as an `Observation` that reads back equal.
  public static String write(Input.Tick tick) {
    return Yaml.write(node(ObservationDocument.of(tick)));
  }

  private static Node node(Object document) {
    byte[] json = Json.pretty(document).getBytes(StandardCharsets.UTF_8);
    return Json.readNode(json, "document", Integer.MAX_VALUE);
  }

  private static PlatformSpec platform(
      List<Node> documents, String source, List<Problem> problems) {
    var platforms = new ArrayList<PlatformDocument>();
    var workloads = new TreeMap<WorkloadName, WorkloadSpec>();
    var places = new TreeMap<WorkloadName, Position>();
    Optional<Node> limited = Optional.empty();
    for (Node document : documents) {
      try {
        if (kind(document, SPEC_KINDS).equals(PlatformDocument.KIND)) {
          limited = under(under(Optional.of(document), "spec"), "budget");
          platforms.add(Json.read(PlatformDocument.class, document));
          refuse(platforms.size() > 1, document, "there is one Platform; this is another");
        } else {
          WorkloadSpec spec = Json.read(WorkloadDocument.class, document).toSpec();
          WorkloadName name = spec.workload().name();
          Position first = places.getOrDefault(name, document.at());
          refuse(places.containsKey(name), document, name + " is declared at " + first + " too");
          places.put(name, document.at());
          workloads.put(name, spec);
        }
      } catch (DocumentException e) {
        problems.addAll(e.problems());
      }
      if (problems.size() >= DocumentException.PROBLEMS_MAX) {
        break;
      }
    }
    throwIfAny(problems);
    Following.refuse(workloads, places);
    PlatformSpec whole = whole(platforms, workloads, new Position(source, 1, 1));
    if (limited.isPresent() && !priced(whole)) {
      throw new DocumentException(
          List.of(
              new Problem(limited.get().at(), "spec.budget", "no Workload has a cost to limit")));
    }
    return whole;
  }

  private static boolean priced(PlatformSpec spec) {
    return spec.workloads().values().stream()
        .anyMatch(declared -> declared.workload().cost().isPresent());
  }

  private static Optional<Node> under(Optional<Node> node, String key) {
    return node.filter(Node.Mapping.class::isInstance)
        .map(Node.Mapping.class::cast)
        .flatMap(mapping -> mapping.find(key));
  }

  private static PlatformSpec whole(
      List<PlatformDocument> platforms,
      SortedMap<WorkloadName, WorkloadSpec> workloads,
      Position at) {
    if (platforms.isEmpty()) {
      throw SourceText.refused(at, "there is no document of kind Platform");
    }
    if (workloads.isEmpty()) {
      throw SourceText.refused(at, "there is no document of kind Workload");
    }
    try {
      return new PlatformSpec(platforms.getFirst().toPlatform(), workloads);
    } catch (IllegalArgumentException e) {
      throw SourceText.refused(at, Problems.rule(e));
    }
  }

  /// The kind that a document says it is, once it is one of `kinds` and its version is ours: until
  /// that is known, every other message would mislead.
  private static String kind(Node document, Set<String> kinds) {
    if (!(document instanceof Node.Mapping mapping)) {
      throw SourceText.refused(
          document.at(), "must be a mapping with apiVersion, kind, metadata and spec");
    }
    var problems = new Problems();
    String version = word(mapping, "apiVersion", Set.of(API_VERSION), problems);
    String kind = word(mapping, "kind", kinds, problems);
    problems.throwIfAny();
    return version.isEmpty() ? "" : kind;
  }

  private static String word(
      Node.Mapping mapping, String key, Set<String> known, Problems problems) {
    Optional<Node> value = mapping.find(key);
    if (value.isEmpty()) {
      problems.addAtKey(
          mapping.at(), key, "is missing; " + Problems.suggestion("value", "", known));
      return "";
    }
    problems.enter(key);
    String text = value.get() instanceof Node.Scalar scalar ? scalar.text() : "";
    if (!known.contains(text)) {
      problems.unknownWord(value.get().at(), "value", text, known);
    }
    problems.leave();
    return text;
  }

  private static void refuse(boolean wrong, Node document, String rule) {
    if (wrong) {
      throw SourceText.refused(document.at(), rule);
    }
  }

  private static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      int count = Math.min(problems.size(), DocumentException.PROBLEMS_MAX);
      throw new DocumentException(problems.subList(0, count));
    }
  }
}
