package dev.surgeline.sample.serve;

/// How many requests are being answered, and since when there have been none.
final class InFlight {
  private int count;
  private long idleSinceNanos = System.nanoTime();

  synchronized void begin() {
    count++;
  }

  synchronized void end() {
    count--;
    idleSinceNanos = System.nanoTime();
  }

  synchronized int count() {
    return count;
  }

  /// How long there has been none, 0 while there is one.
  synchronized long idleNanos() {
    return count > 0 ? 0 : System.nanoTime() - idleSinceNanos;
  }
}
