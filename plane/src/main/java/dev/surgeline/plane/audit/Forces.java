package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Forces several files or folders at once: a file system that keeps a journal of its own then
/// commits it once for all of them, where one after the other would take as many commits.
final class Forces implements AutoCloseable {
  private static final int AT_ONCE = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("audit-force-", 0).factory());

  /// Forces all of them, and returns when all are done.
  ///
  /// @throws Durable.Lost if one could not be
  void files(Iterable<Path> files) throws IOException {
    all(files, Durable::force);
  }

  void folders(Iterable<Path> folders) throws IOException {
    all(folders, Durable::forceFolder);
  }

  @FunctionalInterface
  private interface Force {
    void of(Path path) throws IOException;
  }

  private void all(Iterable<Path> paths, Force force) throws IOException {
    List<Future<Boolean>> under = new ArrayList<>();
    for (Path path : paths) {
      under.add(
          threads.submit(() -> {
            force.of(path);
            return true;
          }));
    }
    Optional<IOException> lost = Optional.empty();
    for (Future<Boolean> one : under) {
      try {
        one.get();
      } catch (ExecutionException failed) {
        lost =
            Optional.of(
                failed.getCause() instanceof IOException cause ? cause : new IOException(failed));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        lost = Optional.of(new IOException("interrupted while waiting for the disk", stopped));
      }
    }
    if (lost.isPresent()) {
      throw lost.get();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
