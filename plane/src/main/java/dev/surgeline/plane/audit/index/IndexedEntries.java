package dev.surgeline.plane.audit.index;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Tile;
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
  private long number = -1;
  private List<byte[]> bundle = List.of();

  IndexedEntries(PublishedLog log, Checkpoint now) {
    this.log = log;
    this.now = now;
  }

  /// @throws Unverified if it is not what the root covers
  AuditLine line(long index) {
    if (index / Tile.WIDTH != number) {
      bundle = AuditReader.proved(log, now, index / Tile.WIDTH);
      number = index / Tile.WIDTH;
    }
    return AuditReader.line(
        log.where() + " entry " + index, index, bundle.get((int) (index % Tile.WIDTH)));
  }
}
