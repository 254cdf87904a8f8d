package dev.surgeline.wire;

import dev.surgeline.core.control.Contradictions;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The documents that people write: `apiVersion: surgeline.dev/v1alpha1`, a `kind`, `metadata` and
/// a `spec`. They are YAML or JSON, in any number of files, in any order.
///
/// - `Platform`, exactly one, and a `Workload` for each thing that is scaled: a [PlatformSpec].
/// - `Adequacies`: a list of them that several platforms share; they join the platform's own.
/// - `Observation`: what one tick sees, for trying a spec without a platform.
public final class Documents {
  public static final String API_VERSION = "surgeline.dev/v1alpha1";

  private Documents() {}

  /// What files and directories declare together, and can be done now: residencies are satisfied
  /// today, and schedules do not contradict themselves in the next 400 days.
  ///
  /// @param now when they are read
  /// @throws DocumentException as [#readPlatform(List)], or if one does
  public static PlatformSpec readPlatform(List<Path> paths, Instant now) {
    var problems = new ArrayList<Problem>();
    List<Node> documents = DocumentFiles.read(paths, problems);
    var whole = new SpecDocuments(source(paths));
    PlatformSpec spec = whole.read(documents, problems);
    whole.refuse(Contradictions.at(now, spec));
    return spec;
  }

  private static String source(List<Path> paths) {
    return paths.isEmpty() ? "documents" : paths.getFirst().toString();
  }

  /// What files and directories declare together. A directory stands for the files in it, not below
  /// it, that end in `.yaml`, `.yml` or `.json`.
  ///
  /// @throws DocumentException if a file can not be read, is not right in itself, they do not make
  ///   one platform, or there is a budget and no workload with a cost
  public static PlatformSpec readPlatform(List<Path> paths) {
    var problems = new ArrayList<Problem>();
    List<Node> documents = DocumentFiles.read(paths, problems);
    return new SpecDocuments(source(paths)).read(documents, problems);
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
    return new SpecDocuments(source).read(documents, new ArrayList<>());
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

  /// The kind that a document says it is, once it is one of `kinds` and its version is ours: until
  /// that is known, every other message would mislead.
  static String kind(Node document, Set<String> kinds) {
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

  static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      int count = Math.min(problems.size(), DocumentException.PROBLEMS_MAX);
      throw new DocumentException(problems.subList(0, count));
    }
  }
}
