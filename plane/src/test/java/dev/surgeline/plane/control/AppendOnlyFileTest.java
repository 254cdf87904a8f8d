package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppendOnlyFileTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void keepsWhatWasAppendedAndLetsTheOwnerAloneReadIt() throws IOException {
    Path path = folder.resolve("log");
    try (var file = AppendOnlyFile.open(path, said::add)) {
      file.append(bytes("one"));
      file.append(bytes("two"));
    }
    try (var file = AppendOnlyFile.open(path, said::add)) {
      assertEquals(8, file.length());
      file.append(bytes("three"));
    }
    assertEquals("one\ntwo\nthree\n", Files.readString(path));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(List.of(), said);
  }

  @Test
  void removesALineWithoutItsEndAndSaysSo() throws IOException {
    Path path = folder.resolve("log");
    // Longer than one block, so that the end of the last line is not in the last block read.
    String torn = "x".repeat(200_000);
    Files.writeString(path, "one\ntwo\n" + torn);
    try (var file = AppendOnlyFile.open(path, said::add)) {
      file.append(bytes("three"));
    }
    assertEquals("one\ntwo\nthree\n", Files.readString(path));
    assertEquals(
        List.of(path + ": removed 200000 bytes of a last line that was never finished"), said);
  }

  @Test
  void removesALineThatIsAllThereIs() throws IOException {
    Path path = folder.resolve("log");
    Files.writeString(path, "torn");
    AppendOnlyFile.open(path, said::add).close();
    assertEquals(0, Files.size(path));
    assertEquals(1, said.size());
  }

  @Test
  void anInterruptDoesNotCloseIt() throws IOException {
    Path path = folder.resolve("log");
    try (var file = AppendOnlyFile.open(path, said::add)) {
      Thread.currentThread().interrupt();
      file.append(bytes("one"));
      file.append(bytes("two"));
      assertFalse(file.dead());
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("one\ntwo\n", Files.readString(path));
  }

  @Test
  void takesBackALineThatDidNotFitOnTheDisk() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 256)) {
      Path path = disk.root().resolve("log");
      try (var file = AppendOnlyFile.open(path, said::add)) {
        file.append(bytes("before"));
        disk.fill();
        byte[] long1 = bytes("y".repeat(20_000));
        assertThrows(IOException.class, () -> file.append(long1));
        assertThrows(IOException.class, () -> file.append(long1));
        assertEquals("before\n", Files.readString(path));
        assertFalse(file.dead());
        disk.makeRoom();
        file.append(bytes("after"));
      }
      assertEquals("before\nafter\n", Files.readString(path));
    }
  }

  @Test
  void replacesAFileWholeOrNotAtAll() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 256)) {
      Path path = disk.root().resolve("ledger");
      AppendOnlyFile.replace(path, bytes("old"));
      disk.fill();
      assertThrows(
          IOException.class, () -> AppendOnlyFile.replace(path, bytes("z".repeat(30_000))));
      assertEquals("old", Files.readString(path));
      disk.makeRoom();
      AppendOnlyFile.replace(path, bytes("new"));
      assertEquals("new", Files.readString(path));
    }
  }

  @Test
  void aLeftoverOfAnInterruptedReplacementIsNoHindrance() throws IOException {
    Path path = folder.resolve("ledger");
    Files.writeString(folder.resolve("ledger.new"), "half", StandardOpenOption.CREATE_NEW);
    AppendOnlyFile.replace(path, bytes("whole"));
    assertEquals("whole", Files.readString(path));
    assertFalse(Files.exists(folder.resolve("ledger.new")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
