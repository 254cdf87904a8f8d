package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of anything has lost nothing that it was told was kept;
/// and what one process wrote, another writes byte for byte.
final class CrashTest {
  private static final int KILLS = 8;

  @TempDir Path folder;

  @Test
  void killedAtAnyMomentItLosesNothingAcknowledged() throws IOException {
    Path journal = folder.resolve("journal");
    Random random = new Random();
    long acknowledgedSteps = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> options = List.of();
      // Segments so short that some kills hit the change from one to the next.
      List<String> arguments = List.of("" + journal, "" + kill, "30000", "1000000");
      List<String> told;
      try (Jvm writer = Jvm.start(JournalWriter.class, options, arguments)) {
        int enough = 1 + random.nextInt(150);
        Until.holds("the writer writes", () -> writer.out().size() >= enough || !writer.alive());
        assertTrue(writer.alive(), writer::said);
        LockSupport.parkNanos(random.nextInt(5_000_000));
        writer.kill();
        // A line that the kill cut short was not told.
        told = writer.out().stream().filter(line -> line.endsWith(" .")).toList();
      }
      acknowledgedSteps += told.size();
      String[] last = told.getLast().split(" ");
      var recovered = Journal.recover(journal, _ -> {}).orElseThrow();
      long now = recovered.state().now().toEpochMilli();
      assertTrue(now >= Long.parseLong(last[0]), "recovered " + now + ", told " + last[0]);
      var audit = new AuditFolder(folder);
      TransparencyLog.open(audit, "test", _ -> {}).close();
      long entries = AuditReader.read(audit.log()).size();
      assertTrue(entries > Long.parseLong(last[1]), entries + " entries, told " + last[1]);
      Replay.Result replay = Replay.run(journal);
      assertEquals(List.of(), replay.differences());
      long unacknowledged = replay.steps() - acknowledgedSteps;
      assertTrue(unacknowledged >= 0 && unacknowledged <= kill + 1, unacknowledged + " extra");
      assertTrue(replay.steps() >= entries, "an entry is written after its step");
    }
  }

  @Test
  void theSameInputsAreTheSameBytesOnAnyMachine() throws IOException {
    Path one = folder.resolve("one/journal");
    Path other = folder.resolve("other/journal");
    Files.createDirectories(one);
    Files.createDirectories(other);
    write(one, List.of("-Duser.timezone=UTC", "-Duser.language=en", "-Dfile.encoding=UTF-8"));
    write(
        other,
        List.of(
            "-Duser.timezone=Asia/Kathmandu",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Dfile.encoding=ISO-8859-1",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=2",
            "-Xint"));
    assertTrue(segments(one).size() > 3, () -> "" + segments(one).keySet());
    assertEquals(segments(one).keySet(), segments(other).keySet());
    segments(one)
        .forEach((name, bytes) ->
            assertTrue(Arrays.equals(bytes, segments(other).get(name)), name + " differs"));
  }

  private static void write(Path journal, List<String> options) throws IOException {
    List<String> arguments = List.of("" + journal, "11", "100000", "400");
    try (Jvm writer = Jvm.start(JournalWriter.class, options, arguments)) {
      assertEquals(0, writer.exit(), writer::said);
    }
  }

  /// Each segment's content, unpacked: which of them were packed already is a matter of time.
  private static Map<String, byte[]> segments(Path journal) {
    Map<String, byte[]> contents = new HashMap<>();
    try {
      for (Path path : new ArrayList<>(JournalReader.segments(journal))) {
        String name = path.getFileName().toString();
        try (var in = Files.newInputStream(path)) {
          boolean packed = name.endsWith(".gz");
          var plain = packed ? new java.util.zip.GZIPInputStream(in) : in;
          contents.put(name.replace(".gz", ""), plain.readAllBytes());
        }
      }
      return contents;
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
