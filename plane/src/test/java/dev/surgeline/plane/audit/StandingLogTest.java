package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log whose writer died is recovered in the process that it died in, or is not written.
final class StandingLogTest {
  @TempDir Path state;
  private final List<String> said = new ArrayList<>();

  private TransparencyLog open() throws IOException {
    return TransparencyLog.open(new AuditFolder(state), "test", said::add);
  }

  private void append(AuditLog log, String what) throws IOException {
    log.append(Instant.EPOCH, TransparencyLogTest.entry(what));
  }

  @Test
  void aWriterThatDiedIsFollowedByAnotherOnceTheLogIsAsItWasCommitted() throws IOException {
    Path committed = new AuditFolder(state).committed();
    try (StandingLog log = new StandingLog(open(), this::open, Duration.ZERO, said::add)) {
      append(log, "a");
      byte[] one = Files.readAllBytes(committed);
      append(log, "b");
      byte[] two = Files.readAllBytes(committed);
      Files.write(committed, one);
      assertThrows(IOException.class, () -> append(log, "c"), "its writer dies");
      // What was committed is older than what was published: nobody goes on with that.
      assertThrows(IOException.class, log::ready);
      assertThrows(IOException.class, log::ready);
      assertThrows(IOException.class, () -> append(log, "c"));
      Files.write(committed, two);
      log.ready();
      append(log, "c");
    }
    AuditFolder folder = new AuditFolder(state);
    assertEquals(3, AuditReader.read(folder.log()).size());
    assertEquals(List.of(), Fsck.run(folder.log(), folder.log().key().orElseThrow()).problems());
  }

  @Test
  void itIsNotTriedAgainAllTheTime() throws IOException {
    Path committed = new AuditFolder(state).committed();
    int[] opened = {0};
    StandingLog.Opener never =
        () -> {
          opened[0]++;
          throw new IOException("not yet");
        };
    try (StandingLog log = new StandingLog(open(), never, Duration.ofHours(1), said::add)) {
      Files.write(committed, new byte[0]);
      assertThrows(IOException.class, () -> append(log, "a"));
      assertThrows(IOException.class, log::ready);
      assertThrows(IOException.class, log::ready);
      assertEquals(1, opened[0]);
    }
  }
}
