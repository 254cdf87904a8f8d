package dev.surgeline.plane.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The audit log of a process that goes on when the disk failed: a writer that is dead stays so,
/// and another takes its place as a new process would, by recovery ([LogRecovery]).
///
/// A new process would see no more of the disk than this one: the page cache is the machine's.
public final class StandingLog implements AuditLog {
  private final Opener opener;
  private final Duration pause;
  private final Consumer<String> said;
  private TransparencyLog log;
  private boolean closed;
  private long triedNanos;

  /// Opens the log anew.
  @FunctionalInterface
  public interface Opener {
    /// @throws IOException if it can not be
    TransparencyLog open() throws IOException;
  }

  /// @param log as it was opened first
  /// @param pause between two tries to open it again
  public StandingLog(TransparencyLog log, Opener opener, Duration pause, Consumer<String> said) {
    this.log = log;
    this.opener = opener;
    this.pause = pause;
    this.said = said;
  }

  @Override
  public synchronized void ready() throws IOException {
    if (!log.dead() || closed) {
      log.ready();
      return;
    }
    if (triedNanos != 0 && System.nanoTime() - triedNanos < pause.toNanos()) {
      throw new IOException("the audit log's disk failed, and it is not opened again yet");
    }
    triedNanos = System.nanoTime();
    log.close();
    log = opener.open();
    triedNanos = 0;
    said.accept("the audit log was opened again after its disk failed, and is what was committed");
  }

  @Override
  public long append(List<Dated> entries) throws IOException {
    return current().append(entries);
  }

  private synchronized TransparencyLog current() {
    return log;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    log.close();
  }
}
