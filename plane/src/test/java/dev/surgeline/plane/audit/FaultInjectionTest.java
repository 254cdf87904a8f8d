package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Strace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The n-th system call of a kind fails, or the process is killed in it (strace does both):
/// afterwards the log is whole, everything acknowledged is there, and after a force that failed
/// nothing more was acknowledged.
///
/// A test run takes some cases by chance; all of them, a few minutes: `./check -Dsurge.faults=all
/// -Dtest=FaultInjectionTest -Dsurefire.failIfNoSpecifiedTests=false`.
final class FaultInjectionTest {
  private static final int CASES = 16;
  private static final int ENTRIES = 4;

  /// So that the entries fill a tile and begin the next.
  private static final int BEFORE = 254;

  private static final List<String> ALONE = List.of("fsync", "rename,renameat,renameat2", "mkdir");

  /// Calls that the JVM makes for itself too: only those on these files count.
  private static final List<String> OF_FILES = List.of("openat", "write", "unlink");

  private static final List<String> FILES =
      List.of(
          "",
          "audit.key.new",
          "audit.committed",
          "audit.staging/tile-0",
          "audit.staging/tile-1",
          "audit.staging/committed",
          "audit.staging/checkpoint",
          "audit",
          "audit/tile/0/000.p",
          "audit/tile/0",
          "audit/tile/entries/000.p",
          "audit/tile/entries");

  @TempDir Path folder;
  private Path begun;

  /// @param calls by strace's names
  /// @param fault `error=EIO` or `signal=KILL`
  /// @param nth of each thread's calls
  /// @param fresh whether there is no log yet
  private record Case(String calls, String fault, int nth, boolean fresh) {}

  @BeforeEach
  void begin() throws Exception {
    Assumptions.assumeTrue(Strace.traces(), "strace is not on this machine, or may not trace here");
    begun = folder.resolve("begun");
    try (LogWriter writer = LogWriter.open(new AuditFolder(begun), "test", _ -> {})) {
      writer.append(
          IntStream.range(0, BEFORE)
              .mapToObj(i -> ("record " + i).getBytes(StandardCharsets.UTF_8))
              .toList());
    }
  }

  private static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (String fault : List.of("error=EIO", "signal=KILL")) {
      for (boolean fresh : List.of(true, false)) {
        for (String calls : Stream.concat(ALONE.stream(), OF_FILES.stream()).toList()) {
          int most = calls.equals("openat") ? 40 : calls.equals("mkdir") ? 6 : 18;
          for (int nth = 1; nth <= most; nth++) {
            all.add(new Case(calls, fault, nth, fresh));
          }
        }
      }
    }
    return all;
  }

  @Test
  void whateverFailsNothingAcknowledgedIsLost() throws Exception {
    List<Case> cases = all();
    boolean every = "all".equals(System.getProperty("surge.faults"));
    long seed = new Random().nextLong();
    if (!every) {
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

  @Test
  void aForceOrARenameThatFailsEndsTheWriterForGood() throws Exception {
    for (String calls : List.of("fsync", "rename,renameat,renameat2")) {
      Path state = folder.resolve("state-" + calls.length());
      List<String> out = run(new Case(calls, "error=EIO", 1, false), state);
      assertEquals(ENTRIES, out.size(), out::toString);
      assertTrue(out.stream().allMatch(line -> line.startsWith("dead ")), out::toString);
    }
  }

  @Test
  void aFileThatCanNotBeMadeIsRefusedAndTheNextEntryIsTaken() throws Exception {
    // With a log that has begun, the first of these calls is of the writer's thread.
    Case first = new Case("write", "error=ENOSPC", 1, false);
    List<String> out = run(first, folder.resolve("state-full"));
    assertTrue(out.getFirst().startsWith("refused "), out::toString);
    assertEquals(
        ENTRIES - 1, out.stream().filter(line -> line.startsWith("told ")).count(), out::toString);
  }

  private List<String> run(Case one, Path state) throws IOException {
    if (!one.fresh()) {
      copy(begun, state);
    } else {
      Files.createDirectories(state);
    }
    List<String> out = append(one, state);
    boolean dead = false;
    SortedMap<Long, String> told = new TreeMap<>();
    for (String line : out) {
      boolean acknowledged = line.startsWith("told ") && line.endsWith(" .");
      assertFalse(dead && acknowledged, () -> "acknowledged after the disk failed: " + out);
      dead |= line.startsWith("dead ");
      if (acknowledged) {
        String[] words = line.split(" ");
        told.put(Long.parseLong(words[1]), words[2]);
      }
    }
    AuditFolder place = new AuditFolder(state);
    if (Files.exists(place.log().checkpointFile())) {
      whole(place);
    }
    long index;
    try (TransparencyLog log = TransparencyLog.open(place, "test", _ -> {})) {
      index = log.append(Instant.EPOCH, new AuditEntry.Stopped());
    }
    whole(place);
    assertTrue(told.isEmpty() || index > told.lastKey(), () -> index + " after " + told);
    List<byte[]> entries = new ArrayList<>();
    AuditReader.bytes(place.log(), (_, entry) -> entries.add(entry));
    told.forEach((at, what) -> {
      String entry = new String(entries.get((int) (long) at), StandardCharsets.UTF_8);
      assertTrue(entry.contains('"' + what + '"'), () -> at + " is " + entry);
    });
    return out;
  }

  private static void whole(AuditFolder place) throws IOException {
    Fsck.Result result = Fsck.run(place.log(), place.log().key().orElseThrow());
    assertEquals(List.of(), result.problems());
  }

  private List<String> append(Case one, Path state) throws IOException {
    ProcessBuilder builder =
        Jvm.builder(
            FaultyAppender.class,
            List.of("-XX:-UsePerfData", "-Xshare:auto"),
            List.of("" + state, "" + ENTRIES, "x"));
    List<Path> files =
        OF_FILES.contains(one.calls()) ? FILES.stream().map(state::resolve).toList() : List.of();
    List<String> command =
        new ArrayList<>(Strace.command(one.calls(), one.fault(), one.nth(), files));
    command.addAll(builder.command());
    try (Jvm process = Jvm.start(builder.command(command))) {
      process.exit();
      Optional<String> wrong =
          process.err().stream().filter(line -> line.contains("strace:")).findFirst();
      assertTrue(wrong.isEmpty(), () -> "" + wrong);
      return process.out();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
