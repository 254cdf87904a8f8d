package dev.surgeline.plane.evidence;

import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an expression can look at: the documents as they are written whole, with every default, so
/// that it uses the words of the documents and no others.
///
/// - `platform`: the Platform document, with `metadata` and `spec`;
/// - `workloads`: the Workload documents, in order of name;
/// - `entries`: how many entries of each kind the audit log has, such as `entries["intent"]`;
/// - `today`: the day in the platform's time zone, such as `2026-11-22`.
final class CelVariables {
  private CelVariables() {}

  static Map<String, Object> of(Subject subject, Map<String, Long> entries) {
    byte[] text = Documents.write(subject.spec()).getBytes(StandardCharsets.UTF_8);
    List<Node> documents = Yaml.read(text, "the documents");
    List<Object> workloads = new ArrayList<>();
    documents.stream().skip(1).forEach(one -> workloads.add(value(one)));
    return Map.of(
        "platform",
        value(documents.getFirst()),
        "workloads",
        workloads,
        "entries",
        entries,
        "today",
        subject.day().toString());
  }

  private static Object value(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> map.put(entry.key(), value(entry.value())));
        yield map;
      }
      case Node.Sequence sequence -> sequence.items().stream().map(CelVariables::value).toList();
      case Node.Scalar(var text, var kind, _) ->
          switch (kind) {
            case STRING, NULL -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case NUMBER -> number(text);
          };
    };
  }

  /// Whole numbers are CEL's `int`, others its `double`.
  private static Object number(String text) {
    return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
  }
}
