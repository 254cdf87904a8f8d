package dev.surgeline.plane.control;

import java.time.Instant;

/// The loop's time: the wall clock at its start, and from then on the time that passed. A clock
/// that is stepped while it runs changes nothing; one that was stepped back before a restart does
/// not bring the loop's time to a stop.
public final class LoopClock {
  private final Instant start;
  private final long startNanos;

  /// @param notBefore the latest time that the state has seen
  public LoopClock(Instant notBefore) {
    Instant wall = Instant.now();
    this.start = wall.isAfter(notBefore) ? wall : notBefore;
    this.startNanos = System.nanoTime();
  }

  /// Now, to the millisecond.
  public Instant now() {
    long millis = (System.nanoTime() - startNanos) / 1_000_000;
    return Instant.ofEpochMilli(start.toEpochMilli() + millis);
  }
}
