package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that shows, offline, that an entry is in a log: its place, the path to the root, and the
/// checkpoint that holds the root. C2SP tlog-proof, and the `.spicy` files of litetlog, which are
/// the same without the first line.
///
///     c2sp.org/tlog-proof@v1
///     index 14
///     GiUtVP0XhIaZ/fl7ReMLgw+9YUtjFAt8kaTdfOe2u/I=
///     ...
///
///     example.com/log
///     15
///     ...
///
/// @param extra base64 of what an application adds; nobody signed it
/// @param index of the entry, from 0 on
/// @param path as in [Inclusion]
/// @param checkpoint the signed checkpoint, as it was given
public record LogProof(Optional<String> extra, long index, List<Hash> path, SignedNote checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1\n";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int BYTES_MAX = 2_000_000;

  public LogProof {
    path = List.copyOf(path);
    extra.ifPresent(text -> Strict.base64(text, "extra"));
  }

  /// Reads either form.
  ///
  /// @throws Unverified if it is none
  public static LogProof parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new Unverified("a proof has at most two million bytes, not " + bytes.length);
    }
    String text = Strict.text(bytes, false, "the proof");
    String proof = text.startsWith(FIRST) ? text.substring(FIRST.length()) : text;
    int end = proof.indexOf("\n\n");
    if (end < 0) {
      throw new Unverified("a proof is lines, an empty line and a signed checkpoint");
    }
    List<String> lines = List.of(proof.substring(0, end).split("\n", -1));
    Optional<String> extra =
        Optional.of(lines.getFirst())
            .filter(line -> line.startsWith(EXTRA))
            .map(line -> line.substring(EXTRA.length()));
    lines = lines.subList(extra.isPresent() ? 1 : 0, lines.size());
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new Unverified("a proof says 'index' and a number before its hashes");
    }
    if (lines.size() > 1 + Inclusion.PATH_MAX) {
      throw new Unverified("a proof has at most 63 hashes, not " + (lines.size() - 1));
    }
    List<Hash> path = new ArrayList<>();
    lines.subList(1, lines.size()).forEach(line -> path.add(Hash.parse(line)));
    return new LogProof(
        extra,
        Strict.decimal(lines.getFirst().substring(INDEX.length()), "a proof's index"),
        path,
        SignedNote.parse(Strict.utf8(proof.substring(end + 2))));
  }

  /// Checks it against what a reader trusts.
  ///
  /// @param leaf the hash of the entry's bytes
  /// @return the checkpoint that the entry is in
  /// @throws Unverified if the checkpoint is not to be believed, or does not hold the entry
  public Checkpoint verify(Hash leaf, TrustPolicy trust) {
    Checkpoint held = trust.check(checkpoint);
    new Inclusion(index, held.size(), path).verify(leaf, held.root());
    return held;
  }

  /// The `.tlog-proof` form.
  public String text() {
    return FIRST + spicy();
  }

  /// The `.spicy` form.
  public String spicy() {
    StringBuilder text = new StringBuilder();
    extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }
}
