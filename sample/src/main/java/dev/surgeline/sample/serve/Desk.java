package dev.surgeline.sample.serve;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Where work is done: a slot, the real work, and a wait until the drawn service time is over.
///
/// Work that takes longer than its drawn time is not cut short, so the mean of measured times is at
/// least the configured one.
public final class Desk {
  private final Slots slots;
  private final ServiceTime serviceTime;
  private final Duration mean;
  private final Duration patience;
  private final Metrics metrics;
  private final AtomicInteger backlog = new AtomicInteger();

  public Desk(ServeOptions options, Metrics metrics) {
    slots = new Slots(options.slots(), options.queue());
    serviceTime = new ServiceTime(options.serviceTime(), options.variation(), options.seed());
    mean = options.serviceTime();
    patience = options.patience();
    this.metrics = metrics;
  }

  /// Does the work while the caller waits, or answers 503 when there is no slot for it in time.
  public Reply serve(Supplier<Reply> work) throws InterruptedException {
    return switch (slots.enter(patience)) {
      case FULL -> unavailable("the queue is full");
      case LATE -> unavailable("no slot came free in time");
      case ENTERED -> {
        try {
          yield perform(work);
        } finally {
          slots.leave();
        }
      }
    };
  }

  /// Accepts the work for later; it stands in the same queue.
  ///
  /// @return false when the queue is full
  public boolean later(Runnable work) {
    backlog.incrementAndGet();
    boolean accepted = slots.submit(() -> run(work));
    if (!accepted) {
      backlog.decrementAndGet();
    }
    return accepted;
  }

  /// The 503 that says when to come back: after the queue as it stands has been worked off.
  public Reply unavailable(String sentence) {
    double seconds = (slots.queued() + 1.0) * mean.toMillis() / 1000.0 / slots.slots();
    return Reply.unavailable(sentence, (long) Math.clamp(Math.ceil(seconds), 1, 60));
  }

  public Slots slots() {
    return slots;
  }

  /// Accepted jobs that are not done, waiting or running.
  public int backlog() {
    return backlog.get();
  }

  private void run(Runnable work) {
    try {
      perform(() -> {
        work.run();
        return work;
      });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      backlog.decrementAndGet();
      slots.leave();
    }
  }

  private <T> T perform(Supplier<T> work) throws InterruptedException {
    long began = System.nanoTime();
    long due = serviceTime.nextNanos();
    T result = work.get();
    long rest = due - (System.nanoTime() - began);
    if (rest > 0) {
      Thread.sleep(Duration.ofNanos(rest));
    }
    metrics.served(System.nanoTime() - began);
    return result;
  }
}
