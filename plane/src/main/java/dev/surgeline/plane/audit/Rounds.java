package dev.surgeline.plane.audit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A thread that does one round after another, with a pause between them, until it is ended.
public final class Rounds {
  private final Duration pause;
  private final Thread thread;
  private volatile boolean ended;

  /// @param name of the thread
  /// @param round is done again and again, and throws nothing
  /// @param last is done when it was ended, and throws nothing
  public Rounds(String name, Duration pause, Runnable round, Runnable last) {
    this.pause = pause;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(() -> {
              while (!ended) {
                round.run();
                await();
              }
              last.run();
            });
  }

  /// Begins with the first round.
  public void start() {
    thread.start();
  }

  private synchronized void await() {
    try {
      if (!ended) {
        TimeUnit.NANOSECONDS.timedWait(this, pause.toNanos());
      }
    } catch (InterruptedException stopped) {
      ended = true;
    }
  }

  /// Whether no further round begins.
  public boolean ended() {
    return ended;
  }

  /// Lets no further round begin; the one under way goes on.
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Waits until the last round is over, whoever interrupts.
  public void join() {
    join(thread);
  }

  /// Waits for a thread to end. Who is interrupted meanwhile is so afterwards.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException hurried) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
