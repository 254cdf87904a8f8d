package dev.surgeline.gateway.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether the gateway stops, since when, and how many client connections are still open. The only
/// thing besides routing and counters that all lanes see.
final class Stopping {
  private final AtomicInteger open = new AtomicInteger();
  private volatile long sinceNanos;
  private volatile boolean began;

  void begin() {
    sinceNanos = System.nanoTime();
    began = true;
  }

  boolean began() {
    return began;
  }

  /// 0 while it has not begun.
  long lastedNanos(long nowNanos) {
    return began ? nowNanos - sinceNanos : 0;
  }

  /// Counts one more connection, unless there are `most` already.
  boolean tryOpen(int most) {
    if (open.incrementAndGet() <= most) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  void closed() {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }
}
