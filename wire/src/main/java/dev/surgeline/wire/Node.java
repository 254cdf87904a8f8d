package dev.surgeline.wire;

import java.util.List;
import java.util.Optional;

/// A value as it stands in a YAML or JSON text, with its place. Both formats give the same nodes.
public sealed interface Node {
  /// Where the value starts.
  Position at();

  /// Keys and values in the order of the text.
  ///
  /// @param entries no key twice
  record Mapping(List<Entry> entries, Position at) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /// The value under a key, if the key is there.
    public Optional<Node> find(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }
  }

  /// One key with its value.
  ///
  /// @param keyAt where the key starts
  record Entry(String key, Position keyAt, Node value) {}

  /// Values in order.
  record Sequence(List<Node> items, Position at) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A single value.
  ///
  /// @param text the value; a number in JSON's grammar whatever the format it was read from, `true`
  ///   or `false` for a boolean, `null` for null
  record Scalar(String text, Kind kind, Position at) implements Node {}

  /// What a scalar is by its syntax.
  enum Kind {
    /// Text.
    STRING,
    /// A finite number.
    NUMBER,
    /// `true` or `false`.
    BOOLEAN,
    /// Nothing.
    NULL
  }
}
