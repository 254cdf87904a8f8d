package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileSource;
import dev.surgeline.core.audit.Unverified;
import java.util.List;

/// The tiles within a tree, which are full: each must have the hash that stands for it in the tile
/// above. Together with the right edge, which leads to the root, that is every hash of the tree but
/// for those of the entries' own bytes. A million entries have 31 MB of them.
final class InnerTiles {
  private InnerTiles() {}

  /// @param size of the tree whose right edge holds
  /// @throws Unverified if one is missing or was changed
  static void check(long size, TileSource log) {
    for (int level = 0; Tile.hashes(level + 1, size) > 0; level++) {
      long full = Tile.hashes(level + 1, size);
      for (long first = 0; first < full; first += Tile.WIDTH) {
        Tile above = Tile.of(level + 1, first / Tile.WIDTH, size);
        List<Hash> roots = above.hashes(log.read(above));
        for (int i = 0; i < roots.size(); i++) {
          Tile tile = Tile.of(level, first + i, size);
          if (!Merkle.root(tile.hashes(log.read(tile))).equals(roots.get(i))) {
            throw new Unverified(tile.path() + " is not what " + above.path() + " has the hash of");
          }
        }
      }
    }
  }
}
