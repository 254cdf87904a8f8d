package dev.surgeline.wire;

import java.util.List;

/// Nodes that are made here and stand in no text: answers whose shape no record of ours has.
///
/// Example: `mapping(entry("size", number(3)), entry("ok", truth(true)))`.
public final class Nodes {
  private static final Position HERE = new Position("made here", 1, 1);

  private Nodes() {}

  public static Node text(String text) {
    return new Node.Scalar(text, Node.Kind.STRING, HERE);
  }

  public static Node number(long value) {
    return number(Long.toString(value));
  }

  /// @param digits of a number, as JSON writes it
  public static Node number(String digits) {
    return new Node.Scalar(digits, Node.Kind.NUMBER, HERE);
  }

  public static Node truth(boolean value) {
    return new Node.Scalar(Boolean.toString(value), Node.Kind.BOOLEAN, HERE);
  }

  /// JSON's `null`.
  public static Node nothing() {
    return new Node.Scalar("null", Node.Kind.NULL, HERE);
  }

  public static Node list(List<? extends Node> items) {
    return new Node.Sequence(List.copyOf(items), HERE);
  }

  public static Node.Entry entry(String key, Node value) {
    return new Node.Entry(key, HERE, value);
  }

  public static Node.Entry entry(String key, String value) {
    return entry(key, text(value));
  }

  /// @param entries no key twice
  public static Node.Mapping mapping(List<Node.Entry> entries) {
    return new Node.Mapping(entries, HERE);
  }

  /// @param entries no key twice
  public static Node.Mapping mapping(Node.Entry... entries) {
    return mapping(List.of(entries));
  }
}
