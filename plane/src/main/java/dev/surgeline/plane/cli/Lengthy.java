package dev.surgeline.plane.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/// Work that may take long, which says now and then how far it is, and which Ctrl-C ends at once.
final class Lengthy {
  private static final long TOLD_SECONDS = 2;

  private Lengthy() {}

  /// Threads that keep no process alive.
  static ThreadFactory daemons() {
    return Thread.ofPlatform().name("runs-", 0).daemon().factory();
  }

  /// Does it.
  ///
  /// @param what it is, for whoever waits
  /// @param work tells what share is done
  /// @param said told how far it is
  static <T> T run(String what, Function<DoubleConsumer, T> work, PrintStream said) {
    var done = new AtomicLong();
    try (ExecutorService pool = Executors.newSingleThreadExecutor(daemons())) {
      Future<T> result =
          pool.submit(() -> work.apply(share -> done.set(Double.doubleToRawLongBits(share))));
      return awaited(what, result, () -> Double.longBitsToDouble(done.get()), said);
    }
  }

  /// Waits for it.
  ///
  /// @param done what share is
  static <T> T awaited(String what, Future<T> result, DoubleSupplier done, PrintStream said) {
    while (true) {
      try {
        return result.get(TOLD_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException working) {
        said.printf(Locale.ROOT, "simulated: %s at %.0f%%%n", what, 100 * done.getAsDouble());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while simulating " + what, stopped);
      } catch (ExecutionException failed) {
        throw new IllegalStateException(what, failed.getCause());
      }
    }
  }
}
