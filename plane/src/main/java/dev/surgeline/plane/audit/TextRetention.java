package dev.surgeline.plane.audit;

import dev.surgeline.plane.audit.text.Retention;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Removes texts whose time is over, once an hour. How many goes on the log before they go: what a
/// crash leaves in between is counted again, never too low.
public final class TextRetention implements AutoCloseable {
  private static final Duration PACE = Duration.ofHours(1);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Texts texts;
  private final Retention retention;
  private final AuditLog log;
  private final InstantSource clock;
  private final Consumer<String> said;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("text-retention").factory());

  public TextRetention(
      Texts texts, Retention retention, AuditLog log, InstantSource clock, Consumer<String> said) {
    this.texts = texts;
    this.retention = retention;
    this.log = log;
    this.clock = clock;
    this.said = said;
  }

  /// Looks a minute from now, and every hour after that.
  public void start() {
    var _ =
        thread.scheduleWithFixedDelay(
            this::pass, FIRST.toSeconds(), PACE.toSeconds(), TimeUnit.SECONDS);
  }

  private void pass() {
    try {
      removeDue();
    } catch (IOException failed) {
      said.accept("texts whose time is over can not be removed: " + failed.getMessage());
    }
  }

  /// Removes what is due now.
  ///
  /// @throws IOException if the texts or the log can not be read or written; what was not removed
  ///   is due the next time
  public void removeDue() throws IOException {
    Instant now = clock.instant();
    SortedMap<TextKind, List<Path>> due = new TreeMap<>();
    SortedMap<TextKind, Integer> counts = new TreeMap<>();
    for (TextKind kind : TextKind.values()) {
      List<Path> files = texts.before(kind, retention.keptFrom(kind, now));
      if (!files.isEmpty()) {
        due.put(kind, files);
        counts.put(kind, files.size());
      }
    }
    if (due.isEmpty()) {
      return;
    }
    log.append(now, new AuditEntry.TextsRemoved(counts));
    for (var one : due.entrySet()) {
      texts.remove(one.getKey(), one.getValue());
    }
    said.accept("removed texts beside the audit log whose time is over: " + counts);
  }

  /// Waits for a pass under way: whoever removes files is not interrupted.
  @Override
  public void close() {
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
