package dev.surgeline.plane.conformance;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What our implementation says to a case, as JSON with the keys of `expected`.
final class Answer {
  private final List<Node.Entry> entries = new ArrayList<>();

  Answer with(String key, Node value) {
    entries.add(Nodes.entry(key, value));
    return this;
  }

  Answer with(String key, long value) {
    return with(key, Nodes.number(value));
  }

  Answer with(String key, String value) {
    return with(key, Nodes.text(value));
  }

  /// An error where a result was to be.
  static Answer error(String sentence) {
    return new Answer().with("error_contains", sentence);
  }

  Node.Mapping node() {
    return Nodes.mapping(entries);
  }

  /// Whether everything that is expected is so. Of an error a part of the sentence is expected; the
  /// order of names and conditions has no meaning.
  boolean fits(Node.Mapping expected) {
    Node.Mapping actual = node();
    for (Node.Entry entry : expected.entries()) {
      Optional<Node> value = actual.find(entry.key());
      if (value.isEmpty()) {
        return false;
      }
      boolean part =
          entry.key().equals("error_contains") && text(value.get()).contains(text(entry.value()));
      if (!part && !same(entry.value(), value.get(), entry.key().startsWith("log"))) {
        return false;
      }
    }
    // An error that nobody expects is a difference, whatever else fits.
    return expected.find("error_contains").isPresent() || actual.find("error_contains").isEmpty();
  }

  private static boolean same(Node expected, Node actual, boolean ordered) {
    return switch (expected) {
      case Node.Scalar scalar -> actual instanceof Node.Scalar other && same(scalar, other);
      case Node.Sequence list ->
          actual instanceof Node.Sequence other
              && texts(list, ordered).equals(texts(other, ordered));
      case Node.Mapping mapping -> canonical(mapping).equals(canonical(actual));
    };
  }

  private static boolean same(Node.Scalar expected, Node.Scalar actual) {
    boolean numbers = expected.kind() == Node.Kind.NUMBER && actual.kind() == Node.Kind.NUMBER;
    return numbers
        ? new BigDecimal(expected.text()).compareTo(new BigDecimal(actual.text())) == 0
        : expected.text().equals(actual.text());
  }

  private static List<String> texts(Node.Sequence list, boolean ordered) {
    var texts = new ArrayList<>(list.items().stream().map(Answer::canonical).toList());
    if (!ordered) {
      texts.sort(Comparator.naturalOrder());
    }
    return texts;
  }

  private static String text(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  private static String canonical(Node node) {
    return new String(Json.canonical(node), StandardCharsets.UTF_8);
  }
}
