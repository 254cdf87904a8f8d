package dev.surgeline.plane.audit.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Strace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The n-th system call of a kind fails, or the process is killed in it: afterwards every entry
/// that was acknowledged as spooled is on the log, once.
///
/// A test run takes some cases by chance; all of them, some minutes: `-Dsurge.faults=all`.
final class SpoolFaultTest {
  private static final int CASES = 10;
  private static final int ENTRIES = 3;
  private static final List<String> CALLS =
      List.of("fsync", "rename,renameat,renameat2", "write", "ftruncate", "unlink");
  private static final List<String> FILES =
      List.of(
          "",
          "audit",
          "audit.spool",
          "audit.spool.new",
          "audit.committed",
          "audit.staging/tile-0",
          "audit.staging/committed",
          "audit.staging/checkpoint",
          "audit/tile/0/000.p",
          "audit/tile/entries/000.p");

  @TempDir Path folder;

  private record Case(String calls, String fault, int nth) {}

  @BeforeEach
  void trace() throws InterruptedException {
    Assumptions.assumeTrue(Strace.traces(), "strace is not on this machine, or may not trace here");
  }

  private static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (String fault : List.of("error=EIO", "error=ENOSPC", "signal=KILL")) {
      for (String calls : CALLS) {
        int most = calls.equals("ftruncate") ? 2 : calls.equals("unlink") ? 8 : 26;
        for (int nth = 1; nth <= most; nth++) {
          all.add(new Case(calls, fault, nth));
        }
      }
    }
    return all;
  }

  @Test
  void whateverFailsEachSpooledEntryIsOnTheLogOnce() throws Exception {
    List<Case> cases = all();
    long seed = new Random().nextLong();
    if (!"all".equals(System.getProperty("surge.faults"))) {
      Collections.shuffle(cases, new Random(seed));
      cases = cases.subList(0, CASES);
    }
    int number = 0;
    for (Case one : cases) {
      try {
        run(one, folder.resolve("state-" + number++));
      } catch (IOException | RuntimeException | AssertionError failed) {
        throw new AssertionError(one + ", seed " + seed + ": " + failed.getMessage(), failed);
      }
    }
  }

  private static void run(Case one, Path state) throws IOException {
    AuditFolder place = new AuditFolder(state);
    try (TransparencyLog log = TransparencyLog.open(place, "test", _ -> {})) {
      log.append(Instant.EPOCH, Spooler.entry("before"));
    }
    List<String> out = spooled(one, state);
    List<String> told =
        out.stream()
            .filter(line -> line.startsWith("told ") && line.endsWith(" ."))
            .map(line -> line.split(" ")[1])
            .toList();
    // Twice: what an earlier start found is not found again.
    for (int start = 0; start < 2; start++) {
      try (TransparencyLog log = TransparencyLog.open(place, "test", _ -> {});
          Spool spool = Spool.open(state, place.log(), 64 << 10, _ -> {})) {
        spool.mergeInto(log, Instant.parse("2026-11-22T09:00:00Z"));
        assertTrue(spool.standing().ready());
        assertEquals(0, spool.standing().entries());
      }
      Fsck.Result whole = Fsck.run(place.log(), place.log().key().orElseThrow());
      assertEquals(List.of(), whole.problems());
      List<String> there =
          AuditReader.read(place.log()).stream()
              .map(line -> line.entry() instanceof AuditEntry.Started it ? it.version() : "")
              .filter(version -> version.startsWith("x-"))
              .toList();
      assertTrue(there.containsAll(told), () -> there + " without some of " + told);
      assertEquals(there.stream().distinct().toList(), there, "each once");
      assertEquals(there.size(), whole.spooled());
    }
  }

  private static List<String> spooled(Case one, Path state) throws IOException {
    ProcessBuilder builder =
        Jvm.builder(
            Spooler.class,
            List.of("-XX:-UsePerfData", "-Xshare:auto"),
            List.of("" + state, "" + ENTRIES, "x"));
    List<Path> files = FILES.stream().map(state::resolve).toList();
    List<String> command =
        new ArrayList<>(Strace.command(one.calls(), one.fault(), one.nth(), files));
    command.addAll(builder.command());
    try (Jvm process = Jvm.start(builder.command(command))) {
      process.exit();
      assertTrue(process.err().stream().noneMatch(line -> line.contains("strace:")), process::said);
      return process.out();
    }
  }
}
