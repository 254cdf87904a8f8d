package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Strace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The n-th rename or force of a key's rotation fails, or the process is killed in it (strace does
/// both): afterwards the log can be written, the rotation is taken up to its end, and who kept the
/// first key follows it.
///
/// A test run takes some cases by chance; `-Dsurge.faults=all` takes all.
final class RotationFaultTest {
  private static final int CASES = 6;

  /// More of either than there are.
  private static final int MOST = 24;

  @TempDir Path folder;

  private record Case(String calls, String fault, int nth) {}

  private static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (String fault : List.of("error=EIO", "signal=KILL")) {
      for (String calls : List.of("fsync", "rename,renameat,renameat2")) {
        for (int nth = 1; nth <= MOST; nth++) {
          all.add(new Case(calls, fault, nth));
        }
      }
    }
    return all;
  }

  @Test
  void whereverItIsCutOffItIsTakenUpToItsEnd() throws Exception {
    Assumptions.assumeTrue(Strace.traces(), "strace is not here, or may not trace");
    List<Case> cases = all();
    long seed = new Random().nextLong();
    if (!"all".equals(System.getProperty("surge.faults"))) {
      Collections.shuffle(cases, new Random(seed));
      cases = cases.subList(0, CASES);
    }
    for (Case one : cases) {
      try {
        cutOff(one, folder.resolve("state-" + cases.indexOf(one)));
      } catch (IOException | RuntimeException | AssertionError failed) {
        throw new AssertionError(one + ", seed " + seed + ": " + failed.getMessage(), failed);
      }
    }
  }

  private static void cutOff(Case one, Path state) throws IOException {
    AuditFolder place = new AuditFolder(state);
    TransparencyLog.open(place, "test", _ -> {}).close();
    VerifierKey first = place.log().key().orElseThrow();
    rotate(one, state);
    try (LogWriter writer = LogWriter.open(place, "test", _ -> {})) {
      writer.append(List.of());
    }
    if (!Files.exists(place.formerKey()) || Files.exists(place.nextKey())) {
      KeyRotation.rotate(place, Instant.EPOCH, _ -> {});
    }
    KeyRotation.retire(place, _ -> {});
    VerifierKey last = place.log().key().orElseThrow();
    LogCheck.Result result = LogCheck.verify(place.log(), first, Optional.empty());
    assertEquals(Optional.empty(), result.problem());
    assertEquals(List.of(first, last), KeyChain.of(place.log(), first).keys());
    assertTrue(!first.equals(last));
    assertEquals(List.of(), Fsck.run(place.log(), last).problems());
  }

  private static void rotate(Case one, Path state) throws IOException {
    ProcessBuilder builder =
        Jvm.builder(Rotator.class, List.of("-XX:-UsePerfData"), List.of(state.toString()));
    List<String> command =
        new ArrayList<>(Strace.command(one.calls(), one.fault(), one.nth(), List.of()));
    command.addAll(builder.command());
    try (Jvm process = Jvm.start(builder.command(command))) {
      process.exit();
    }
  }
}
