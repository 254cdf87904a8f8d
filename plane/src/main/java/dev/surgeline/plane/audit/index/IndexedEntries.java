package dev.surgeline.plane.audit.index;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.PublishedLog;
import java.util.List;

/// Entries of a log by their number, each proved to be under a checkpoint's root.
///
/// A bundle is proved as a whole, and kept until another is asked for: its entries' hashes must be
/// the tile's, and the path of the first leads over all of that tile's hashes to the root.
final class IndexedEntries {
  private final PublishedLog log;
  private final Checkpoint now;
  private final Tree tree;
  private long number = -1;
  private List<byte[]> bundle = List.of();

  IndexedEntries(PublishedLog log, Checkpoint now) {
    this.log = log;
    this.now = now;
    this.tree = new Tree(now.size(), new TileSubtrees(now.size(), log));
  }

  /// @throws Unverified if it is not what the root covers
  AuditLine line(long index) {
    if (index / Tile.WIDTH != number) {
      bundle = proved(index / Tile.WIDTH);
      number = index / Tile.WIDTH;
    }
    return AuditReader.line(
        log.where() + " entry " + index, index, bundle.get((int) (index % Tile.WIDTH)));
  }

  private List<byte[]> proved(long at) {
    List<byte[]> entries = AuditReader.bundle(log, at, now.size());
    List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
    Tile tile = Tile.of(0, at, now.size());
    long first = at * Tile.WIDTH;
    if (!tile.hashes(log.read(tile)).equals(leaves)) {
      throw new Unverified(
          "the entries from "
              + first
              + " on are not what their tile says; surge audit fsck says"
              + " which");
    }
    tree.inclusion(first).verify(leaves.getFirst(), now.root());
    return entries;
  }
}
