package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The one writer of a log: takes batches of entries, and returns when a signed checkpoint that
/// covers them is durable and published.
///
/// The order, each step durable before the next: the entry bundles and the tiles, in their places;
/// the signed checkpoint, put in place of the last one in the state file, which must still be what
/// this writer put there; the published checkpoint. A batch that fails before anything of it is in
/// place is taken back, and the next may succeed. After that, and after anything that could not be
/// forced, nothing is known about what the disk holds: the writer is dead, and a new process
/// recovers ([LogRecovery]).
public final class LogWriter implements Closeable {
  private static final long TIDY_PATIENCE_SECONDS = 10;
  private static final String REFUSED =
      "the audit log in %s is being written by another control plane; two writers of one log are"
          + " refused";

  private final AuditFolder folder;
  private final LogFolder log;
  private final LogKeys keys;
  private final WriterLock lock;
  private final Forces forces = new Forces();

  /// Folders in which others were made; those of a batch that was taken back too.
  private final SortedSet<Path> unforced = new TreeSet<>();

  private final ExecutorService tidying =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("audit-tidy").factory());
  private TileEdge edge;
  private List<byte[]> tail;
  private SignedNote committed;
  private boolean dead;

  private LogWriter(
      AuditFolder folder, LogKeys keys, WriterLock lock, LogRecovery.Recovered recovered) {
    this.folder = folder;
    this.log = folder.log();
    this.keys = keys;
    this.lock = lock;
    this.edge = recovered.edge();
    this.tail = List.copyOf(recovered.tail());
    this.committed = recovered.committed();
  }

  /// Opens the log of a state folder, or starts it.
  ///
  /// @param name what a new log is called, such as `surgeline/st-marys`
  /// @param said is told what was found and mended
  /// @throws IOException if somebody else writes it, or what is there is not what was committed;
  ///   the sentence says what to do
  public static LogWriter open(AuditFolder folder, String name, Consumer<String> said)
      throws IOException {
    Durable.makeFolder(folder.state());
    WriterLock lock = WriterLock.take(folder.lock(), REFUSED);
    try {
      LogKeys keys = LogKeys.open(folder, name);
      return new LogWriter(folder, keys, lock, LogRecovery.recover(folder, keys, said));
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /// Entries so far.
  public synchronized long size() {
    return edge.size();
  }

  /// The checkpoint that covers them, signed.
  public synchronized SignedNote checkpoint() {
    return committed;
  }

  /// The keys that sign.
  LogKeys keys() {
    return keys;
  }

  /// Whether only a new process can go on.
  public synchronized boolean dead() {
    return dead;
  }

  /// Appends entries, each of at most [EntryBundle#ENTRY_BYTES_MAX] bytes.
  ///
  /// @return the index of the first
  /// @throws IllegalArgumentException if one is too large; nothing is appended
  /// @throws IOException if they could not be made durable; the log is then as before, or dead
  public synchronized long append(List<byte[]> entries) throws IOException {
    entries.forEach(EntryBundle::check);
    if (dead) {
      throw new IOException(log.where() + " can not be written any more since the disk failed");
    }
    long first = edge.size();
    if (entries.isEmpty()) {
      return first;
    }
    TileEdge.Grown grown = edge.grow(entries.stream().map(Merkle::leaf).toList());
    SortedMap<Tile, byte[]> files = bundles(entries, first);
    for (var tile : grown.tiles().entrySet()) {
      files.put(tile.getKey(), Tile.bytes(tile.getValue()));
    }
    SignedNote signed = signed(grown.edge());
    write(files, signed.bytes());
    edge = grown.edge();
    List<byte[]> all = new ArrayList<>(tail);
    all.addAll(entries);
    tail = List.copyOf(all.subList(all.size() - (int) (edge.size() % Tile.WIDTH), all.size()));
    committed = signed;
    // Hundreds of files, whose removal may take a disk longer than the next batch can wait.
    files.keySet().stream()
        .filter(tile -> !tile.partial())
        .forEach(tile -> tidying.execute(() -> dropPartials(tile)));
    return first;
  }

  /// The entry bundles that change: from the one that is not full on.
  private SortedMap<Tile, byte[]> bundles(List<byte[]> entries, long first) {
    List<byte[]> all = new ArrayList<>(tail);
    all.addAll(entries);
    long number = first / Tile.WIDTH;
    SortedMap<Tile, byte[]> files = new TreeMap<>();
    for (int at = 0; at < all.size(); at += Tile.WIDTH) {
      List<byte[]> part = all.subList(at, Math.min(all.size(), at + Tile.WIDTH));
      Tile tile = new Tile(Tile.ENTRIES, number + at / Tile.WIDTH, part.size());
      files.put(tile, EntryBundle.bytes(part));
    }
    return files;
  }

  /// Nothing was written yet: whoever tries again may find the token back.
  private SignedNote signed(TileEdge grown) throws IOException {
    try {
      return keys.sign(grown);
    } catch (UncheckedIOException failed) {
      throw new IOException(
          "the audit log in " + log.where() + " can not be signed: " + failed.getMessage(), failed);
    }
  }

  private void write(SortedMap<Tile, byte[]> files, byte[] signed) throws IOException {
    List<Path> staged = new ArrayList<>();
    try {
      for (var file : files.entrySet()) {
        staged.add(folder.staging().resolve("tile-" + staged.size()));
        Durable.write(staged.getLast(), file.getValue());
        Durable.makeFolder(log.file(file.getKey()).resolveSibling(""), unforced);
      }
      for (String name : List.of("committed", "checkpoint")) {
        staged.add(folder.staging().resolve(name));
        Durable.write(staged.getLast(), signed);
      }
    } catch (Durable.Lost lost) {
      dead = true;
      throw lost;
    } catch (IOException noRoom) {
      takeBack(staged);
      throw new IOException(
          "the audit log in " + log.where() + " can not be written: " + reason(noRoom), noRoom);
    }
    try {
      forces.files(staged);
      place(files.keySet(), staged);
      commit(staged.get(files.size()));
      Durable.move(staged.getLast(), log.checkpointFile());
    } catch (IOException lost) {
      dead = true;
      throw lost;
    }
  }

  private static String reason(IOException failed) {
    return failed.getMessage() == null ? failed.toString() : failed.getMessage();
  }

  private void takeBack(List<Path> staged) {
    try {
      for (Path file : staged) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      dead = true;
    }
  }

  private void place(Iterable<Tile> tiles, List<Path> staged) throws IOException {
    SortedSet<Path> changed = new TreeSet<>(unforced);
    int next = 0;
    for (Tile tile : tiles) {
      Path file = log.file(tile);
      Durable.move(staged.get(next++), file);
      changed.add(file.resolveSibling(""));
    }
    forces.folders(changed);
    unforced.clear();
  }

  /// The commit point. Whoever put another checkpoint there writes the same log: one of the two
  /// would fork it.
  private void commit(Path staged) throws IOException {
    byte[] there = Files.readAllBytes(folder.committed());
    if (!Arrays.equals(there, committed.bytes())) {
      throw new IOException(
          folder.committed()
              + " is not the checkpoint that was committed last: somebody else changed it; find out"
              + " who, and start again");
    }
    Durable.move(staged, folder.committed());
    Durable.forceFolder(folder.state());
  }

  /// Once a tile is full and committed nobody needs the parts that it grew from. One that can not
  /// be removed does no harm.
  private void dropPartials(Tile full) {
    Path parts = log.file(new Tile(full.level(), full.index(), 1)).resolveSibling("");
    if (!Files.isDirectory(parts)) {
      return;
    }
    try (var files = Files.newDirectoryStream(parts)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(parts);
    } catch (IOException | java.nio.file.DirectoryIteratorException left) {
      // Tried again at the next start.
    }
  }

  @Override
  public synchronized void close() throws IOException {
    dead = true;
    forces.close();
    // What is not removed in time is removed at the next start.
    tidying.shutdown();
    try {
      if (!tidying.awaitTermination(TIDY_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        tidying.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    lock.close();
  }
}
