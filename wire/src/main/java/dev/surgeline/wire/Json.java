package dev.surgeline.wire;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// Records as JSON.
///
/// - A record is an object with its components as keys. A record whose only component is named
///   `value` is that value alone.
/// - `Optional`, `OptionalInt`, `OptionalLong` and `OptionalDouble` components are left out when
///   empty. Nothing is ever `null`.
/// - `List` and `SortedSet` are arrays. `SortedMap` is an object whose keys are the keys' text.
/// - A value of a sealed interface is an object with `type`: the simple name of its record from a
///   small letter on.
/// - An enum constant is its name in small letters, `-` for `_`.
/// - `Duration` is text such as `1h30m` ([DurationText]); `Instant` is ISO 8601 in UTC;
///   `LocalDate`, `LocalTime` and `ZoneId` are their text.
/// - A `long` beyond 2^53 - 1 either way is text, because a JSON number of that size is read wrong
///   elsewhere. `NaN` and the infinities are refused. Minus zero becomes zero.
///
/// How a class is written is found once by reflection over its declaration; a class with a
/// component that has no form above is an [IllegalArgumentException].
public final class Json {
  /// What [#readNode(byte[], String)] and [#read(Class, byte[], String)] read at most.
  public static final int BYTES_MAX = 8 * 1024 * 1024;

  private Json() {}

  /// A record's canonical bytes (RFC 8785): equal records give equal bytes, on any machine. The
  /// record's own class says what is written: use [#canonical(Class, Object)] to have the `type` of
  /// a sealed family.
  ///
  /// @throws IllegalArgumentException if a double in it is not finite, a text is half of a
  ///   surrogate pair, or it is nested more than 50 levels deep
  public static byte[] canonical(Object record) {
    return write(record.getClass(), record, false).toBytes();
  }

  /// A value's canonical bytes, written as a component of that type would be.
  public static <T> byte[] canonical(Class<T> type, T value) {
    return write(type, value, false).toBytes();
  }

  /// A node's canonical bytes: the same for YAML and JSON that say the same. Numbers are doubles,
  /// as RFC 8785 has them.
  public static byte[] canonical(Node node) {
    var out = new JsonSink(false);
    write(node, out);
    return out.toBytes();
  }

  /// A node for people: as [#canonical(Node)], indented by two.
  public static String pretty(Node node) {
    var out = new JsonSink(true);
    write(node, out);
    return text(out);
  }

  /// A record for people: indented by two, keys in the order of the components.
  public static String pretty(Object record) {
    return text(write(record.getClass(), record, true));
  }

  /// A value for people, written as a component of that type would be.
  public static <T> String pretty(Class<T> type, T value) {
    return text(write(type, value, true));
  }

  /// Reads what [#canonical(Class, Object)] or [#pretty(Class, Object)] wrote.
  ///
  /// @param source what messages call the text: a file name, or `request body`
  /// @throws DocumentException if the bytes are not JSON or do not fit the type
  public static <T> T read(Class<T> type, byte[] bytes, String source) {
    return read(type, readNode(bytes, source));
  }

  /// @throws DocumentException if the node does not fit the type
  public static <T> T read(Class<T> type, Node node) {
    var problems = new Problems();
    Object value = Codecs.of(type).read(node, problems);
    problems.throwIfAny();
    return type.cast(value);
  }

  /// @throws DocumentException if the bytes are not one JSON value in UTF-8, are more than
  ///   [#BYTES_MAX], are nested more than 50 levels deep or have a key twice in one object
  public static Node readNode(byte[] bytes, String source) {
    return readNode(bytes, source, BYTES_MAX);
  }

  /// As [#readNode(byte[], String)] with another limit on the size.
  public static Node readNode(byte[] bytes, String source, int bytesMax) {
    return JsonText.read(bytes, source, bytesMax);
  }

  private static JsonSink write(Class<?> type, Object value, boolean pretty) {
    var out = new JsonSink(pretty);
    Codecs.of(type).write(value, out);
    return out;
  }

  private static String text(JsonSink out) {
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }

  private static void write(Node node, JsonSink out) {
    switch (node) {
      case Node.Mapping mapping -> {
        List<Node.Entry> sorted =
            mapping.entries().stream().sorted(Comparator.comparing(Node.Entry::key)).toList();
        out.open('{');
        for (Node.Entry entry : sorted) {
          out.key(entry.key());
          write(entry.value(), out);
        }
        out.close('}');
      }
      case Node.Sequence sequence -> {
        out.open('[');
        for (Node item : sequence.items()) {
          out.item();
          write(item, out);
        }
        out.close(']');
      }
      case Node.Scalar scalar -> {
        switch (scalar.kind()) {
          case STRING -> out.string(scalar.text());
          case NUMBER -> out.number(Double.parseDouble(scalar.text()));
          case BOOLEAN, NULL -> out.ascii(scalar.text());
        }
      }
    }
  }
}
