package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.State;
import dev.surgeline.plane.fixture.SmallDisk;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a full disk the journal goes on in room that was kept, and is read as any other.
final class JournalRoomTest {
  private static final long SEGMENT = 128 << 10;

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private final Course course = new Course(7);
  private SmallDisk disk;
  private Path directory;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(folder, 1024);
    directory = disk.root().resolve("journal");
  }

  @AfterEach
  void unmount() throws IOException {
    disk.close();
  }

  private Journal begin() throws IOException {
    return Journal.begin(directory, State.INITIAL, SEGMENT, said::add);
  }

  /// Steps until the journal is in its room, and some more.
  private void crowd(Journal journal) throws IOException {
    course.effects(journal);
    disk.fill();
    for (int i = 0; said.isEmpty(); i++) {
      course.effects(journal);
      assertTrue(i < 100, "the disk is not full");
    }
    assertTrue(said.getFirst().startsWith("ALERT the journal's disk is full"), said::toString);
    course.effects(journal);
  }

  private Path last() throws IOException {
    return JournalReader.segments(directory).getLast();
  }

  @Test
  void whatIsDecidedOnAFullDiskIsOnTheJournal() throws IOException {
    try (Journal journal = begin()) {
      crowd(journal);
      assertEquals("journal-00000002.jsonl", journal.segment());
      // Killed here, so to say: the rest of the room is still there.
      assertTrue(Files.size(last()) >= SEGMENT / 2);
      assertEquals(course.state(), Journal.recover(directory, said::add).orElseThrow().state());
      assertEquals(1, said.size(), "room that was not used is no line that was lost");
    }
    Replay.Result replay = Replay.run(directory);
    assertEquals(List.of(), replay.differences());
  }

  @Test
  void aLineThatACrashCutShortInItIsPassedOver() throws IOException {
    State before;
    int whole;
    try (Journal journal = begin()) {
      crowd(journal);
      before = course.state();
      whole = used(last());
      course.effects(journal);
    }
    Path segment = last();
    disk.makeRoom();
    // Its beginning and its end came to the disk, and what is between did not; room follows.
    byte[] bytes = Files.readAllBytes(segment);
    Arrays.fill(bytes, whole + 20, bytes.length - 5, (byte) 0);
    Files.write(segment, Arrays.copyOf(bytes, bytes.length + 1000));
    assertEquals(before, Journal.recover(directory, said::add).orElseThrow().state());
    assertEquals(whole, Files.size(segment), "and is gone");
    assertEquals(List.of(), Replay.run(directory).differences());
    byte[] changed = Files.readAllBytes(segment);
    changed[30] ^= 1;
    Files.write(segment, changed);
    assertThrows(DamagedJournal.class, () -> Journal.recover(directory, said::add));
  }

  private static int used(Path segment) throws IOException {
    String text = Files.readString(segment, StandardCharsets.ISO_8859_1);
    return text.lastIndexOf('\n') + 1;
  }

  @Test
  void itsRoomIsBoundedAndThenNothingIsWritten() throws IOException {
    try (Journal journal = begin()) {
      crowd(journal);
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 10_000; i++) {
              course.effects(journal);
            }
          });
      assertFalse(journal.dead());
    }
    assertEquals(List.of(), Replay.run(directory).differences());
  }

  @Test
  void itTakesRoomAgainAtTheNextStart() throws IOException {
    try (Journal journal = begin()) {
      crowd(journal);
    }
    assertTrue(Files.size(last()) < SEGMENT / 2, "what was not used went back");
    disk.makeRoom();
    try (Journal journal = Journal.begin(directory, course.state(), SEGMENT, said::add)) {
      assertEquals("journal-00000003.jsonl", journal.segment());
      Until.holds("room is kept", () -> Files.exists(directory.resolve("journal.room")));
      course.effects(journal);
    }
    assertEquals(List.of(), Replay.run(directory).differences());
  }
}
