package dev.surgeline.plane.chaos;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What answer of a probe is normal.
///
/// Of an answer with a `status`, such as of a request or a program, a scalar, bounds, a choice and,
/// with no `target`, a pattern and a range look at the status. A `target` is a key of the answer,
/// such as `body` or `stdout`.
sealed interface Tolerance {

  /// This very value.
  record Exactly(Node value) implements Tolerance {}

  /// One of these.
  record OneOf(List<Node> values) implements Tolerance {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /// From one to the other, both included: numbers by size, texts by their order.
  record Between(Node least, Node most) implements Tolerance {}

  /// As [Between], for a number that may also be written as text.
  record Range(BigDecimal least, BigDecimal most, Optional<String> target) implements Tolerance {}

  /// A text in which the pattern is found.
  record Matching(Pattern pattern, Optional<String> target) implements Tolerance {}

  /// What a path finds: anything, so many, or exactly these values.
  record Found(
      JsonPath path, Optional<Integer> count, Optional<List<Node>> expect, Optional<String> target)
      implements Tolerance {}

  /// Another probe says so, by an exit code of 0 or a status of 200 to 299; it is given the value.
  record Asked(Activity probe) implements Tolerance {}

  /// Whether an answer is normal by all but [Asked], which is for whoever can ask.
  default boolean holds(Node output) {
    return switch (this) {
      case Exactly(var value) -> Tree.same(value, status(output));
      case OneOf(var values) -> values.stream().anyMatch(it -> Tree.same(it, status(output)));
      case Between(var least, var most) -> between(status(output), least, most);
      case Range(var least, var most, var target) ->
          number(target(output, target)).filter(it -> within(it, least, most)).isPresent();
      case Matching(var pattern, var target) ->
          Tree.plain(target(output, target))
              .filter(it -> pattern.matcher(PatientText.of(it)).find())
              .isPresent();
      case Found found -> finds(found, output);
      case Asked _ -> throw new IllegalStateException("a probe is asked by whoever runs it");
    };
  }

  private static Node status(Node output) {
    return Tree.find(output, "status").orElse(output);
  }

  private static Node target(Node output, Optional<String> target) {
    return target.isPresent() ? Tree.find(output, target.get()).orElse(Tree.NULL) : status(output);
  }

  private static boolean between(Node value, Node least, Node most) {
    Optional<BigDecimal> number = Tree.decimal(value);
    Optional<BigDecimal> from = Tree.decimal(least);
    Optional<BigDecimal> to = Tree.decimal(most);
    if (number.isPresent() && from.isPresent() && to.isPresent()) {
      return within(number.get(), from.get(), to.get());
    }
    return value instanceof Node.Scalar(var text, var kind, _)
        && kind == Node.Kind.STRING
        && least instanceof Node.Scalar(var first, var firstKind, _)
        && firstKind == Node.Kind.STRING
        && most instanceof Node.Scalar(var last, _, _)
        && text.compareTo(first) >= 0
        && text.compareTo(last) <= 0;
  }

  private static boolean within(BigDecimal value, BigDecimal least, BigDecimal most) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }

  private static Optional<BigDecimal> number(Node node) {
    try {
      return Tree.plain(node).map(String::strip).map(BigDecimal::new);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static boolean finds(Found wanted, Node output) {
    Node value = wanted.target().flatMap(key -> Tree.find(output, key)).orElse(output);
    List<Node> found = wanted.path().find(parsed(value));
    if (wanted.expect().isPresent()) {
      return Tree.same(Nodes.list(found), Nodes.list(wanted.expect().get()));
    }
    return wanted.count().map(count -> found.size() == count).orElse(!found.isEmpty());
  }

  /// Text that is JSON is looked into.
  private static Node parsed(Node value) {
    if (!(value instanceof Node.Scalar(var text, var kind, _)) || kind != Node.Kind.STRING) {
      return value;
    }
    try {
      return Json.readNode(text.getBytes(StandardCharsets.UTF_8), "the answer");
    } catch (DocumentException none) {
      return value;
    }
  }
}
