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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

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

  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

  /// Bundles that are read and hashed ahead of the tree's own hashes; one has 16 MB at most.
  private static final int AHEAD = 2 * THREADS;

  /// A bundle as it was read.
  ///
  /// @param bytes that it has
  /// @param problem why it has no entries
  private record Bundle(
      Tile tile, int bytes, List<byte[]> entries, List<Hash> leaves, Optional<String> problem) {}

  private final PublishedLog log;
  private final Consumer<byte[]> each;
  private final List<String> problems = new ArrayList<>();
  private final SpoolChain chain = new SpoolChain();
  private long bytes;
  private long tiles;

  private Fsck(PublishedLog log, Consumer<byte[]> each) {
    this.log = log;
    this.each = each;
  }

  /// @throws IOException if the log can not be read
  public static Result run(PublishedLog log, VerifierKey key) throws IOException {
    return run(log, key, _ -> {});
  }

  /// The same, and hands over each entry's bytes in order. They are what was signed if all is.
  public static Result run(PublishedLog log, VerifierKey key, Consumer<byte[]> each)
      throws IOException {
    Fsck fsck = new Fsck(log, each);
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
    try (ExecutorService readers = readers()) {
      Deque<CompletableFuture<Bundle>> ahead = new ArrayDeque<>();
      long next = 0;
      while (edge.size() < checkpoint.size()) {
        for (; ahead.size() < AHEAD && next * Tile.WIDTH < checkpoint.size(); next++) {
          Tile bundle = Tile.of(Tile.ENTRIES, next, checkpoint.size());
          ahead.add(CompletableFuture.supplyAsync(() -> bundle(bundle), readers));
        }
        TileEdge.Grown grown = edge.grow(leaves(arrived(ahead.remove())));
        grown.tiles().forEach((tile, hashes) -> compare(tile, hashes, checkpoint.size()));
        edge = grown.edge();
      }
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

  private static ExecutorService readers() {
    return Executors.newFixedThreadPool(
        THREADS, Thread.ofPlatform().daemon().name("audit-fsck-", 0).factory());
  }

  private static Bundle arrived(CompletableFuture<Bundle> bundle) {
    try {
      return bundle.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof UncheckedIOException cause ? cause : failed;
    }
  }

  /// Reads and hashes one; several are at a time.
  private Bundle bundle(Tile tile) {
    try {
      byte[] content = log.read(tile);
      List<byte[]> entries = EntryBundle.entries(tile, content);
      List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
      return new Bundle(tile, content.length, entries, leaves, Optional.empty());
    } catch (Unverified wrong) {
      Optional<String> problem = Optional.of(String.valueOf(wrong.getMessage()));
      return new Bundle(tile, 0, List.of(), List.of(), problem);
    }
  }

  private List<Hash> leaves(Bundle bundle) {
    Tile tile = bundle.tile();
    if (bundle.problem().isPresent()) {
      problem(bundle.problem().get());
      // What follows hangs on these hashes: the tile's own say whether it is sound by itself.
      Tile hashes = new Tile(0, tile.index(), tile.width());
      return hashes.hashes(log.read(hashes));
    }
    bytes += bundle.bytes();
    for (int i = 0; i < bundle.entries().size(); i++) {
      byte[] entry = bundle.entries().get(i);
      follow(tile.index() * Tile.WIDTH + i, entry);
      each.accept(entry);
    }
    parts(tile, part -> EntryBundle.bytes(bundle.entries().subList(0, part.width())));
    return bundle.leaves();
  }

  private void follow(long index, byte[] entry) {
    try {
      chain.take(index, entry);
    } catch (Unverified | DocumentException wrong) {
      problem(String.valueOf(wrong.getMessage()));
    }
  }

  /// A partial tile on the way to a larger one need not be kept, only the one of this size.
  private void compare(Tile tile, List<Hash> hashes, long size) {
    if (tile.partial() && !tile.equals(Tile.of(tile.level(), tile.index(), size))) {
      return;
    }
    byte[] right = Tile.bytes(hashes);
    try {
      byte[] there = log.read(tile);
      tiles++;
      if (!Arrays.equals(there, right)) {
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
    parts(tile, part -> Arrays.copyOf(right, part.width() * Hash.BYTES));
  }

  /// What a tile was on its way is served for as long as it lies there.
  private void parts(Tile tile, Function<Tile, byte[]> right) {
    for (int width : log.parts(tile)) {
      Tile part = new Tile(tile.level(), tile.index(), width);
      if (width < tile.width()) {
        tiles++;
        try {
          if (!Arrays.equals(log.read(part), right.apply(part))) {
            problem(part.path() + " is not the beginning of " + tile.path());
          }
        } catch (Unverified wrong) {
          problem(String.valueOf(wrong.getMessage()));
        }
      }
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
