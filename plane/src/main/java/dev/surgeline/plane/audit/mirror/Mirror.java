package dev.surgeline.plane.audit.mirror;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.KeyChain;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies a log into a folder, as long as it only grows.
///
/// A step: the log's checkpoint must be signed; it is kept, whatever comes of it. It must be of the
/// log that the folder holds, grown or not. Then the new entries' bundles are copied, all tiles are
/// derived from their bytes, and only when those lead to the checkpoint's root is it put in place
/// of the one before. A step that was cut short, by whatever, is taken up again: bundles that are
/// there already are not asked for twice, and the root says whether they are right.
///
/// The folder is a log as any: `checkpoint`, `tile/...`, `vkey`, `rotation/...`; and
/// `checkpoints/`, each that was seen. Two signed ones that are not of one history prove what the
/// log's keeper did.
public final class Mirror implements AutoCloseable {
  /// What a step came to.
  ///
  /// @param origin of the log
  /// @param before entries that the folder held
  /// @param size entries that it holds
  /// @param root of their tree, base64
  public record Step(String origin, long before, long size, String root) {}

  private final PublishedLog log;
  private final VerifierKey key;
  private final MirrorFolder folder;

  private Mirror(PublishedLog log, VerifierKey key, MirrorFolder folder) {
    this.log = log;
    this.key = key;
    this.folder = folder;
  }

  /// Why a log can not be mirrored into a folder; absent: it can.
  ///
  /// @throws IOException if it can not be looked at
  public static Optional<String> unfit(PublishedLog log, Path folder) throws IOException {
    Optional<String> unfit = MirrorFolder.unfit(folder);
    return unfit.isEmpty()
            && log instanceof LogFolder(Path source)
            && Files.exists(folder)
            && Files.isSameFile(source, folder)
        ? Optional.of(folder + " is the log itself, and no mirror of it")
        : unfit;
  }

  /// Opens a folder, or starts it.
  ///
  /// @param key that the log must be signed with
  /// @throws IOException if it can not be used, another mirror does, or it holds the log of another
  ///   key; the message is a sentence
  public static Mirror open(PublishedLog log, VerifierKey key, Path folder) throws IOException {
    return new Mirror(log, key, MirrorFolder.open(folder, key));
  }

  /// Takes over what is new.
  ///
  /// @throws Unverified if the log is not one that the folder's grew into, or does not hold; what
  ///   the folder holds is as it was
  /// @throws IOException if the log does not answer, or the folder can not be written
  public Step step() throws IOException {
    try {
      KeyChain chain = KeyChain.of(log, folder.key());
      if (!chain.keys().contains(key)) {
        throw new Unverified("the log that this mirror holds was never signed with the key " + key);
      }
      byte[] note = log.checkpoint();
      Checkpoint now = TrustPolicy.of(chain.current()).check(SignedNote.parse(note));
      Path kept = folder.keep(note, now);
      Checkpoint held = folder.held();
      if (now.size() < held.size()) {
        throw new Unverified(
            "the log was set back: it has "
                + now.size()
                + " entries, and this mirror holds "
                + held.size()
                + advice(kept));
      }
      if (!extended(held, now)) {
        throw new Unverified(
            "the log was forked: its "
                + now.size()
                + " entries did not grow out of the "
                + held.size()
                + " that this mirror holds"
                + advice(kept));
      }
      if (now.size() > held.size() || folder.isNew()) {
        copy(held, now);
        for (int i = 1; i <= chain.rotations().size(); i++) {
          folder.keepRotation(i, rotation(i));
        }
        folder.commit(note);
      }
      return new Step(now.origin(), held.size(), now.size(), now.root().toString());
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private byte[] rotation(int number) throws IOException {
    return log.rotation(number)
        .orElseThrow(() -> new IOException(log.where() + ": rotation/" + number + " is gone"));
  }

  private String advice(Path kept) {
    return ". Both checkpoints are signed and kept, "
        + folder.log().checkpointFile()
        + " and "
        + kept
        + ": keep this folder as evidence, ask the log's keeper, and start no new mirror over it";
  }

  private boolean extended(Checkpoint held, Checkpoint now) {
    if (held.size() == now.size()) {
      return held.root().equals(now.root());
    }
    Tree tree = new Tree(now.size(), new TileSubtrees(now.size(), log));
    var proof = tree.consistency(held.size());
    try {
      proof.verify(held.root(), now.root());
      return true;
    } catch (Unverified other) {
      return false;
    }
  }

  private void copy(Checkpoint held, Checkpoint now) throws IOException {
    if (arrived(held, now, true)) {
      return;
    }
    // What an earlier step left may be at fault, and not the log.
    if (!arrived(held, now, false)) {
      throw new Unverified(
          "the entries that "
              + log.where()
              + " serves do not lead to the root that it signed: some were changed, removed or"
              + " added, or the copy was damaged on its way; nothing of it was taken over");
    }
  }

  /// @param again whether bundles that are there already are taken
  /// @return whether the root is right
  private boolean arrived(Checkpoint held, Checkpoint now, boolean again) throws IOException {
    LogFolder local = folder.log();
    TileEdge edge = TileEdge.read(held.size(), local);
    while (edge.size() < now.size()) {
      Tile bundle = Tile.of(Tile.ENTRIES, edge.size() / Tile.WIDTH, now.size());
      byte[] bytes = again && folder.has(bundle) ? local.read(bundle) : log.read(bundle);
      List<byte[]> entries;
      try {
        entries = EntryBundle.entries(bundle, bytes);
      } catch (Unverified malformed) {
        return false;
      }
      List<Hash> leaves = new ArrayList<>();
      for (byte[] entry : entries.subList((int) (edge.size() % Tile.WIDTH), entries.size())) {
        leaves.add(Merkle.leaf(entry));
      }
      folder.put(bundle, bytes);
      TileEdge.Grown grown = edge.grow(leaves);
      for (Map.Entry<Tile, List<Hash>> tile : grown.tiles().entrySet()) {
        // The parts between one checkpoint and the next are nobody's.
        if (!tile.getKey().partial() || grown.edge().size() == now.size()) {
          folder.put(tile.getKey(), Tile.bytes(tile.getValue()));
        }
      }
      edge = grown.edge();
      if (edge.size() == now.size()) {
        putEdge(edge);
      }
    }
    return edge.root().equals(now.root());
  }

  /// Levels that the last bundle did not touch have parts, too.
  private void putEdge(TileEdge edge) throws IOException {
    for (int level = 0; level < edge.levels().size(); level++) {
      List<Hash> part = edge.levels().get(level);
      if (!part.isEmpty()) {
        long number = Tile.hashes(level, edge.size()) / Tile.WIDTH;
        folder.put(new Tile(level, number, part.size()), Tile.bytes(part));
      }
    }
  }

  /// How many checkpoints it has seen.
  public int seen() throws IOException {
    return folder.seen();
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
