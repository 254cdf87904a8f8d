package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.spool.SpoolChain;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Derives every hash of a log anew from the bytes of its entries, and compares all that is stored:
/// each tile of each level, and the root that was signed. A bit that flipped on a disk shows here,
/// with the file that holds it. Of entries that were spooled while the log could not be written, it
/// follows the chain too: that none of them is missing, or in another place.
public final class Fsck {
  /// Problems listed at most.
  private static final int LISTED = 100;

  /// @param ok whether every byte is as it must be
  /// @param origin what the log calls itself, once its signature holds
  /// @param size entries, likewise
  /// @param root base64, likewise
  /// @param bytes of entries that were read
  /// @param tiles that were compared
  /// @param spools that were put on it after the log could not be written
  /// @param spooled entries that came from them
  /// @param problems a sentence each, the first hundred
  public record Result(
      boolean ok,
      Optional<String> origin,
      Optional<Long> size,
      Optional<String> root,
      long bytes,
      long tiles,
      long spools,
      long spooled,
      List<String> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  private final PublishedLog log;
  private final List<String> problems = new ArrayList<>();
  private final SpoolChain chain = new SpoolChain();
  private long bytes;
  private long tiles;

  private Fsck(PublishedLog log) {
    this.log = log;
  }

  /// @throws IOException if the log can not be read
  public static Result run(PublishedLog log, VerifierKey key) throws IOException {
    Fsck fsck = new Fsck(log);
    Optional<Checkpoint> checkpoint = Optional.empty();
    try {
      checkpoint = Optional.of(LogCheck.checkpoint(log, key));
      fsck.entries(checkpoint.get());
    } catch (Unverified wrong) {
      fsck.problem(String.valueOf(wrong.getMessage()));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return new Result(
        fsck.problems.isEmpty(),
        checkpoint.map(Checkpoint::origin),
        checkpoint.map(Checkpoint::size),
        checkpoint.map(one -> one.root().toString()),
        fsck.bytes,
        fsck.tiles,
        fsck.chain.spools(),
        fsck.chain.spooled(),
        fsck.problems);
  }

  private void entries(Checkpoint checkpoint) {
    TileEdge edge = TileEdge.EMPTY;
    while (edge.size() < checkpoint.size()) {
      Tile bundle = Tile.of(Tile.ENTRIES, edge.size() / Tile.WIDTH, checkpoint.size());
      Optional<List<Hash>> leaves = leaves(bundle);
      if (leaves.isEmpty()) {
        // What follows hangs on these hashes: the tile's own say whether it is sound by itself.
        leaves = Optional.of(stored(new Tile(0, bundle.index(), bundle.width())));
      }
      TileEdge.Grown grown = edge.grow(leaves.get());
      grown.tiles().forEach((tile, hashes) -> compare(tile, hashes, checkpoint.size()));
      edge = grown.edge();
    }
    try {
      chain.end();
    } catch (Unverified wrong) {
      problem(String.valueOf(wrong.getMessage()));
    }
    if (!edge.root().equals(checkpoint.root())) {
      problem(
          "the entries lead to the root "
              + edge.root()
              + ", and the checkpoint says "
              + checkpoint.root());
    }
  }

  private Optional<List<Hash>> leaves(Tile bundle) {
    try {
      byte[] content = log.read(bundle);
      bytes += content.length;
      List<byte[]> entries = EntryBundle.entries(bundle, content);
      for (int i = 0; i < entries.size(); i++) {
        follow(bundle.index() * Tile.WIDTH + i, entries.get(i));
      }
      return Optional.of(entries.stream().map(Merkle::leaf).toList());
    } catch (Unverified wrong) {
      problem(String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private void follow(long index, byte[] entry) {
    try {
      chain.take(index, entry);
    } catch (Unverified | DocumentException wrong) {
      problem(String.valueOf(wrong.getMessage()));
    }
  }

  private List<Hash> stored(Tile tile) {
    return tile.hashes(log.read(tile));
  }

  /// A partial tile on the way to a larger one is not kept, only the one of this size.
  private void compare(Tile tile, List<Hash> hashes, long size) {
    if (tile.partial() && !tile.equals(Tile.of(tile.level(), tile.index(), size))) {
      return;
    }
    try {
      byte[] there = log.read(tile);
      tiles++;
      if (!Arrays.equals(there, Tile.bytes(hashes))) {
        List<Hash> found = tile.hashes(there);
        int first = 0;
        while (found.get(first).equals(hashes.get(first))) {
          first++;
        }
        problem(different(tile, first));
      }
    } catch (Unverified wrong) {
      problem(String.valueOf(wrong.getMessage()));
    }
  }

  private static String different(Tile tile, int place) {
    long index = tile.index() * Tile.WIDTH + place;
    return tile.level() == 0
        ? "entry " + index + " is not what " + tile.path() + " has the hash of"
        : "hash " + place + " in " + tile.path() + " does not follow from the entries";
  }

  private void problem(String sentence) {
    if (problems.size() < LISTED) {
      problems.add(sentence);
    }
  }
}
