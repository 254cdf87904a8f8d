package dev.surgeline.plane.audit.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.SmallDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  private static final int ROOM = 64 << 10;

  @TempDir Path state;
  private final List<String> said = new ArrayList<>();

  private AuditFolder folder() {
    return new AuditFolder(state);
  }

  private TransparencyLog log() throws IOException {
    return TransparencyLog.open(folder(), "test", said::add);
  }

  private Spool spool() throws IOException {
    return Spool.open(state, folder().log(), ROOM, said::add);
  }

  private static void fill(Spool spool, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      spool.append(AT.plusSeconds(i), Spooler.entry("x" + i));
    }
  }

  private List<String> versions() throws IOException {
    return AuditReader.read(folder().log()).stream()
        .map(line -> line.entry() instanceof AuditEntry.Started it ? it.version() : "-")
        .toList();
  }

  private Fsck.Result fsck() throws IOException {
    return Fsck.run(folder().log(), folder().log().key().orElseThrow());
  }

  @Test
  void whatWasSpooledIsOnTheLogAtItsOwnTimesBehindAnEntryThatSaysSo() throws IOException {
    try (TransparencyLog log = log();
        Spool spool = spool()) {
      log.append(AT, Spooler.entry("before"));
      fill(spool, 0, 3);
      byte[] lines = Files.readAllBytes(spool.path());
      assertEquals("rw-------", mode(spool.path()));
      spool.mergeInto(log, AT.plusSeconds(60));
      assertFalse(spool.begun());

      List<AuditLine> there = AuditReader.read(folder().log());
      var merged = (AuditEntry.SpoolMerged) there.get(1).entry();
      assertEquals(3, merged.count());
      assertEquals(AT.plusSeconds(60), there.get(1).at());
      assertEquals(List.of("before", "-", "x0", "x1", "x2"), versions());
      assertEquals(AT.plusSeconds(2), there.get(4).at());

      // Kept aside, without the room that it did not need: the chain as anybody can follow it.
      Path aside = aside().getFirst();
      String text = Files.readString(aside);
      assertTrue(new String(lines, StandardCharsets.UTF_8).startsWith(text));
      String[] line = text.split("\n");
      assertEquals(4, line.length);
      assertEquals(hash(line[0]), merged.begin());
      assertEquals(hash(line[3]), merged.end());
      for (int i = 1; i < 4; i++) {
        assertTrue(line[i].contains("\"before\":\"" + hash(line[i - 1]) + '"'), line[i]);
      }
      // The next stretch is another spool.
      fill(spool, 10, 11);
      spool.mergeInto(log, AT.plusSeconds(90));
      assertEquals(List.of("before", "-", "x0", "x1", "x2", "-", "x10"), versions());
    }
    assertTrue(fsck().ok(), () -> "" + said);
    assertEquals(2, fsck().spools());
    assertEquals(4, fsck().spooled());
  }

  private List<Path> aside() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files.filter(file -> file.toString().contains(".merged-")).toList();
    }
  }

  private static String hash(String line) {
    return SpoolChain.hash(line.substring(9).getBytes(StandardCharsets.UTF_8));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatWaitsInItIsNotLostWithTheProcess() throws IOException {
    try (TransparencyLog log = log()) {
      try (Spool spool = spool()) {
        fill(spool, 0, 3);
      }
      try (Spool spool = spool()) {
        assertTrue(spool.begun());
        spool.mergeInto(log, AT.plusSeconds(60));
      }
      try (Spool spool = spool()) {
        assertFalse(spool.begun());
        spool.mergeInto(log, AT.plusSeconds(70));
      }
      assertEquals(List.of("-", "x0", "x1", "x2"), versions());
    }
  }

  /// As a disk that fails in the middle may leave it.
  @Test
  void whatTheLogTookWithoutSayingSoIsNotPutThereTwice() throws IOException {
    try (TransparencyLog log = log();
        Spool spool = spool()) {
      fill(spool, 0, 2);
      var silent = new Silent(log);
      assertThrows(IOException.class, () -> spool.mergeInto(silent, AT.plusSeconds(60)));
      assertEquals(List.of("-", "x0", "x1"), versions());
      assertEquals(2, spool.standing().entries());
      fill(spool, 2, 4);
      spool.mergeInto(log, AT.plusSeconds(90));
      assertEquals(List.of("-", "x0", "x1", "-", "x2", "x3"), versions());
    }
    assertEquals(List.of(), fsck().problems());
    assertEquals(4, fsck().spooled());
  }

  @Test
  void aFullDiskTakesWhatIsSpooled() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(state.resolve("disk"), 1024)) {
      AuditFolder place = new AuditFolder(disk.root().resolve("state"));
      try (TransparencyLog log = TransparencyLog.open(place, "test", said::add);
          Spool spool = Spool.open(place.state(), place.log(), ROOM, said::add)) {
        disk.fill();
        assertThrows(IOException.class, () -> log.append(AT, Spooler.entry("not")));
        fill(spool, 0, 20);
        assertThrows(IOException.class, () -> spool.mergeInto(log, AT));
        disk.makeRoom();
        spool.mergeInto(log, AT.plusSeconds(60));
        assertEquals(21, AuditReader.read(place.log()).size());
      }
    }
  }

  @Test
  void itsRoomHasAnEndAndThenItRefuses() throws IOException {
    try (TransparencyLog log = log();
        Spool spool = spool()) {
      String large = "y".repeat(20_000);
      spool.append(AT, Spooler.entry(large));
      spool.append(AT, Spooler.entry(large));
      spool.append(AT, Spooler.entry(large));
      assertThrows(IOException.class, () -> spool.append(AT, Spooler.entry(large)));
      assertFalse(spool.standing().ready());
      spool.append(AT, Spooler.entry("small"));
      assertTrue(spool.standing().ready());
      spool.mergeInto(log, AT);
      assertEquals(5, AuditReader.read(folder().log()).size());
    }
  }

  @Test
  void withoutRoomForItThereIsNoneAndThatIsTold() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(state.resolve("disk"), 64);
        TransparencyLog log = log();
        Spool spool = Spool.open(disk.root(), folder().log(), 1 << 20, said::add)) {
      assertFalse(spool.standing().ready());
      assertTrue(said.getLast().startsWith("ALERT there is no spool"), said::toString);
      assertThrows(IOException.class, () -> spool.append(AT, Spooler.entry("x")));
      assertEquals(0, log.append(AT, Spooler.entry("the log needs none")));
    }
  }

  @Test
  void aSpoolThatWasChangedIsRefusedWithItsLine() throws IOException {
    log().close();
    Path file = state.resolve(Spool.NAME);
    for (int line = 1; line <= 4; line++) {
      Files.deleteIfExists(file);
      try (Spool spool = spool()) {
        fill(spool, 0, 3);
      }
      flip(file, line);
      int changed = line;
      IOException refused = assertThrows(IOException.class, () -> spool().close());
      assertTrue(("" + refused.getMessage()).contains("line " + changed + ":"), refused::toString);
    }
  }

  /// Changes a byte in the middle of a line.
  private static void flip(Path file, int line) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = 0;
    for (int seen = 1; seen < line; at++) {
      seen += bytes[at] == '\n' ? 1 : 0;
    }
    bytes[at + 20] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aLineThatACrashCutShortWasNeverAcknowledged() throws IOException {
    try (TransparencyLog log = log()) {
      for (int kept : List.of(0, 1, 40, 90)) {
        try (Spool spool = spool()) {
          fill(spool, 0, 2);
        }
        cutLast(state.resolve(Spool.NAME), kept);
        try (Spool spool = spool()) {
          assertEquals(1, spool.standing().entries());
          spool.mergeInto(log, AT);
        }
      }
      assertEquals(8, AuditReader.read(folder().log()).size());
    }
  }

  /// Leaves so many bytes of the last line, and zeros.
  private static void cutLast(Path path, int kept) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.readLine();
      file.readLine();
      long from = file.getFilePointer();
      int length = file.readLine().length() + 1;
      file.seek(from + kept);
      file.write(new byte[length - kept]);
    }
  }

  @Test
  void anotherLogsSpoolAndAnotherProcessesAreRefused() throws IOException {
    try (TransparencyLog log = log();
        Spool spool = spool()) {
      fill(spool, 0, 1);
      IOException both = assertThrows(IOException.class, () -> spool().close());
      assertTrue(("" + both.getMessage()).contains("another control plane spools"), both::toString);
      assertEquals(0, log.append(AT, Spooler.entry("a")));
    }
    AuditFolder other = new AuditFolder(state.resolve("other"));
    TransparencyLog.open(other, "other", said::add).close();
    IOException strange =
        assertThrows(
            IOException.class, () -> Spool.open(state, other.log(), ROOM, said::add).close());
    assertTrue(("" + strange.getMessage()).contains("is of the audit log test"), strange::toString);
  }

  @Test
  void whatAnEarlierRunLeftInAnotherFolderIsTakenOver() throws IOException {
    Path elsewhere = Files.createDirectory(state.resolve("elsewhere"));
    try (TransparencyLog log = log()) {
      try (Spool spool = spool()) {
        fill(spool, 0, 2);
      }
      try (Spool spool = Spool.open(elsewhere, folder().log(), ROOM, said::add)) {
        Spool.takeOver(state, folder().log(), log, AT, said::add);
        assertTrue(spool.standing().ready());
      }
      assertEquals(List.of("-", "x0", "x1"), versions());
      assertFalse(Files.exists(state.resolve(Spool.NAME)));
    }
  }

  @Test
  void fsckFindsSpooledEntriesThatAreMissingOrMoved() throws IOException {
    List<AuditLine> whole;
    try (TransparencyLog log = log();
        Spool spool = spool()) {
      fill(spool, 0, 3);
      spool.mergeInto(log, AT);
      whole = AuditReader.read(folder().log());
    }
    for (List<Integer> order :
        List.of(List.of(0, 1, 2), List.of(0, 2, 1, 3), List.of(0, 1, 1, 3))) {
      AuditFolder forged = new AuditFolder(state.resolve("forged" + order));
      try (TransparencyLog log = TransparencyLog.open(forged, "test", said::add)) {
        for (int index : order) {
          log.append(whole.get(index).at(), whole.get(index).entry());
        }
      }
      Fsck.Result found = Fsck.run(forged.log(), forged.log().key().orElseThrow());
      assertEquals(1, found.problems().size(), found::toString);
    }
    assertEquals(List.of(), fsck().problems());
  }

  @Test
  void theRoomOfALogsLineIsTheRoomOfASpoolsLine() throws IOException {
    try (TransparencyLog log = log();
        Spool spool = Spool.open(state, folder().log(), 1 << 20, said::add)) {
      assertThrows(IOException.class, () -> spool.append(AT, Spooler.entry("z".repeat(65_600))));
      assertTrue(spool.standing().ready(), "the next is taken");
      IntStream.range(0, 9).forEach(i -> put(spool, "z".repeat(65_000) + i));
      spool.mergeInto(log, AT);
      assertEquals(10, AuditReader.read(folder().log()).size());
      assertArrayEquals(new long[] {1, 9}, new long[] {fsck().spools(), fsck().spooled()});
    }
  }

  private static void put(Spool spool, String what) {
    try {
      spool.append(AT, Spooler.entry(what));
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  /// Takes entries, and says that it did not.
  private record Silent(AuditLog log) implements AuditLog {
    @Override
    public void ready() {}

    @Override
    public long append(List<Dated> entries) throws IOException {
      log.append(entries);
      throw new IOException("the disk failed");
    }

    @Override
    public void close() {}
  }
}
