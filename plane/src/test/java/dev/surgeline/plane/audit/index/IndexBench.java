package dev.surgeline.plane.audit.index;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// What questions take with an index and without. Run by hand, see docs/benchmarks.md; no test.
///
/// Arguments: a folder on the disk, and how many entries. With a third, a file with the JDBC URL of
/// a PostgreSQL, that is measured, too.
public final class IndexBench {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int WORKLOADS = 50;
  private static final int REPEATS = 5;

  private IndexBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "index-bench");
    try {
      LogFolder log = write(new AuditFolder(folder), Long.parseLong(args[1]));
      VerifierKey key = log.key().orElseThrow();
      for (AuditQuery query : queries()) {
        timed("whole log read", 1, () -> scan(log, query));
      }
      measure(IndexPlace.sqlite(folder.resolve("audit.index")), log, key);
      System.out.printf("index file %d MB%n", Files.size(folder.resolve("audit.index")) >> 20);
      if (args.length > 2) {
        measure(IndexPlace.named(Path.of(args[2])), log, key);
      }
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// An intent and its outcome, every ten seconds, one workload after the other.
  private static LogFolder write(AuditFolder folder, long entries) throws IOException {
    long begun = System.nanoTime();
    try (TransparencyLog log = TransparencyLog.open(folder, "bench", _ -> {})) {
      List<CompletableFuture<Long>> waiting = new ArrayList<>();
      for (long i = 0; i < entries / 2; i++) {
        Instant at = AT.plusSeconds(i * 10);
        WorkloadName name = new WorkloadName("workload-" + i % WORKLOADS);
        Action.Scale scale = Action.Scale.of(name, at, new Replicas(4), new Replicas(8));
        Execution.Stage stage =
            i % 97 == 0
                ? new Execution.Stage.RolledBack(at, Execution.Cause.HARM)
                : new Execution.Stage.Succeeded(at);
        waiting.add(
            log.submit(
                at,
                new AuditEntry.Intent(
                    scale, Optional.empty(), Optional.empty(), "journal-00000001.jsonl:17")));
        waiting.add(
            log.submit(at, new AuditEntry.Outcome(new Execution(scale, new Replicas(4), stage))));
        if (waiting.size() >= 4096) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
        }
      }
      waiting.forEach(CompletableFuture::join);
    }
    System.out.printf("%d entries written in %.1f s%n", entries, seconds(begun));
    return folder.log();
  }

  private static List<AuditQuery> queries() {
    Instant day = AT.plus(Duration.ofDays(20));
    return List.of(
        query(Optional.of("workload-7"), Optional.of(day), Optional.of("rolledBack")),
        query(Optional.of("workload-7"), Optional.empty(), Optional.of("rolledBack")),
        query(Optional.empty(), Optional.of(day), Optional.empty()));
  }

  private static AuditQuery query(
      Optional<String> workload, Optional<Instant> day, Optional<String> outcome) {
    return new AuditQuery(
        workload.map(WorkloadName::new),
        day,
        day.map(it -> it.plus(Duration.ofDays(1))),
        Optional.empty(),
        Optional.empty(),
        false,
        outcome);
  }

  private static int scan(LogFolder log, AuditQuery query) throws IOException {
    List<AuditLine> found = new ArrayList<>();
    AuditReader.scan(
        log,
        line -> {
          if (query.matches(line)) {
            found.add(line);
          }
        });
    return found.size();
  }

  private static void measure(IndexPlace place, LogFolder log, VerifierKey key) throws Exception {
    try (LogIndex index = LogIndex.open(place, log, key, IndexBench::say)) {
      timed("index made", 1, () -> (int) index.rebuild().size());
      for (AuditQuery query : queries()) {
        timed(
            "asked the open index",
            REPEATS,
            () -> index.find(Wanted.of(query), -1, LogIndex.MOST).lines().size());
      }
    }
    timed(
        "opened and asked",
        REPEATS,
        () -> {
          try (LogIndex index = LogIndex.open(place, log, key, IndexBench::say)) {
            return index.find(Wanted.of(queries().getFirst()), -1, LogIndex.MOST).lines().size();
          }
        });
  }

  private static void timed(String what, int repeats, Callable<Integer> done) throws Exception {
    List<Double> took = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < repeats; i++) {
      long begun = System.nanoTime();
      found = done.call();
      took.add(seconds(begun));
    }
    took.sort(Comparator.naturalOrder());
    System.out.printf("%s: %.3f s, %d entries%n", what, took.get(repeats / 2), found);
  }

  private static void say(String sentence) {
    System.out.println(sentence);
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
