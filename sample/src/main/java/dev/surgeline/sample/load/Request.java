package dev.surgeline.sample.load;

/// A scheduled request on its way to its one outcome.
final class Request {
  private final StreamTally tally;
  private final long dueNanos;
  private final byte[] bytes;
  private boolean settled;

  Request(StreamTally tally, long dueNanos, byte[] bytes) {
    this.tally = tally;
    this.dueNanos = dueNanos;
    this.bytes = bytes;
  }

  long dueNanos() {
    return dueNanos;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isSettled() {
    return settled;
  }

  void sent(long nowNanos) {
    tally.sent(nowNanos - dueNanos);
  }

  /// Counts the outcome; the time it took runs from when the request was due.
  void settle(Outcome outcome, long nowNanos) {
    if (settled) {
      throw new IllegalStateException("a request is settled once");
    }
    settled = true;
    tally.settled(dueNanos, outcome, nowNanos - dueNanos);
  }
}
