package dev.surgeline.plane.console;

import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditEntry.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Who logged in, who was refused and who read the log, on its way to the audit log: counted by
/// subject, endpoint and window, so that nobody can flood the log with requests. Subjects and
/// endpoints are few, and so are its entries: one of each a minute, of reading one an hour.
public final class AccessLog implements AutoCloseable {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration READING = Duration.ofHours(1);

  private record Key(Optional<Actor> actor, Access access, String endpoint) {}

  private record Count(Instant since, long times) {
    Count plus(Count other) {
      return new Count(since.isBefore(other.since) ? since : other.since, times + other.times);
    }
  }

  private final Supplier<Optional<CommandDesk.Loop>> loop;
  private final Map<Key, Count> counts = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("access-log").factory());

  /// @param loop absent while it comes up: what is asked of it by then is counted
  public AccessLog(Supplier<Optional<CommandDesk.Loop>> loop) {
    this.loop = loop;
  }

  /// Writes what is due, from now on.
  public void start() {
    long seconds = WINDOW.toSeconds();
    var _ = thread.scheduleWithFixedDelay(this::writeDue, seconds, seconds, TimeUnit.SECONDS);
  }

  private void writeDue() {
    loop.get().ifPresent(present -> write(present, present.now()));
  }

  /// Counts one.
  void note(Optional<Actor> actor, Access access, String endpoint) {
    Optional<CommandDesk.Loop> present = loop.get();
    if (present.isPresent()) {
      count(new Key(actor, access, endpoint), new Count(present.get().now(), 1));
    }
  }

  private synchronized void count(Key key, Count one) {
    counts.merge(key, one, Count::plus);
  }

  private void write(CommandDesk.Loop present, Instant now) {
    for (var due : due(now).entrySet()) {
      Key key = due.getKey();
      Count count = due.getValue();
      var entry =
          new AuditEntry.Accessed(
              key.actor(), key.access(), key.endpoint(), count.since(), count.times());
      var _ =
          present
              .note(entry)
              .thenAccept(answer -> {
                // What can not be written now is counted on.
                if (answer instanceof Answer.Refused) {
                  count(key, count);
                }
              });
    }
  }

  private synchronized Map<Key, Count> due(Instant now) {
    Map<Key, Count> due = new HashMap<>(counts);
    due.entrySet()
        .removeIf(one -> {
          Duration window = one.getKey().access() == Access.LOG_READ ? READING : WINDOW;
          return one.getValue().since().plus(window).isAfter(now);
        });
    List<Key> gone = new ArrayList<>(due.keySet());
    gone.forEach(counts::remove);
    return due;
  }

  /// Hands over all that was counted, whether its window is over or not.
  public void flush() {
    loop.get().ifPresent(present -> write(present, Instant.MAX));
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
