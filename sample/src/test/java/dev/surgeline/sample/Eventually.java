package dev.surgeline.sample;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waits for a condition rather than for a time.
public final class Eventually {
  private static final long PAUSE_MILLIS = 5;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Eventually() {}

  public static void holds(String what, Callable<Boolean> condition) throws Exception {
    long began = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new AssertionError("not within " + LONGEST + ": " + what);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
