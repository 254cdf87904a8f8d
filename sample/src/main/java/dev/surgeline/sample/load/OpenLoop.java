package dev.surgeline.sample.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// Sends each request when it is due, whatever became of those before it.
///
/// One thread does everything: it waits for the next due time or the next event on a connection,
/// whichever comes first. So the counts need no locks and are exact, and a thousand requests in
/// flight cost no thousand threads on the machine that is being measured.
public final class OpenLoop {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long EXPIRE_EVERY = 20 * MILLI;
  private static final long STOP_GRACE = 2 * SECOND;

  private final Schedule schedule;
  private final Mix mix;
  private final Target target;
  private final LoadOptions options;
  private final Report report;
  private final LongConsumer everySecond;
  private final Selector selector;
  private final ConnectionPool pool;
  private final SplittableRandom bodies;
  private final List<StreamTally> tallies = new ArrayList<>();
  private final ArrayDeque<Request> byDueTime = new ArrayDeque<>();
  private final long startNanos = System.nanoTime();
  private Optional<Schedule.Due> next = Optional.empty();
  private long nextSecond = SECOND;
  private long nextExpiry = EXPIRE_EVERY;
  private long stoppedAt = Long.MAX_VALUE;
  private volatile boolean stopping;

  /// Makes the loop; its clock runs from here.
  ///
  /// @param everySecond called once a second with the milliseconds since the start
  /// @throws IOException when the system gives no selector
  public OpenLoop(Schedule schedule, LoadOptions options, Report report, LongConsumer everySecond)
      throws IOException {
    this.schedule = schedule;
    this.mix = options.mix();
    this.target = options.target();
    this.options = options;
    this.report = report;
    this.everySecond = everySecond;
    selector = Selector.open();
    pool = new ConnectionPool(target, selector, options.maxConnections(), this::now);
    bodies = new SplittableRandom(options.seed() ^ 0x5EED);
    mix.kinds().forEach(kind -> tallies.add(report.tally(kind.stream())));
  }

  /// Runs until every scheduled request has its outcome, or `stop()` was called and its grace is
  /// over.
  ///
  /// @return how long it took, in milliseconds
  public long run() throws IOException {
    next = schedule.next();
    while (!isOver()) {
      long now = now();
      if (stopping && stoppedAt == Long.MAX_VALUE) {
        stoppedAt = now;
        next = Optional.empty();
      }
      sendDue(now);
      expire(now);
      if (now >= nextSecond) {
        everySecond.accept(now / MILLI);
        pool.trim();
        nextSecond += SECOND * (1 + (now - nextSecond) / SECOND);
      }
      await(now);
    }
    pool.close();
    selector.close();
    return now() / MILLI;
  }

  /// Schedules nothing more, from any thread. What is under way has two seconds to be answered.
  public void stop() {
    stopping = true;
    selector.wakeup();
  }

  private boolean isOver() {
    if (stoppedAt != Long.MAX_VALUE && now() - stoppedAt > STOP_GRACE) {
      return true;
    }
    boolean scheduled = next.isEmpty() && (stopping || now() >= schedule.endNanos());
    return scheduled && report.inFlight() == 0;
  }

  private void sendDue(long now) {
    while (next.isPresent() && next.get().atNanos() <= now) {
      Schedule.Due due = next.get();
      RequestKind kind = mix.kinds().get(due.kind());
      byte[] bytes =
          target.request(
              kind.method(),
              RequestKind.fill(kind.path(), bodies),
              RequestKind.fill(kind.body(), bodies));
      StreamTally tally = tallies.get(due.kind());
      tally.scheduled(due.atNanos());
      Request request = new Request(tally, due.atNanos(), bytes);
      byDueTime.add(request);
      pool.send(request);
      next = schedule.next();
    }
  }

  private void expire(long now) {
    if (now < nextExpiry) {
      return;
    }
    nextExpiry = now + EXPIRE_EVERY;
    long dueBefore = now - options.timeout().toNanos();
    while (!byDueTime.isEmpty() && byDueTime.getFirst().isSettled()) {
      byDueTime.removeFirst();
    }
    if (!byDueTime.isEmpty() && byDueTime.getFirst().dueNanos() < dueBefore) {
      pool.expire(dueBefore);
    }
  }

  /// Sleeps until something is due, to a fraction of a millisecond: the selector counts in whole
  /// milliseconds, so the last one is slept without it.
  private void await(long now) throws IOException {
    long wait = Math.min(nextSecond, next.isPresent() ? next.get().atNanos() : nextSecond) - now;
    if (!byDueTime.isEmpty()) {
      wait = Math.min(wait, Math.max(MILLI, nextExpiry - now));
    }
    if (wait >= MILLI) {
      selector.select(pool::ready, wait / MILLI);
    } else if (selector.selectNow(pool::ready) == 0 && wait > 0) {
      LockSupport.parkNanos(wait);
    }
  }

  private long now() {
    return System.nanoTime() - startNanos;
  }
}
