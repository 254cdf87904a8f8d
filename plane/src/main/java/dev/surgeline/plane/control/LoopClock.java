package dev.surgeline.plane.control;

import java.time.Instant;
import java.time.InstantSource;

/// The loop's time: the wall clock at its start, and from then on the time that passed. A clock
/// that is stepped while it runs changes nothing; one that was stepped back before a restart does
/// not bring the loop's time to a stop.
public final class LoopClock {
  private final Instant start;
  private final long startNanos;

  /// @param notBefore the latest time that the state has seen
  public LoopClock(Instant notBefore) {
    this(notBefore, InstantSource.system());
  }

  /// @param wall the clock on the wall, read once
  public LoopClock(Instant notBefore, InstantSource wall) {
    Instant now = wall.instant();
    this.start = now.isAfter(notBefore) ? now : notBefore;
    this.startNanos = System.nanoTime();
  }

  /// Now, to the millisecond.
  public Instant now() {
    long millis = (System.nanoTime() - startNanos) / 1_000_000;
    return Instant.ofEpochMilli(start.toEpochMilli() + millis);
  }
}
