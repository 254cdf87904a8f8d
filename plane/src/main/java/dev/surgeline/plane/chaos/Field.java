package dev.surgeline.plane.chaos;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A value of an experiment with the path of its key, so that what is wrong with it can be said
/// where it stands.
///
/// @param path from the top: `method[0].provider.url`; empty for the whole
record Field(String path, Node node) {

  /// To be thrown.
  ///
  /// @param rule what is wrong and what would be right
  DocumentException wrong(String rule) {
    return new DocumentException(List.of(new Problem(node.at(), path, rule)));
  }

  Node.Mapping mapping() {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw wrong("must be a mapping");
  }

  /// A mapping with no other keys than these, and such as begin with `x-`.
  Field only(Collection<String> keys) {
    for (Node.Entry entry : mapping().entries()) {
      if (!keys.contains(entry.key()) && !entry.key().startsWith("x-")) {
        Problem problem =
            new Problem(
                entry.keyAt(), under(entry.key()), "unknown key; known are " + sorted(keys));
        throw new DocumentException(List.of(problem));
      }
    }
    return this;
  }

  private static String sorted(Collection<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }

  private String under(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /// What is under a key; a null is as good as no key.
  Optional<Field> find(String key) {
    return mapping()
        .find(key)
        .filter(found -> !(found instanceof Node.Scalar one && one.kind() == Node.Kind.NULL))
        .map(found -> new Field(under(key), found));
  }

  Field need(String key) {
    return find(key).orElseThrow(() -> wrong("there is no " + key + ", which must be here"));
  }

  /// Key and value of a mapping.
  List<Field> entries() {
    return mapping().entries().stream()
        .map(entry -> new Field(under(entry.key()), entry.value()))
        .toList();
  }

  /// The key of one of [#entries].
  String key(Field entry) {
    return entry.path.substring(path.isEmpty() ? 0 : path.length() + 1);
  }

  List<Field> items() {
    if (!(node instanceof Node.Sequence sequence)) {
      throw wrong("must be a list");
    }
    List<Field> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      items.add(new Field(path + "[" + i + "]", sequence.items().get(i)));
    }
    return items;
  }

  /// A text that says something, of so many characters at most.
  String text(int most) {
    if (node instanceof Node.Scalar(var text, var kind, _) && kind == Node.Kind.STRING) {
      if (text.isBlank() || text.length() > most) {
        throw wrong("must be a text of 1 to " + most + " characters");
      }
      return text;
    }
    throw wrong("must be a text");
  }

  /// A text, number or boolean as text; it may be empty.
  String plain() {
    if (node instanceof Node.Scalar(var text, var kind, _) && kind != Node.Kind.NULL) {
      return text;
    }
    throw wrong("must be a text, a number or a boolean");
  }

  boolean truth() {
    if (node instanceof Node.Scalar(var text, var kind, _) && kind == Node.Kind.BOOLEAN) {
      return text.equals("true");
    }
    throw wrong("must be true or false");
  }

  BigDecimal number() {
    try {
      // A variable is text, and so is a number that came out of one.
      return new BigDecimal(plain());
    } catch (NumberFormatException none) {
      throw wrong("must be a number");
    }
  }

  /// A number of seconds from 0 to so many.
  Duration seconds(Duration most) {
    BigDecimal seconds = number();
    if (seconds.signum() < 0
        || seconds.compareTo(BigDecimal.valueOf(most.toSeconds())) > 0
        || seconds.scale() > 9) {
      throw wrong("must be 0 to " + most.toSeconds() + " seconds");
    }
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }
}
