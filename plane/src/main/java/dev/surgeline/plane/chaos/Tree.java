package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Values that no record of ours describes, as a journal has them: made here, and read with
/// [Field].
final class Tree {
  static final Node NULL = Nodes.nothing();

  /// How deep a value may be nested to have its place in a journal.
  static final int DEPTH_MAX = 30;

  private Tree() {}

  static int depth(Node node) {
    return switch (node) {
      case Node.Mapping(var entries, _) ->
          1 + entries.stream().mapToInt(it -> depth(it.value())).max().orElse(0);
      case Node.Sequence(var items, _) -> 1 + items.stream().mapToInt(Tree::depth).max().orElse(0);
      case Node.Scalar _ -> 0;
    };
  }

  /// In seconds, to the millisecond.
  static Node seconds(long millis) {
    return Nodes.number(BigDecimal.valueOf(millis, 3).toPlainString());
  }

  /// The value under a key of a mapping.
  static Optional<Node> find(Node node, String key) {
    return node instanceof Node.Mapping mapping ? mapping.find(key) : Optional.empty();
  }

  /// The text of a scalar, whatever its kind; of anything else there is none.
  static Optional<String> plain(Node node) {
    return node instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /// A scalar's value, if it is a number.
  static Optional<BigDecimal> decimal(Node node) {
    return node instanceof Node.Scalar(var text, var kind, _) && kind == Node.Kind.NUMBER
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /// Whether two values say the same, wherever they stand and however a number is written.
  static boolean same(Node one, Node other) {
    return switch (one) {
      case Node.Scalar(var text, var kind, _) ->
          other instanceof Node.Scalar(var otherText, var otherKind, _)
              && kind == otherKind
              && (kind == Node.Kind.NUMBER
                  ? new BigDecimal(text).compareTo(new BigDecimal(otherText)) == 0
                  : text.equals(otherText));
      case Node.Sequence(var items, _) ->
          other instanceof Node.Sequence(var others, _) && same(items, others);
      case Node.Mapping(var entries, _) ->
          other instanceof Node.Mapping mapping
              && mapping.entries().size() == entries.size()
              && entries.stream()
                  .allMatch(entry ->
                      mapping.find(entry.key()).filter(it -> same(entry.value(), it)).isPresent());
    };
  }

  private static boolean same(List<Node> items, List<Node> others) {
    boolean same = items.size() == others.size();
    for (int i = 0; same && i < items.size(); i++) {
      same = same(items.get(i), others.get(i));
    }
    return same;
  }
}
