package dev.surgeline.core.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One row of `faults.txt`.
///
/// @param name of it
/// @param words what is told instead of the truth, by its words
/// @param every 1: at each tick; n: at each n-th
/// @param on `any`, `counts` or `replicas`: the kinds of signal that can have it
/// @param lasts how long
/// @param says what the decisions must say of it; `-`: nothing
record Fault(String name, List<String> words, int every, String on, Duration lasts, String says) {
  private static final Path TABLE = Path.of("src", "test", "faults.txt");

  static List<Fault> all() {
    try {
      return Files.readAllLines(TABLE).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Fault::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fault parse(String line) {
    String[] cells = line.split("\\|");
    if (cells.length != 5) {
      throw new IllegalArgumentException("a fault has five cells: " + line);
    }
    List<String> words = List.of(cells[1].strip().split(" +"));
    int at = words.indexOf("every");
    int every = at < 0 ? 1 : Integer.parseInt(words.get(at + 1));
    return new Fault(
        cells[0].strip(),
        at < 0 ? words : words.subList(0, at),
        every,
        cells[2].strip(),
        Duration.parse("PT" + cells[3].strip()),
        cells[4].strip());
  }

  String kind() {
    return words.getFirst();
  }

  /// The last word as a number.
  double number() {
    return Double.parseDouble(words.getLast());
  }

  /// The last word as a time.
  Duration time() {
    return Duration.parse("PT" + words.getLast());
  }

  boolean hits(Sized sized) {
    return switch (on) {
      case "any" -> true;
      case "replicas" -> sized.perReplica();
      case "counts" -> !sized.perReplica() && sized != Sized.RATIO;
      default -> throw new IllegalArgumentException("no such kind of signal: " + on);
    };
  }

  /// Whether a decision says it; `-` is said without words.
  boolean saidBy(String sentence) {
    return List.of(says.split(" or ")).stream().anyMatch(sentence::contains);
  }
}
