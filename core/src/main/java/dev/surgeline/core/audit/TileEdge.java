package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The right edge of a tree in tiles: all that is needed of it to let it grow, and its root. It is
/// the partial tile of each level, at most 255 hashes a level.
///
/// Growing (C2SP tlog-tiles): a leaf goes to level 0; a tile that is full becomes one hash of the
/// level above, and a partial one is never hashed upward. Example with 255 entries: level 0 holds
/// 255 hashes. The 256th fills `tile/0/000`, level 0 is empty, and level 1 begins with the root
/// over all 256.
///
/// The root: each level's hashes are perfect subtrees by the ones of their count in binary, the
/// larger to the left; all of them are joined from the right. Example with 257 entries: one hash on
/// level 1 and one on level 0, the root is `node(level 1, level 0)`.
///
/// @param levels the hashes of each level's partial tile, from level 0 on; the last is not empty
public record TileEdge(List<List<Hash>> levels) {
  /// Of a tree without entries.
  public static final TileEdge EMPTY = new TileEdge(List.of());

  /// What growing leads to.
  ///
  /// @param edge the new one
  /// @param tiles all that hold a new hash: full ones, and of each level the new partial one
  public record Grown(TileEdge edge, SortedMap<Tile, List<Hash>> tiles) {
    public Grown {
      tiles = Collections.unmodifiableSortedMap(new TreeMap<>(tiles));
    }
  }

  public TileEdge {
    levels = levels.stream().map(List::copyOf).toList();
    if (!levels.isEmpty() && levels.getLast().isEmpty()) {
      throw new IllegalArgumentException("the uppermost level is not empty");
    }
    if (levels.stream().anyMatch(level -> level.size() >= Tile.WIDTH)) {
      throw new IllegalArgumentException("a full tile is no part of an edge");
    }
  }

  /// The edge of a tree of this size, from its tiles.
  ///
  /// @throws Unverified if a tile has not its bytes
  public static TileEdge read(long size, TileSource source) {
    List<List<Hash>> levels = new ArrayList<>();
    for (int level = 0; Tile.hashes(level, size) > 0; level++) {
      long hashes = Tile.hashes(level, size);
      List<Hash> partial = List.of();
      if (hashes % Tile.WIDTH > 0) {
        Tile tile = new Tile(level, hashes / Tile.WIDTH, (int) (hashes % Tile.WIDTH));
        partial = tile.hashes(source.read(tile));
      }
      levels.add(partial);
    }
    return new TileEdge(levels);
  }

  /// Entries of the tree.
  public long size() {
    long size = 0;
    for (List<Hash> level : levels.reversed()) {
      size = size * Tile.WIDTH + level.size();
    }
    return size;
  }

  public Hash root() {
    Optional<Hash> right = Optional.empty();
    for (List<Hash> level : levels) {
      int end = level.size();
      while (end > 0) {
        int count = Integer.lowestOneBit(end);
        Hash perfect = Merkle.root(level.subList(end - count, end));
        right = Optional.of(right.map(hash -> Merkle.node(perfect, hash)).orElse(perfect));
        end -= count;
      }
    }
    return right.orElse(Merkle.EMPTY);
  }

  /// The edge after more entries, and the tiles that are to be written for it.
  ///
  /// @param leaves the hashes of the new entries, in order
  public Grown grow(List<Hash> leaves) {
    SortedMap<Tile, List<Hash>> tiles = new TreeMap<>();
    List<List<Hash>> grown = new ArrayList<>();
    long before = size();
    List<Hash> rising = leaves;
    for (int level = 0; level < levels.size() || !rising.isEmpty(); level++) {
      List<Hash> hashes = new ArrayList<>(level < levels.size() ? levels.get(level) : List.of());
      hashes.addAll(rising);
      long first = Tile.hashes(level, before) / Tile.WIDTH;
      List<Hash> risen = new ArrayList<>();
      int done = 0;
      for (; hashes.size() - done >= Tile.WIDTH; done += Tile.WIDTH) {
        List<Hash> full = List.copyOf(hashes.subList(done, done + Tile.WIDTH));
        tiles.put(new Tile(level, first + done / Tile.WIDTH, Tile.WIDTH), full);
        risen.add(Merkle.root(full));
      }
      List<Hash> partial = List.copyOf(hashes.subList(done, hashes.size()));
      if (!rising.isEmpty() && !partial.isEmpty()) {
        tiles.put(new Tile(level, first + done / Tile.WIDTH, partial.size()), partial);
      }
      grown.add(partial);
      rising = risen;
    }
    return new Grown(new TileEdge(grown), tiles);
  }
}
