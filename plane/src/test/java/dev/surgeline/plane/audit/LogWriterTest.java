package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Tile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log on the disk: of every size, opened again, and refused when it is not what was committed.
final class LogWriterTest {
  @TempDir Path state;
  private final List<String> said = new ArrayList<>();

  private AuditFolder folder() {
    return new AuditFolder(state);
  }

  private LogWriter open() throws IOException {
    return LogWriter.open(folder(), "test", said::add);
  }

  private static List<byte[]> records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> ("record " + i).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private void grow(int size) throws IOException {
    try (LogWriter writer = open()) {
      writer.append(records((int) writer.size(), size));
    }
  }

  private Fsck.Result fsck() throws IOException {
    return Fsck.run(folder().log(), folder().log().key().orElseThrow());
  }

  private LogCheck.Result verify(Optional<byte[]> since) throws IOException {
    return LogCheck.verify(folder().log(), folder().log().key().orElseThrow(), since);
  }

  private Path file(String path) {
    return folder().log().folder().resolve(path);
  }

  @Test
  void everySizeIsWholeAndGrewOutOfTheOnesBefore() throws IOException {
    List<byte[]> kept = new ArrayList<>();
    for (int size : List.of(0, 1, 255, 256, 257, 511, 512, 65_536, 65_537)) {
      grow(size);
      kept.add(folder().log().checkpoint());
      Fsck.Result result = fsck();
      assertEquals(List.of(), result.problems());
      assertEquals(Optional.of((long) size), result.size());
      for (byte[] before : kept) {
        assertTrue(verify(Optional.of(before)).ok(), () -> "" + size);
      }
      long[] count = {0};
      AuditReader.bytes(
          folder().log(),
          (index, entry) -> {
            assertArrayEquals(records((int) index, (int) index + 1).getFirst(), entry);
            count[0]++;
          });
      assertEquals(size, count[0]);
    }
    assertTrue(Files.exists(file("tile/2/000.p/1")));
    assertEquals(List.of(), said, "nothing was to be mended");
    try (Stream<Path> left = Files.list(file("tile/entries"))) {
      assertEquals(257, left.count(), "parts of full tiles are gone, but for the last one's");
    }
  }

  @Test
  void entriesAreOfNothingUpToWhatTwoBytesCanSay() throws IOException {
    byte[] largest = new byte[65_535];
    Arrays.fill(largest, (byte) 0xfe);
    try (LogWriter writer = open()) {
      assertEquals(0, writer.append(List.of(new byte[0], largest)));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.append(List.of(new byte[1], new byte[65_536])));
      assertFalse(writer.dead());
      assertEquals(2, writer.size());
      assertEquals(2, writer.append(List.of(largest)));
    }
    assertEquals(List.of(), fsck().problems());
    assertEquals(2 * 65_535 + 6, fsck().bytes());
  }

  @Test
  void onlyItsOwnerCanReadTheKeyAndAnOpenOneIsRefused() throws IOException {
    grow(3);
    Path key = folder().key();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    refused("audit.key can be read or changed by others (rw-r-----): chmod 600 it");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    grow(4);
    Path moved = Files.move(key, state.resolve("elsewhere"));
    refused("audit.key is missing");
    String other = Files.readString(moved).replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+");
    Files.writeString(key, other);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    refused("audit.key: the secret key is not that of ");
  }

  private void refused(String sentence) {
    IOException refused = assertThrows(IOException.class, () -> open().close());
    assertTrue(("" + refused.getMessage()).contains(sentence), refused::getMessage);
  }

  @Test
  void twoWritersOfOneLogAreRefused() throws IOException {
    try (LogWriter first = open()) {
      refused("is being written by another control plane; two writers of one log are refused");
      refused("two writers");
      first.append(records(0, 1));
    }
    grow(2);
    assertEquals(List.of(), fsck().problems());
  }

  @Test
  void aCheckpointThatSomebodyElsePutThereEndsTheWriter() throws IOException {
    grow(3);
    byte[] three = Files.readAllBytes(folder().committed());
    grow(4);
    try (LogWriter writer = open()) {
      Files.write(folder().committed(), three);
      IOException refused = assertThrows(IOException.class, () -> writer.append(records(4, 5)));
      assertTrue(("" + refused.getMessage()).contains("somebody else changed it"));
      assertTrue(writer.dead());
      assertThrows(IOException.class, () -> writer.append(records(4, 5)));
    }
  }

  @Test
  void whatACrashKeptFromBeingPublishedIsPublished() throws IOException {
    grow(300);
    byte[] published = folder().log().checkpoint();
    grow(600);
    byte[] committed = folder().log().checkpoint();
    Files.write(folder().log().checkpointFile(), published);
    open().close();
    assertArrayEquals(committed, folder().log().checkpoint());
    assertTrue(said.getLast().startsWith("published the audit log's checkpoint of 600 entries"));
    Files.delete(folder().log().checkpointFile());
    open().close();
    assertArrayEquals(committed, folder().log().checkpoint());
  }

  @Test
  void tilesThatWereNeverCommittedAreRemoved() throws IOException {
    grow(250);
    byte[] committed = Files.readAllBytes(folder().committed());
    grow(258);
    Files.write(folder().committed(), committed);
    Files.write(folder().log().checkpointFile(), committed);
    // A crash between the tiles and the commit leaves the parts that were there before.
    for (String path : List.of("tile/entries/000", "tile/0/000")) {
      Tile part = Tile.parse(path + ".p/250");
      byte[] full = Files.readAllBytes(file(path));
      Files.createDirectories(file(part.path()).resolveSibling(""));
      Files.write(file(part.path()), LogFolder.first(part, full));
    }
    Files.write(folder().staging().resolve("tile-0"), new byte[] {1});
    open().close();
    assertEquals(
        "removed 5 files of the audit log beyond its 250 entries: they were never committed",
        said.getLast());
    assertFalse(Files.exists(file("tile/entries/000")));
    assertFalse(Files.exists(file("tile/1/000.p/1")));
    grow(260);
    assertEquals(List.of(), fsck().problems());
  }

  @Test
  void aLogThatWasSetBackOrForkedIsRefused() throws IOException {
    grow(3);
    byte[] three = Files.readAllBytes(folder().committed());
    grow(5);
    byte[] five = Files.readAllBytes(folder().committed());
    Files.write(folder().committed(), three);
    refused("covers 5 entries and " + folder().committed() + " only 3: the state was set back");
    Files.delete(folder().committed());
    refused("is missing, and the log in " + folder().log().where() + " is not empty");
    Files.write(folder().committed(), five);
    open().close();
    // The same key signs another history.
    Path other = state.resolve("other");
    Files.createDirectories(other);
    Files.copy(folder().key(), other.resolve("audit.key"));
    try (LogWriter fork = LogWriter.open(new AuditFolder(other), "test", said::add)) {
      fork.append(records(7, 11));
    }
    Files.copy(
        other.resolve("audit/checkpoint"),
        folder().log().checkpointFile(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refused("the log was forked: what was published at 4 entries is no beginning of");
    byte[] forked = Files.readAllBytes(other.resolve("audit/checkpoint"));
    Files.write(folder().log().checkpointFile(), five);
    assertFalse(verify(Optional.of(forked)).ok());
    assertTrue(verify(Optional.of(three)).ok());
  }

  @Test
  void anAlteredOrTruncatedFileIsRefusedAndNamed() throws IOException {
    grow(300);
    for (String path :
        List.of("tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44", "checkpoint")) {
      byte[] right = Files.readAllBytes(file(path));
      byte[] flipped = right.clone();
      flipped[right.length / 2] ^= 1;
      for (byte[] wrong : List.of(flipped, Arrays.copyOf(right, right.length - 1))) {
        Files.write(file(path), wrong);
        IOException refused = assertThrows(IOException.class, () -> open().close(), path);
        assertTrue(("" + refused.getMessage()).contains("as evidence"), refused::getMessage);
        assertFalse(fsck().ok(), path);
      }
      Files.write(file(path), right);
    }
    Files.delete(file("tile/0/001.p/44"));
    refused("tile/0/001.p/44 is missing");
  }

  /// 65,793 entries have tiles of two levels within the tree: one byte of the first or of the last.
  @Test
  void anAlteredTileWithinTheTreeIsRefused() throws IOException {
    grow(65_793);
    for (String path : List.of("tile/0/000", "tile/0/256", "tile/1/000")) {
      byte[] right = Files.readAllBytes(file(path));
      byte[] wrong = right.clone();
      wrong[5000] ^= 1;
      Files.write(file(path), wrong);
      refused(path);
      Files.write(file(path), right);
    }
    Files.delete(file("tile/0/001"));
    refused("tile/0/001 is missing");
  }

  @Test
  void fsckNamesTheEntryThatWasChangedHoweverOldItIs() throws IOException {
    grow(1000);
    Path bundle = file("tile/entries/001");
    byte[] right = Files.readAllBytes(bundle);
    byte[] wrong = right.clone();
    int at = new String(right, StandardCharsets.ISO_8859_1).indexOf("record 300");
    wrong[at + 9] ^= 1;
    Files.write(bundle, wrong);
    assertTrue(verify(Optional.empty()).ok(), "verify reads the right edge");
    Fsck.Result result = fsck();
    assertFalse(result.ok());
    assertTrue(
        result.problems().contains("entry 300 is not what tile/0/001 has the hash of"),
        result.problems()::toString);
    assertThrows(IOException.class, () -> AuditReader.bytes(folder().log(), (_, _) -> {}));
    Files.write(bundle, right);
    Path tile = file("tile/0/001");
    byte[] hashes = Files.readAllBytes(tile);
    hashes[44 * 32] ^= 1;
    Files.write(tile, hashes);
    assertEquals(List.of("entry 300 is not what tile/0/001 has the hash of"), fsck().problems());
    Files.delete(tile);
    assertEquals(List.of("tile/0/001 is missing"), fsck().problems());
  }

  @Test
  void everyEntryIsProven() throws IOException {
    grow(700);
    var key = folder().log().key().orElseThrow();
    for (int index : List.of(0, 255, 256, 511, 699)) {
      ProvenEntry entry = ProvenEntry.of(folder().log(), key, index);
      assertEquals("record " + index, entry.entry());
    }
    assertThrows(IndexOutOfBoundsException.class, () -> ProvenEntry.of(folder().log(), key, 700));
    Checkpoint checkpoint = LogCheck.checkpoint(folder().log(), key);
    assertTrue(checkpoint.origin().matches("test/[0-9a-f]{8}"), checkpoint.origin());
  }
}
