package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.util.List;

/// Takes secrets out of what is kept.
final class Hiding {
  private static final String HIDDEN = "***";

  private Hiding() {}

  /// A value in which these texts are hidden wherever they stand.
  static Node in(Node node, List<String> secrets) {
    return switch (node) {
      case Node.Mapping(var entries, var at) ->
          new Node.Mapping(
              entries.stream()
                  .map(it -> new Node.Entry(it.key(), it.keyAt(), in(it.value(), secrets)))
                  .toList(),
              at);
      case Node.Sequence(var items, var at) ->
          new Node.Sequence(items.stream().map(item -> in(item, secrets)).toList(), at);
      case Node.Scalar(var text, var kind, var at) -> {
        String shown = text;
        for (String secret : secrets) {
          shown = shown.replace(secret, HIDDEN);
        }
        yield shown.equals(text) ? node : new Node.Scalar(shown, Node.Kind.STRING, at);
      }
    };
  }

  /// A value with every scalar at this depth hidden; deeper ones say where a secret is, not what.
  static Node texts(Node node, int depth) {
    return switch (node) {
      case Node.Mapping(var entries, var at) ->
          depth == 0
              ? node
              : new Node.Mapping(
                  entries.stream()
                      .map(it -> new Node.Entry(it.key(), it.keyAt(), texts(it.value(), depth - 1)))
                      .toList(),
                  at);
      case Node.Sequence sequence -> sequence;
      case Node.Scalar _ -> Nodes.text(HIDDEN);
    };
  }
}
