package dev.surgeline.wire;

import java.util.List;
import java.util.stream.Collectors;

/// YAML 1.2, the part of it that means the same to every reader.
///
/// The core schema decides what a plain scalar is: `on` and `no` are text, and so are `08:00` and
/// `2026-12-25`. Refused are tags, anchors, aliases, duplicate keys, keys that are not scalars,
/// numbers with a leading zero (octal to some readers), infinities and NaN.
///
/// Aliases are refused altogether and not only counted: they save an author a few lines, and cost
/// every reviewer and auditor that a line's meaning stands elsewhere; the same document as a REST
/// body or custom resource could not have them; and what can not be written can not blow up.
public final class Yaml {
  /// What is read at most; a platform of several hundred workloads, and then there are more files.
  public static final int BYTES_MAX = 256 * 1024;

  /// How deep mappings and lists may be nested.
  public static final int DEPTH_MAX = 50;

  private Yaml() {}

  /// The documents of a text; one that is empty is left out.
  ///
  /// @param source what messages call the text: a file name, or `request body`
  /// @throws DocumentException if the bytes are not such YAML in UTF-8
  public static List<Node> read(byte[] bytes, String source) {
    return YamlText.read(SourceText.decode(bytes, source, BYTES_MAX), source);
  }

  /// A document as text in block style, which reads back as the same node but for the places.
  public static String write(Node document) {
    return YamlSink.write(document);
  }

  /// Several documents as one text.
  public static String write(List<Node> documents) {
    return documents.stream().map(Yaml::write).collect(Collectors.joining("---\n"));
  }
}
