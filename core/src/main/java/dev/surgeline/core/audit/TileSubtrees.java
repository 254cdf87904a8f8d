package dev.surgeline.core.audit;

import java.util.List;

/// A tree's subtrees, from its tiles: the hash over 2^(8t + h) entries is made from 2^h neighbours
/// in one tile of level t.
///
/// Example: the hash over the entries 512 to 1023 (height 9, number 1) is `node` of the hashes 2
/// and 3 in the tile `tile/1/000`.
///
/// @param size of the tree, which says how wide the tiles at its right edge are
public record TileSubtrees(long size, TileSource source) implements Subtrees {
  @Override
  public Hash at(int height, long index) {
    int level = height / 8;
    int above = height % 8;
    long first = index << above;
    Tile tile = Tile.of(level, first / Tile.WIDTH, size);
    List<Hash> hashes = tile.hashes(source.read(tile));
    int place = (int) (first % Tile.WIDTH);
    if (place + (1 << above) > hashes.size()) {
      throw new Unverified(
          "a tree of " + size + " has no subtree " + index + " of height " + height);
    }
    return Merkle.root(hashes.subList(place, place + (1 << above)));
  }
}
