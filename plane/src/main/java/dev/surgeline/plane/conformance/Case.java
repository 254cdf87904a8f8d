package dev.surgeline.plane.conformance;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Position;
import dev.surgeline.wire.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON object of a case file. Keys that nobody asks for are passed over: such files hold notes.
/// Null is the same as absent.
record Case(Node.Mapping mapping) {
  private static final long BYTES_MAX = 256L << 20;

  /// The object that a file holds.
  ///
  /// @throws IOException if the file can not be read
  /// @throws DocumentException if it is no JSON object
  static Case read(Path path) throws IOException {
    if (Files.size(path) > BYTES_MAX) {
      throw new IOException(path + " has more than " + BYTES_MAX + " bytes");
    }
    return of(Json.readNode(Files.readAllBytes(path), path.toString(), (int) BYTES_MAX));
  }

  static Case of(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return new Case(mapping);
    }
    throw wrong(node.at(), "an object is expected here");
  }

  Optional<Node> find(String key) {
    return mapping
        .find(key)
        .filter(node -> !(node instanceof Node.Scalar one && one.kind() == Node.Kind.NULL));
  }

  boolean has(String key) {
    return find(key).isPresent();
  }

  Optional<Case> inner(String key) {
    return find(key).map(Case::of);
  }

  /// The objects of a list; none where there is no list.
  List<Case> list(String key) {
    return items(key).stream().map(Case::of).toList();
  }

  /// The numbers of a list.
  List<Long> numbers(String key) {
    return items(key).stream().map(Case::whole).toList();
  }

  /// The lists of a list of lists of numbers.
  List<List<Double>> rows(String key) {
    return items(key).stream()
        .map(node -> {
          if (node instanceof Node.Sequence row) {
            return row.items().stream().map(one -> decimal(one).doubleValue()).toList();
          }
          throw wrong(node.at(), key + " is a list of lists of numbers");
        })
        .toList();
  }

  /// The texts of a list.
  List<String> texts(String key) {
    return items(key).stream().map(Case::plain).toList();
  }

  private List<Node> items(String key) {
    Optional<Node> found = find(key);
    if (found.isEmpty()) {
      return List.of();
    }
    if (found.get() instanceof Node.Sequence list) {
      return list.items();
    }
    throw wrong(found.get().at(), key + " is a list");
  }

  String text(String key) {
    return find(key).map(Case::plain).orElseThrow(() -> missing(key));
  }

  Optional<String> anyText(String key) {
    return find(key).map(Case::plain);
  }

  long number(String key) {
    return find(key).map(Case::whole).orElseThrow(() -> missing(key));
  }

  OptionalLong anyNumber(String key) {
    return find(key).map(node -> OptionalLong.of(whole(node))).orElse(OptionalLong.empty());
  }

  double real(String key) {
    return find(key).map(node -> decimal(node).doubleValue()).orElseThrow(() -> missing(key));
  }

  boolean flag(String key) {
    return find(key).map(node -> plain(node).equals("true")).orElse(false);
  }

  /// Seconds relative to `now`.
  Instant time(String key, Instant now) {
    return now.plus(seconds(key));
  }

  Duration seconds(String key) {
    Node node = find(key).orElseThrow(() -> missing(key));
    return Duration.ofMillis(decimal(node).movePointRight(3).longValue());
  }

  DocumentException missing(String key) {
    return wrong(mapping.at(), "the key " + key + " is missing");
  }

  /// The names of the keys.
  List<String> keys() {
    return mapping.entries().stream().map(Node.Entry::key).toList();
  }

  private static String plain(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw wrong(node.at(), "a text or a number is expected here");
  }

  private static long whole(Node node) {
    try {
      return decimal(node).longValueExact();
    } catch (ArithmeticException tooLarge) {
      throw wrong(node.at(), "a whole number of at most 64 bits is expected here");
    }
  }

  private static BigDecimal decimal(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER) {
      return new BigDecimal(scalar.text());
    }
    throw wrong(node.at(), "a number is expected here");
  }

  static DocumentException wrong(Position at, String rule) {
    return new DocumentException(List.of(new Problem(at, "", rule)));
  }
}
