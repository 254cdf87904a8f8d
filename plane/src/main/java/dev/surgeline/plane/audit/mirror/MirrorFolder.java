package dev.surgeline.plane.audit.mirror;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.Durable;
import dev.surgeline.plane.audit.KeyChain;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.WriterLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a mirror has on the disk: a log's folder, and beside the log each checkpoint that was seen.
///
/// What is written for a step is forced before its checkpoint takes the place of the one before.
final class MirrorFolder implements AutoCloseable {
  private static final String SEEN = "checkpoints";
  private static final String LOCK = "lock";
  private static final int MARK = 16;

  private final LogFolder log;
  private final VerifierKey key;
  private final WriterLock lock;
  private final Set<Path> written = new LinkedHashSet<>();
  private final Set<Path> folders = new LinkedHashSet<>();

  private MirrorFolder(LogFolder log, VerifierKey key, WriterLock lock) {
    this.log = log;
    this.key = key;
    this.lock = lock;
  }

  /// Why a folder is none for a mirror; absent: it is new, empty, or a mirror's.
  static Optional<String> unfit(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of(folder + " is no folder");
    }
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> there.add(String.valueOf(file.getFileName())));
    }
    boolean ours = there.containsAll(List.of(SEEN, LOCK, "vkey"));
    // Its start may have been cut off.
    return ours || List.of(SEEN, LOCK, "vkey.part").containsAll(there)
        ? Optional.empty()
        : Optional.of(
            folder
                + " holds something else: a mirror is kept in a new folder, an empty one, or the"
                + " mirror's own");
  }

  static MirrorFolder open(Path folder, VerifierKey key) throws IOException {
    Optional<String> unfit = unfit(folder);
    if (unfit.isPresent()) {
      throw new IOException(unfit.get());
    }
    Durable.makeFolder(folder.resolve(SEEN));
    WriterLock lock =
        WriterLock.take(folder.resolve(LOCK), "another mirror runs on %s; two on one are refused");
    try {
      LogFolder log = new LogFolder(folder);
      Optional<VerifierKey> known = log.key();
      if (known.isPresent() && !known.get().name().equals(key.name())) {
        throw new IOException(
            folder + " is a mirror of " + known.get().name() + ", and of no log " + key.name());
      }
      if (known.isEmpty()) {
        write(log.keyFile(), (key + "\n").getBytes(StandardCharsets.UTF_8));
        Durable.forceFolder(folder);
      }
      return new MirrorFolder(log, known.orElse(key), lock);
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  LogFolder log() {
    return log;
  }

  /// The key that it was begun with; those that followed it are in `rotation/`.
  VerifierKey key() {
    return key;
  }

  /// Keeps the proof that the log's key was changed.
  void keepRotation(int number, byte[] proof) throws IOException {
    Path file = log.folder().resolve("rotation").resolve(Integer.toString(number));
    if (Files.notExists(file)) {
      Durable.makeFolder(file.resolveSibling(""));
      write(file, proof);
      Durable.forceFolder(file.resolveSibling(""));
    }
  }

  /// Whether nothing was ever taken over.
  boolean isNew() {
    return Files.notExists(log.checkpointFile());
  }

  /// What it holds; of a new one, nothing.
  ///
  /// @throws Unverified if somebody changed the checkpoint
  Checkpoint held() throws IOException {
    return isNew()
        ? new Checkpoint(key.name(), 0, Merkle.EMPTY, List.of())
        : TrustPolicy.of(KeyChain.of(log, key).keys()).check(SignedNote.parse(log.checkpoint()));
  }

  /// Keeps a checkpoint that was seen, durably.
  ///
  /// @return where
  Path keep(byte[] note, Checkpoint now) throws IOException {
    String mark = Merkle.leaf(now.root().toString().getBytes(StandardCharsets.UTF_8)).hex();
    String name = String.format("%019d-%s", now.size(), mark.substring(0, MARK));
    Path file = log.folder().resolve(SEEN).resolve(name);
    if (Files.notExists(file)) {
      write(file, note);
      Durable.forceFolder(file.resolveSibling(""));
    }
    return file;
  }

  int seen() throws IOException {
    try (Stream<Path> files = Files.list(log.folder().resolve(SEEN))) {
      return (int) files.filter(file -> !file.toString().endsWith(".part")).count();
    }
  }

  /// Whether an earlier step left this very tile.
  boolean has(Tile tile) {
    return Files.isRegularFile(file(tile));
  }

  private Path file(Tile tile) {
    return log.folder().resolve(tile.path());
  }

  /// Writes a tile, or finds it as it shall be; it is forced with the step's others.
  void put(Tile tile, byte[] bytes) throws IOException {
    Path file = file(tile);
    Path parent = file.resolveSibling("");
    Durable.makeFolder(parent);
    if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Path part = part(file);
      Files.write(part, bytes);
      Durable.move(part, file);
    }
    written.add(file);
    folders.add(parent);
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /// A new file, whole or not at all.
  private static void write(Path file, byte[] bytes) throws IOException {
    Path part = part(file);
    Files.deleteIfExists(part);
    Durable.create(part, bytes);
    Durable.move(part, file);
  }

  /// From here on the checkpoint covers what was written.
  void commit(byte[] note) throws IOException {
    for (Path file : written) {
      Durable.force(file);
    }
    for (Path folder : folders) {
      Durable.forceFolder(folder);
    }
    write(log.checkpointFile(), note);
    Durable.forceFolder(log.folder());
    for (Path file : written) {
      removeParts(file);
    }
    written.clear();
    folders.clear();
  }

  /// Of a tile that is full by now, the parts are its beginning.
  private static void removeParts(Path full) throws IOException {
    Path parts = full.resolveSibling(full.getFileName() + ".p");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> files = Files.walk(parts)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
