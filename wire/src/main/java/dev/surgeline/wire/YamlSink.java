package dev.surgeline.wire;

import java.util.List;
import java.util.regex.Pattern;

/// A node as YAML in block style. What could be taken for anything else is put in quotes.
final class YamlSink {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]{0,79}");
  private static final Position NOWHERE = new Position("", 1, 1);

  private final StringBuilder out = new StringBuilder();

  private YamlSink() {}

  static String write(Node document) {
    var sink = new YamlSink();
    sink.value(document, 0);
    return sink.out.toString();
  }

  /// Writes a value and the end of its line; the pen stands where its first line begins.
  private void value(Node node, int indent) {
    switch (node) {
      case Node.Mapping mapping when mapping.entries().isEmpty() -> out.append("{}\n");
      case Node.Mapping mapping -> entries(mapping.entries(), indent);
      case Node.Sequence sequence when sequence.items().isEmpty() -> out.append("[]\n");
      case Node.Sequence sequence -> items(sequence.items(), indent);
      case Node.Scalar scalar -> out.append(text(scalar)).append('\n');
    }
  }

  private void entries(List<Node.Entry> entries, int indent) {
    for (int i = 0; i < entries.size(); i++) {
      indent(i == 0 ? 0 : indent);
      out.append(quotedIfNeeded(entries.get(i).key())).append(':');
      Node value = entries.get(i).value();
      if (isBlock(value)) {
        out.append('\n');
        indent(indent + 2);
      } else {
        out.append(' ');
      }
      value(value, indent + 2);
    }
  }

  private void items(List<Node> items, int indent) {
    for (int i = 0; i < items.size(); i++) {
      indent(i == 0 ? 0 : indent);
      out.append("- ");
      value(items.get(i), indent + 2);
    }
  }

  private static boolean isBlock(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> !mapping.entries().isEmpty();
      case Node.Sequence sequence -> !sequence.items().isEmpty();
      case Node.Scalar _ -> false;
    };
  }

  private void indent(int columns) {
    out.repeat(' ', columns);
  }

  private static String text(Node.Scalar scalar) {
    return switch (scalar.kind()) {
      case STRING -> quotedIfNeeded(scalar.text());
      case NUMBER, BOOLEAN, NULL -> scalar.text();
    };
  }

  private static String quotedIfNeeded(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && CoreSchema.resolve(text, NOWHERE, new Problems()).kind() == Node.Kind.STRING;
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> character(c, quoted));
    return quoted.append('"').toString();
  }

  private static void character(int c, StringBuilder quoted) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append((char) c);
    } else if ((c >= 0x20 && c < 0x7f) || Character.isLetterOrDigit(c)) {
      quoted.appendCodePoint(c);
    } else if (c == '\n') {
      quoted.append("\\n");
    } else {
      quoted.append(String.format(c > 0xffff ? "\\U%08X" : "\\u%04X", c));
    }
  }
}
