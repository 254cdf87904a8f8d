package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.LogProof;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One entry with the proof that it is in the log.
///
/// @param entry its text
/// @param proof that they are where they are
public record ProvenEntry(String entry, LogProof proof) {

  /// @param key one that the log is or was signed with
  /// @throws Unverified if the log's checkpoint is not signed by the key in force, or the entry is
  ///   not what the log's root covers
  /// @throws IndexOutOfBoundsException if there is no such entry; the message is a sentence
  /// @throws IOException if the log can not be read
  public static ProvenEntry of(PublishedLog log, VerifierKey key, long index) throws IOException {
    TrustPolicy trust = TrustPolicy.of(KeyChain.of(log, key).current());
    SignedNote note = SignedNote.parse(log.checkpoint());
    Checkpoint checkpoint = trust.check(note);
    if (index < 0 || index >= checkpoint.size()) {
      throw new IndexOutOfBoundsException(
          "there is no entry " + index + ": " + log.where() + " has " + checkpoint.size());
    }
    try {
      byte[] entry =
          AuditReader.bundle(log, index / Tile.WIDTH, checkpoint.size())
              .get((int) (index % Tile.WIDTH));
      Tree tree = new Tree(checkpoint.size(), new TileSubtrees(checkpoint.size(), log));
      LogProof proof = new LogProof(Optional.empty(), index, tree.inclusion(index).path(), note);
      proof.verify(Merkle.leaf(entry), trust);
      return new ProvenEntry(new String(entry, StandardCharsets.UTF_8), proof);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }
}
