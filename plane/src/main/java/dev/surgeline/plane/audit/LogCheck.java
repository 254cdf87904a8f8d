package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Whether a log is what its key signed, and what it was when somebody last looked.
///
/// It reads the checkpoint, the tiles at the right edge, which lead to the root, and those that a
/// consistency proof needs: some ten files, however large the log is. That every entry is as it was
/// is [Fsck]'s question.
public final class LogCheck {
  /// A checkpoint that somebody kept.
  public record Kept(long size, String root) {}

  /// What was found.
  ///
  /// @param ok whether everything holds
  /// @param origin what the log calls itself, once its signature holds
  /// @param size entries, likewise
  /// @param root base64, likewise
  /// @param since the kept checkpoint that it was compared with
  /// @param problem the first thing that does not hold
  public record Result(
      boolean ok,
      Optional<String> origin,
      Optional<Long> size,
      Optional<String> root,
      Optional<Kept> since,
      Optional<String> problem) {}

  private LogCheck() {}

  /// @param since the note of a checkpoint that somebody kept
  /// @throws IOException if the log can not be read
  public static Result verify(PublishedLog log, VerifierKey key, Optional<byte[]> since)
      throws IOException {
    Optional<Checkpoint> believed = Optional.empty();
    Optional<Checkpoint> kept = Optional.empty();
    Optional<String> problem = Optional.empty();
    try {
      Checkpoint checkpoint = checkpoint(log, key);
      believed = Optional.of(checkpoint);
      edge(log, checkpoint);
      if (since.isPresent()) {
        kept = Optional.of(kept(since.get(), key));
        consistent(log, kept.get(), checkpoint);
      }
    } catch (Unverified wrong) {
      problem = Optional.of(String.valueOf(wrong.getMessage()));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return new Result(
        problem.isEmpty(),
        believed.map(Checkpoint::origin),
        believed.map(Checkpoint::size),
        believed.map(one -> one.root().toString()),
        kept.map(one -> new Kept(one.size(), one.root().toString())),
        problem);
  }

  /// The log's checkpoint, signed by this key.
  ///
  /// @throws Unverified if it is not
  /// @throws IOException if it can not be read
  public static Checkpoint checkpoint(PublishedLog log, VerifierKey key) throws IOException {
    return TrustPolicy.of(key).check(SignedNote.parse(log.checkpoint()));
  }

  private static Checkpoint kept(byte[] note, VerifierKey key) {
    try {
      return TrustPolicy.of(key).check(SignedNote.parse(note));
    } catch (Unverified wrong) {
      throw new Unverified("the kept checkpoint: " + wrong.getMessage(), wrong);
    }
  }

  private static void edge(PublishedLog log, Checkpoint checkpoint) {
    if (!TileEdge.read(checkpoint.size(), log).root().equals(checkpoint.root())) {
      throw new Unverified("the tiles do not lead to the checkpoint's root");
    }
  }

  private static void consistent(PublishedLog log, Checkpoint kept, Checkpoint now) {
    if (kept.size() > now.size()) {
      throw new Unverified(
          "the log was set back: the kept checkpoint covers "
              + kept.size()
              + " entries, and the log says that it has "
              + now.size());
    }
    try {
      new Tree(now.size(), new TileSubtrees(now.size(), log))
          .consistency(kept.size())
          .verify(kept.root(), now.root());
    } catch (Unverified wrong) {
      throw new Unverified(
          "the log is not the one that the kept checkpoint is of, its history was changed: "
              + wrong.getMessage(),
          wrong);
    }
  }
}
