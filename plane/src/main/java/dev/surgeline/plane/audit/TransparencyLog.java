package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The audit log: entries that an outsider can verify without us (C2SP tlog-tiles).
///
/// Any number of threads append; one thread writes. While it waits for the disk others queue up,
/// and what has queued up is the next batch: one signature and few forces for all of it. An entry
/// is acknowledged when a signed checkpoint that covers it is durable and published ([LogWriter]).
public final class TransparencyLog implements AuditLog {
  /// Entries in one batch at most.
  static final int BATCH_MAX = 1024;

  /// Entries that may wait; more are refused, so that who produces them learns of it.
  private static final int WAITING_MAX = 8192;

  private static final long PATIENCE_MILLIS = 200;

  /// Entries that go on the log together or not at all.
  private record Waiting(List<Dated> entries, CompletableFuture<Long> done) {}

  private final LogWriter writer;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private final LogFolder folder;
  private volatile boolean closing;
  private volatile boolean broken;

  private TransparencyLog(LogWriter writer, LogFolder folder) {
    this.writer = writer;
    this.folder = folder;
    // Nobody interrupts it, whoever stops: an interrupt would close the files it writes.
    this.thread = Thread.ofPlatform().daemon().name("audit-log").unstarted(this::run);
  }

  /// Opens the log of a state folder, or starts it; the plain file of an earlier version is carried
  /// over.
  ///
  /// @param name what a new log is called, such as `surgeline/st-marys`
  /// @param said is told what was found and mended
  /// @throws IOException if somebody else writes it, or it is not what was committed; the sentence
  ///   says what to do
  public static TransparencyLog open(AuditFolder folder, String name, Consumer<String> said)
      throws IOException {
    LogWriter writer = LogWriter.open(folder, name, said);
    try {
      CarryOver.run(folder, writer, said);
      TransparencyLog log = new TransparencyLog(writer, folder.log());
      log.thread.start();
      return log;
    } catch (IOException | RuntimeException failed) {
      writer.close();
      throw failed;
    }
  }

  /// The entries of the control plane that ran last, and what came after it: newest first, back to
  /// the one that says that it started. Each is proved to be under the root that was committed.
  ///
  /// @param enough is given each, and says whether that was the last that is wanted
  /// @throws IOException if they can not be read, or are not what was committed; the sentence says
  ///   what to do
  public void latest(Predicate<AuditLine> enough) throws IOException {
    try {
      Checkpoint committed = Checkpoint.parse(writer.checkpoint().text());
      for (long number = (committed.size() - 1) / Tile.WIDTH;
          number >= 0 && committed.size() > 0;
          number--) {
        List<byte[]> entries = AuditReader.proved(folder, committed, number);
        for (int i = entries.size() - 1; i >= 0; i--) {
          long index = number * Tile.WIDTH + i;
          AuditLine line = AuditReader.line("entry " + index, index, entries.get(i));
          if (enough.test(line) || line.entry() instanceof AuditEntry.Started) {
            return;
          }
        }
      }
    } catch (Unverified wrong) {
      throw new IOException(
          "the audit log in "
              + folder.where()
              + " is not what was committed: "
              + wrong.getMessage()
              + LogRecovery.EVIDENCE,
          wrong);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /// The log as its readers have it.
  public LogFolder folder() {
    return folder;
  }

  /// Hands over an entry, without waiting.
  ///
  /// @return its index, once it is durable; else why it is not
  public CompletableFuture<Long> submit(Instant at, AuditEntry entry) {
    return submit(List.of(new Dated(at, entry)));
  }

  private CompletableFuture<Long> submit(List<Dated> entries) {
    var waiting = new Waiting(List.copyOf(entries), new CompletableFuture<>());
    if (!taken(waiting)) {
      waiting
          .done()
          .completeExceptionally(
              new IOException(
                  closing
                      ? "the audit log is closed"
                      : WAITING_MAX + " entries wait for the audit log, more are not taken"));
    }
    return waiting.done();
  }

  /// What was taken before the log is closed is written.
  private synchronized boolean taken(Waiting waiting) {
    return !closing && queue.offer(waiting);
  }

  @Override
  public void ready() throws IOException {
    if (dead()) {
      throw new IOException(folder.where() + " can not be written any more since the disk failed");
    }
  }

  @Override
  public long append(List<Dated> entries) throws IOException {
    try {
      // Not interruptible: whoever is asked to stop may still have something to put on record.
      return submit(entries).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof TooLarge large) {
        throw large;
      }
      if (failed.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw failed;
    }
  }

  private void run() {
    try {
      writeWhileOpen();
    } finally {
      abandon();
    }
  }

  private void writeWhileOpen() {
    List<Waiting> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Waiting first = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_MAX - 1);
        write(batch);
      } catch (InterruptedException nobodys) {
        // No file is open while it waits; it goes on.
      } finally {
        batch.forEach(one -> one.done().completeExceptionally(unwritten()));
        batch.clear();
      }
    }
  }

  /// Nobody waits for a thread that has ended.
  private synchronized void abandon() {
    broken = !closing;
    closing = true;
    List<Waiting> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(one -> one.done().completeExceptionally(unwritten()));
  }

  private static IOException unwritten() {
    return new IOException("the audit log's writer failed");
  }

  private void write(List<Waiting> batch) {
    List<Waiting> taken = new ArrayList<>(batch.size());
    List<Long> firsts = new ArrayList<>(batch.size());
    List<byte[]> entries = new ArrayList<>(batch.size());
    long size = writer.size();
    for (Waiting one : batch) {
      try {
        long first = size + entries.size();
        entries.addAll(bytes(first, one.entries()));
        taken.add(one);
        firsts.add(first);
      } catch (IOException | RuntimeException wrong) {
        one.done().completeExceptionally(wrong);
      }
    }
    try {
      writer.append(entries);
      for (int i = 0; i < taken.size(); i++) {
        taken.get(i).done().complete(firsts.get(i));
      }
    } catch (IOException | RuntimeException failed) {
      taken.forEach(one -> one.done().completeExceptionally(failed));
    }
  }

  private static List<byte[]> bytes(long first, List<Dated> entries) throws TooLarge {
    List<byte[]> all = new ArrayList<>(entries.size());
    for (Dated one : entries) {
      all.add(TooLarge.checked(new AuditLine(first + all.size(), one.at(), one.entry())));
    }
    return all;
  }

  /// Whether the disk failed: then another one, opened anew, may go on ([StandingLog]).
  public boolean dead() {
    return broken || writer.dead();
  }

  /// Writes what was handed over, and gives the log up.
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closing = true;
    }
    Rounds.join(thread);
    writer.close();
  }
}
