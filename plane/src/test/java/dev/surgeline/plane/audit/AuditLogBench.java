package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Durable entries a second with 16 writers, beside a bare append and fsync on the same disk. Run
/// by hand, see docs/benchmarks.md; no test.
///
/// Arguments: a folder on the disk, seconds for each part, entries that each writer has under way.
public final class AuditLogBench {
  private static final int WRITERS = 16;

  /// With its frame about 600 bytes, as an intent of one metric has.
  private static final AuditEntry ENTRY =
      new AuditEntry.Started("v".repeat(480), "journal-00000001.jsonl:17", false);

  private AuditLogBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "audit-bench");
    Duration each = Duration.ofSeconds(Long.parseLong(args[1]));
    int underWay = Integer.parseInt(args[2]);
    try {
      bare(folder.resolve("bare"), each);
      log(folder.resolve("one"), each, 1, 1);
      log(folder.resolve("synchronous"), each, WRITERS, 1);
      log(folder.resolve("pipelined"), each, WRITERS, underWay);
      bare(folder.resolve("bare-again"), each);
      checked(folder.resolve("pipelined"));
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void bare(Path file, Duration lasts) throws IOException {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + lasts.toNanos();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (System.nanoTime() < end) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(600));
        channel.force(true);
        nanos.add(System.nanoTime() - begun);
      }
    }
    report("bare append and fsync, one writer", nanos, lasts);
  }

  private static void log(Path state, Duration lasts, int writers, int underWay) throws Exception {
    List<List<Long>> all = new ArrayList<>();
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "bench", _ -> {})) {
      long end = System.nanoTime() + lasts.toNanos();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        List<Long> nanos = new ArrayList<>();
        all.add(nanos);
        threads.add(Thread.ofPlatform().start(() -> write(log, end, underWay, nanos)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    List<Long> nanos = new ArrayList<>();
    all.forEach(nanos::addAll);
    report("audit log, " + writers + " writers, " + underWay + " under way each", nanos, lasts);
  }

  /// Takes its time from handing an entry over until it is acknowledged.
  private static void write(TransparencyLog log, long end, int underWay, List<Long> nanos) {
    Deque<CompletableFuture<Long>> waiting = new ArrayDeque<>();
    while (System.nanoTime() < end || !waiting.isEmpty()) {
      if (System.nanoTime() < end && waiting.size() < underWay) {
        long begun = System.nanoTime();
        waiting.addLast(log.submit(Instant.EPOCH, ENTRY).thenApply(_ -> System.nanoTime() - begun));
      } else {
        nanos.add(waiting.removeFirst().join());
      }
    }
  }

  private static void checked(Path state) throws IOException {
    LogFolder log = new AuditFolder(state).log();
    long begun = System.nanoTime();
    Fsck.Result result = Fsck.run(log, log.key().orElseThrow());
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "fsck: %s, %d entries, %d bytes in %.2f s: a million in %.1f s%n",
        result.ok() ? "whole" : "BROKEN " + result.problems(),
        result.size().orElse(0L),
        result.bytes(),
        seconds,
        seconds * 1e6 / Math.max(1, result.size().orElse(1L)));
  }

  private static void report(String what, List<Long> all, Duration lasts) {
    long[] nanos = all.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: %.0f/s, p50 %.2f ms, p99 %.2f ms, slowest %.1f ms%n",
        what,
        nanos.length / (lasts.toNanos() / 1e9),
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        Arrays.stream(nanos).max().orElse(0) / 1e6);
  }
}
