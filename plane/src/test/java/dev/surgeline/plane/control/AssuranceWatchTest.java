package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.FileStamp;
import dev.surgeline.plane.audit.LogWriter;
import dev.surgeline.plane.audit.SeenLog;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Hospital;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who looks again and again and reads only what is new finds what they find who read all of it.
final class AssuranceWatchTest {
  private static final PlatformSpec SPEC =
      Hospital.spec(
          Hospital.documents()
              .replace(
                  "spec: {interval: 1s}",
                  "spec: {interval: 1s, regions: [{name: eu-1, jurisdictions: [EU]}]}")
              .replace(
                  "criticality: life-safety",
                  "criticality: life-safety\n  data: {classification: phi, residency: [EU]}"));

  /// As if all files had been changed long ago: what was just written is read again in any case.
  private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofHours(1));

  @TempDir Path folder;
  private AuditFolder log;
  private VerifierKey key;

  @BeforeEach
  void begin() throws IOException {
    log = new AuditFolder(folder.resolve("state"));
    try (LogWriter writer = LogWriter.open(log, "test", _ -> {})) {
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        entries.add(("record " + i).getBytes(StandardCharsets.UTF_8));
      }
      writer.append(entries);
    }
    key = log.log().key().orElseThrow();
  }

  private AssuranceWatch watch() {
    return new AssuranceWatch(SPEC, log.log(), key, Optional::empty, LATER);
  }

  private void append() throws IOException {
    try (TransparencyLog writer = TransparencyLog.open(log, "test", _ -> {})) {
      writer.append(Instant.EPOCH, new AuditEntry.Stopped());
    }
  }

  /// Of any file of the log, any byte, and back again.
  @Test
  void itFindsWhatOneFindsWhoLooksForTheFirstTime() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    AssuranceWatch again = watch();
    assertEquals(Assurance.HELD, again.look());
    int broken = 0;
    for (int step = 0; step < 60; step++) {
      List<Path> files = files();
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      FileTime time = Files.getLastModifiedTime(file);
      laterThan(file);
      if (random.nextInt(4) == 0) {
        Files.delete(file);
      } else {
        byte[] other = bytes.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, other);
        Files.setLastModifiedTime(file, time);
      }
      Assurance found = again.look();
      assertEquals(watch().look(), found, "seed " + seed + ", step " + step + ", " + file);
      assertEquals(found, again.look(), "and once more");
      broken += found.broken().isPresent() ? 1 : 0;
      laterThan(file);
      Files.write(file, bytes);
      assertEquals(Assurance.HELD, again.look(), "seed " + seed + ", step " + step + ", " + file);
      if (step % 10 == 0) {
        append();
        assertEquals(Assurance.HELD, again.look());
      }
    }
    assertTrue(broken > 5, broken + " found, seed " + seed);
  }

  /// Waits until what is written now has another time than the file, as the system counts it.
  private void laterThan(Path file) throws IOException {
    Path probe = folder.resolve("probe");
    Optional<FileTime> there = FileStamp.of(file).map(FileStamp::changed);
    do {
      Files.writeString(probe, "x");
    } while (there.isPresent() && there.equals(FileStamp.of(probe).map(FileStamp::changed)));
  }

  /// What a reading of the right edge reads, and what it does not.
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(log.log().folder())) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void aLogThatIsSetBackIsFoundByWhoSawItBefore() throws IOException {
    AssuranceWatch again = watch();
    byte[] before = Files.readAllBytes(log.log().checkpointFile());
    append();
    assertEquals(Assurance.HELD, again.look());
    laterThan(log.log().checkpointFile());
    Files.write(log.log().checkpointFile(), before);
    assertTrue(again.look().audit().orElse("").contains("set back"), () -> "" + again.look());
    assertTrue(again.look().audit().orElse("").contains("set back"), "and it stays so");
  }

  @Test
  void nothingIsReadWhileNothingIsNew() throws IOException {
    SeenLog seen = new SeenLog(log.log(), LATER);
    seen.round();
    byte[] first = seen.checkpoint();
    assertTrue(seen.asItWas());
    assertSame(first, seen.checkpoint());
    append();
    assertTrue(!seen.asItWas());
    seen.round();
    assertNotSame(first, seen.checkpoint());
  }

  @Test
  void whatWasJustWrittenIsReadAgain() throws IOException {
    SeenLog seen = new SeenLog(log.log(), InstantSource.system());
    append();
    seen.round();
    byte[] first = seen.checkpoint();
    assertTrue(!seen.asItWas(), "another change may have the same time");
    assertNotSame(first, seen.checkpoint());
    FileStamp stamp = FileStamp.of(log.log().checkpointFile()).orElseThrow();
    assertTrue(stamp.settled(stamp.changed().toInstant().plusSeconds(3)));
    assertTrue(!stamp.settled(stamp.changed().toInstant().plusSeconds(1)));
  }
}
