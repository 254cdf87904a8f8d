package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.List;

/// What a log says of itself at a moment (C2SP tlog-checkpoint): the text of the note that it
/// signs.
///
///     example.com/log
///     15
///     rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=
///
/// @param origin the log's name, and the name of its key
/// @param size entries
/// @param root of the tree over them
/// @param extensions further lines, none of them empty; we write none
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
      throw new Unverified("a checkpoint begins with its log's name");
    }
    if (size < 0) {
      throw new Unverified("a log has 0 entries or more, not " + size);
    }
    if (size == 0 && !root.equals(Merkle.EMPTY)) {
      throw new Unverified("the root of a log without entries is " + Merkle.EMPTY);
    }
    if (extensions.stream().anyMatch(line -> line.isEmpty() || line.indexOf('\n') >= 0)) {
      throw new Unverified("a checkpoint's further lines are not empty");
    }
  }

  public static Checkpoint of(String origin, long size, Hash root) {
    return new Checkpoint(origin, size, root, List.of());
  }

  /// Reads a note's text.
  ///
  /// @throws Unverified if it is no checkpoint
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new Unverified("a checkpoint ends with the end of a line");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw new Unverified("a checkpoint is the lines origin, size and root");
    }
    return new Checkpoint(
        lines.get(0),
        Strict.decimal(lines.get(1), "a checkpoint's size"),
        Hash.parse(lines.get(2)),
        lines.subList(3, lines.size()));
  }

  /// The lines, each with its end.
  public String text() {
    List<String> lines = new ArrayList<>(List.of(origin, Long.toString(size), root.toString()));
    lines.addAll(extensions);
    return String.join("\n", lines) + "\n";
  }
}
