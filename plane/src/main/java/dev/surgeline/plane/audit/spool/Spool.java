package dev.surgeline.plane.audit.spool;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.Durable;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TooLarge;
import dev.surgeline.plane.audit.WriterLock;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Stands in for the audit log while that can not be written: what may not wait goes into a file,
/// durable and chained, and onto the log when it is back, all at once, behind an entry that says
/// so.
///
/// The file is there from the start on, with its room taken, so that it can be written when the
/// disk is full. It is put aside, under another name, only when the log has acknowledged its
/// entries. Whatever was killed in between: at the next start the log itself says which entries of
/// the spool it has.
///
/// One thread uses it; any may look at its [Standing].
public final class Spool implements Closeable {
  /// The spool's file.
  public static final String NAME = "audit.spool";

  /// Some thousand entries.
  public static final long ROOM = 4L << 20;

  private static final String MERGED = ".merged-";
  private static final int DIGITS = 16;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final String REFUSED =
      "another control plane spools in %s; two on one folder are refused: give one of them another"
          + " with --audit-spool";

  /// How it stands.
  ///
  /// @param ready whether it takes entries
  /// @param entries that wait for the log
  public record Standing(boolean ready, long entries) {}

  private final Path path;
  private final LogFolder log;
  private final long room;
  private final Consumer<String> said;
  private final WriterLock lock;
  private Optional<SpoolFile> file = Optional.empty();
  private Optional<SpoolFile.Content> left = Optional.empty();
  private boolean acknowledged;
  private long searched;
  private long triedNanos;
  private boolean missing;
  private volatile Standing standing = new Standing(false, 0);

  private Spool(Path path, LogFolder log, long room, Consumer<String> said, WriterLock lock) {
    this.path = path;
    this.log = log;
    this.room = room;
    this.said = said;
    this.lock = lock;
  }

  /// Opens the spool of a log that is open, or makes one; without room for it there is none until
  /// there is.
  ///
  /// @param folder that is there
  /// @param room in bytes
  /// @param said is told what was found
  /// @throws IOException if another control plane spools there, or what is there is another log's,
  ///   or was changed
  public static Spool open(Path folder, LogFolder log, long room, Consumer<String> said)
      throws IOException {
    WriterLock lock = WriterLock.take(folder.resolve(NAME + ".lock"), REFUSED);
    try {
      Spool spool = new Spool(folder.resolve(NAME), log, room, said, lock);
      spool.find();
      spool.renew();
      return spool;
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private void find() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    SpoolFile.Content found;
    try {
      found = SpoolFile.read(path);
    } catch (IOException changed) {
      throw new IOException(
          changed.getMessage() + "; move the file to where evidence is kept, and start again",
          changed);
    }
    Checkpoint now = checkpoint();
    if (!found.head().log().equals(now.origin()) || found.head().size() > now.size()) {
      throw new IOException(
          path
              + " is of the audit log "
              + found.head().log()
              + " when it had "
              + found.head().size()
              + " entries, and this one is "
              + now.origin()
              + " and has "
              + now.size()
              + ": move it to where it is kept, or give another folder with --audit-spool");
    }
    if (found.entries().isEmpty()) {
      Files.delete(path);
    } else {
      left = Optional.of(found);
      stand();
    }
  }

  /// Puts on a log what an earlier run left in another folder than now, if it left something.
  ///
  /// @throws IOException if it can not be put there
  public static void takeOver(
      Path folder, LogFolder log, AuditLog to, Instant now, Consumer<String> said)
      throws IOException {
    if (!Files.exists(folder.resolve(NAME))) {
      return;
    }
    try (WriterLock lock = WriterLock.take(folder.resolve(NAME + ".lock"), REFUSED)) {
      Spool spool = new Spool(folder.resolve(NAME), log, 0, said, lock);
      spool.find();
      if (spool.left.isPresent()) {
        spool.acknowledge(to, now);
        spool.putAside();
      }
    }
  }

  /// How it stands.
  public Standing standing() {
    return standing;
  }

  /// Whether entries wait for the log: then what happens later waits behind them.
  public boolean begun() {
    return standing.entries() > 0;
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// Puts an entry into it, durable when this returns.
  ///
  /// @throws TooLarge if the log could never take it
  /// @throws IOException if it could not be made durable: what depends on it must not be done
  public void append(Instant at, AuditEntry entry) throws IOException {
    if (file.isEmpty() || acknowledged) {
      throw new IOException("there is no spool in " + path.resolveSibling(""));
    }
    try {
      file.get().append(new AuditLog.Dated(at, entry));
      stand();
    } catch (TooLarge never) {
      throw never;
    } catch (IOException full) {
      standing = new Standing(false, standing.entries());
      throw full;
    }
  }

  /// Puts what waits in it on the log, once, and puts the file aside. Nothing is done where nothing
  /// waits.
  ///
  /// @param to a log that is ready
  /// @param now for the entry that says so
  /// @throws IOException if the log does not take it; all of it waits on
  public void mergeInto(AuditLog to, Instant now) throws IOException {
    acknowledge(to, now);
    renew();
  }

  private void acknowledge(AuditLog to, Instant now) throws IOException {
    Optional<SpoolFile.Content> waiting = waiting();
    if (waiting.isPresent() && !acknowledged) {
      SpoolFile.Content content = waiting.get();
      int there = onLog(content);
      int all = content.entries().size();
      if (there < all) {
        to.append(batch(content, there, now));
      }
      acknowledged = true;
      stand();
      said.accept(
          all + " entries that were spooled while the audit log could not be written are on it");
    }
  }

  private Optional<SpoolFile.Content> waiting() {
    return left.isPresent() ? left : file.filter(one -> one.count() > 0).map(SpoolFile::content);
  }

  private static List<AuditLog.Dated> batch(SpoolFile.Content content, int from, Instant now) {
    int count = content.entries().size() - from;
    var merged =
        new AuditEntry.SpoolMerged(content.chain().get(from), content.chain().getLast(), count);
    List<AuditLog.Dated> batch = new ArrayList<>(count + 1);
    batch.add(new AuditLog.Dated(now, merged));
    batch.addAll(content.entries().subList(from, content.entries().size()));
    return batch;
  }

  /// How many of its entries are on the log already: a crash, or a disk that failed, may have kept
  /// from us that they are.
  private int onLog(SpoolFile.Content content) throws IOException {
    int there = 0;
    long size = checkpoint().size();
    try {
      for (long at = Math.max(content.head().size(), searched); at < size; ) {
        List<byte[]> bundle = AuditReader.bundle(log, at / Tile.WIDTH, size);
        for (int i = (int) (at % Tile.WIDTH); i < bundle.size(); i++, at++) {
          Optional<AuditEntry.SpoolMerged> one = SpoolChain.merged(at, bundle.get(i));
          int from = one.map(it -> content.chain().indexOf(it.begin())).orElse(-1);
          there = from < 0 ? there : Math.max(there, from + one.get().count());
        }
      }
    } catch (Unverified | UncheckedIOException wrong) {
      throw new IOException("the audit log can not be read: " + wrong.getMessage(), wrong);
    }
    // Nothing of it is in what was searched, as long as none of it is anywhere.
    searched = there == 0 ? size : searched;
    return there;
  }

  private Checkpoint checkpoint() throws IOException {
    try {
      return Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
    } catch (Unverified wrong) {
      throw new IOException("the audit log can not be read: " + wrong.getMessage(), wrong);
    }
  }

  /// Puts aside what is on the log, and makes the next one. What does not succeed is tried again
  /// later: until then there is no spool.
  private void renew() {
    boolean needed = file.isEmpty() || acknowledged;
    boolean soon = triedNanos != 0 && System.nanoTime() - triedNanos < PAUSE.toNanos();
    if (!needed || (left.isPresent() && !acknowledged) || soon) {
      return;
    }
    try {
      if (acknowledged) {
        putAside();
      }
      file = Optional.of(SpoolFile.create(path, checkpoint(), room));
      triedNanos = 0;
      missing = false;
    } catch (IOException failed) {
      triedNanos = System.nanoTime();
      if (!missing) {
        said.accept(
            "ALERT there is no spool: while the audit log can not be written nothing will change,"
                + " not for safety either: "
                + failed.getMessage());
      }
      missing = true;
    }
    stand();
  }

  private void putAside() throws IOException {
    if (file.isPresent()) {
      left = Optional.of(file.get().content());
      give(file.get());
      file = Optional.empty();
    }
    String begin = left.orElseThrow().chain().getFirst();
    Durable.move(path, path.resolveSibling(NAME + MERGED + begin.substring(0, DIGITS)));
    left = Optional.empty();
    acknowledged = false;
    Durable.forceFolder(path.toAbsolutePath().resolveSibling(""));
  }

  /// Its room goes back where the disk lets it; its lines are on the log in any case.
  private static void give(SpoolFile done) throws IOException {
    try (done) {
      done.trim();
    } catch (IOException failed) {
      return;
    }
  }

  private void stand() {
    long waiting = left.map(one -> one.entries().size()).orElseGet(this::spooled);
    standing = new Standing(file.isPresent() && !acknowledged, acknowledged ? 0 : waiting);
  }

  private int spooled() {
    return file.map(SpoolFile::count).orElse(0);
  }

  @Override
  public void close() throws IOException {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } finally {
      lock.close();
    }
  }
}
