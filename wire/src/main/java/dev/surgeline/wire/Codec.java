package dev.surgeline.wire;

import java.util.Optional;

/// How values of one type are written and read.
interface Codec {
  void write(Object value, JsonSink out);

  /// The value, or [Problems#FAILED] after telling what is wrong.
  Object read(Node node, Problems problems);

  /// What a scalar of this type is in a text when it can be the key of a map, where it stands as
  /// the same text in quotes.
  default Optional<Node.Kind> keyKind() {
    return Optional.empty();
  }

  /// @throws UnsupportedOperationException if [#keyKind] is empty
  default String keyText(Object value) {
    throw new UnsupportedOperationException("no key: " + value.getClass());
  }
}
