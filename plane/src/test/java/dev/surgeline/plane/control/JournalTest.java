package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.State;
import dev.surgeline.plane.fixture.SmallDisk;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void recoversTheStateOfTheLiveRun() throws IOException {
    Course course = new Course(1);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 200);
    }
    Journal.Recovered recovered = recover();
    assertSame(course.state(), recovered.state());
    assertEquals(200, recovered.steps().size());
    assertEquals("journal-00000001.jsonl:2", recovered.steps().getFirst().where());
    assertEquals(List.of(), said);
  }

  @Test
  void recoversOverSeveralStarts() throws IOException {
    State state = State.INITIAL;
    for (int start = 0; start < 4; start++) {
      try (Journal journal = begin(state)) {
        Course course = new Course(start, state);
        steps(course, journal, 30);
        state = course.state();
      }
      assertSame(state, recover().state());
    }
    assertEquals(4, JournalReader.segments(folder).size());
    assertWholeReplay(120);
  }

  @Test
  void theEndOfARunIsReadAndNotEvaluatedAgain() throws IOException {
    Course course = new Course(1);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 50);
      journal.end(course.state());
    }
    // As another version would, this one decides otherwise on an earlier step.
    ReplayTest.Recorded.edit(segment(1), "\"digest\":\"", "\"digest\":\"0");
    assertSame(course.state(), recover().state());
    assertEquals(List.of(), said);
    assertEquals(1, Replay.run(folder).differences().size());
  }

  @Test
  void saysWhenWhatACrashLeftIsEvaluatedToSomethingElse() throws IOException {
    try (Journal journal = begin(State.INITIAL)) {
      steps(new Course(1), journal, 50);
    }
    int line = ReplayTest.Recorded.edit(segment(1), "\"digest\":\"", "\"digest\":\"0");
    recover();
    assertEquals(1, said.size(), said::toString);
    assertTrue(
        said.getFirst().startsWith("journal-00000001.jsonl:" + line + ": this version decides"),
        said::toString);
  }

  @Test
  void removesATornLastLineAndSaysSo() throws IOException {
    Course course = new Course(2);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 20);
    }
    Path segment = segment(1);
    byte[] whole = Files.readAllBytes(segment);
    try (Journal journal = Journal.begin(folder.resolve("other"), State.INITIAL, said::add)) {
      steps(new Course(2), journal, 21);
    }
    byte[] longer = Files.readAllBytes(folder.resolve("other/journal-00000001.jsonl"));
    // Cut at any place of the last line, it is as if the line had not been begun.
    for (int cut = whole.length + 1; cut < longer.length; cut += 7) {
      Files.write(segment, java.util.Arrays.copyOf(longer, cut));
      assertEquals(20, Replay.run(folder).steps(), "replayed as it was left");
      said.clear();
      assertSame(course.state(), recover().state());
      assertEquals(1, said.size(), said::toString);
      assertTrue(said.getFirst().contains("journal-00000001.jsonl: removed "), said::toString);
      assertArrayEquals(whole, Files.readAllBytes(segment));
    }
  }

  @Test
  void refusesAChangedByteAnywhereWithSegmentAndLine() throws IOException {
    try (Journal journal = begin(State.INITIAL)) {
      steps(new Course(3), journal, 6);
    }
    Path segment = segment(1);
    byte[] whole = Files.readAllBytes(segment);
    byte[] others = {'\n', '\r', ' ', 0, (byte) 0xC3};
    int line = 1;
    for (int at = 0; at < whole.length; at++) {
      byte other = at % 4 == 0 ? others[at / 4 % others.length] : (byte) (whole[at] ^ 1 << at % 8);
      // Every third will do, and each line end.
      if (other != whole[at] && (at % 3 == 0 || whole[at] == '\n')) {
        byte[] changed = whole.clone();
        changed[at] = other;
        Files.write(segment, changed);
        String place = "journal-00000001.jsonl line " + line + ":";
        var refused = assertThrows(IOException.class, this::readAll, place + " byte " + at);
        assertTrue(String.valueOf(refused.getMessage()).startsWith(place), refused::toString);
      }
      line += whole[at] == '\n' ? 1 : 0;
    }
    assertEquals(8, line);
  }

  @Test
  void recoveryRefusesAChangedByteAndLeavesItThere() throws IOException {
    try (Journal journal = begin(State.INITIAL)) {
      steps(new Course(3), journal, 6);
    }
    Path segment = segment(1);
    byte[] whole = Files.readAllBytes(segment);
    for (int at : List.of(0, 9, whole.length / 2, whole.length - 2, whole.length - 1)) {
      byte[] changed = whole.clone();
      changed[at] ^= 2;
      Files.write(segment, changed);
      assertThrows(IOException.class, this::recover);
      assertArrayEquals(changed, Files.readAllBytes(segment), "nothing is mended");
      assertDamaged("journal-00000001.jsonl line ", "byte " + at);
    }
    assertEquals(List.of(), said);
  }

  @Test
  void refusesASegmentThatLostItsFirstLine() throws IOException {
    try (Journal journal = begin(State.INITIAL)) {
      steps(new Course(3), journal, 6);
    }
    String text = Files.readString(segment(1));
    Files.writeString(segment(1), text.substring(text.indexOf('\n') + 1));
    var refused = assertThrows(IOException.class, this::recover);
    assertEquals(
        "journal-00000001.jsonl:1: the segment has lost its first line", refused.getMessage());
  }

  @Test
  void passesOverASegmentWhoseFirstLineIsTorn() throws IOException {
    Course course = new Course(4);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 20);
    }
    begin(course.state()).close();
    // The start of the second run got no further than half of its snapshot.
    byte[] second = Files.readAllBytes(segment(2));
    Files.write(segment(2), java.util.Arrays.copyOf(second, second.length / 2));
    unzip(1);
    assertSame(course.state(), recover().state());
    try (Journal journal = begin(course.state())) {
      steps(course, journal, 5);
    }
    assertSame(course.state(), recover().state());
    assertEquals(3, JournalReader.segments(folder).size());
    assertWholeReplay(25);
  }

  @Test
  void rotatesWithASnapshotAndCompresses() throws IOException {
    Course course = new Course(5);
    try (Journal journal = Journal.begin(folder, State.INITIAL, 60_000, said::add)) {
      steps(course, journal, 400);
    }
    List<Path> segments = JournalReader.segments(folder);
    assertTrue(segments.size() > 4, segments::toString);
    assertSame(course.state(), recover().state());
    assertWholeReplay(400);
    Until.holds("all but the last are compressed", () -> compressed() == segments.size() - 1);
    for (Path path : JournalReader.segments(folder)) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }
    assertWholeReplay(400);
    begin(course.state()).close();
    assertWholeReplay(400);
    assertEquals(List.of(), said);
  }

  @Test
  void aSegmentThatIsCompressedWhileItIsReadIsRead() throws IOException {
    Course course = new Course(5);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 20);
    }
    List<Path> listed = JournalReader.segments(folder);
    begin(course.state()).close();
    assertEquals(1, compressed());
    int records = 0;
    try (JournalReader reader = JournalReader.open(listed.getFirst())) {
      while (reader.next().isPresent()) {
        records++;
      }
    }
    assertEquals(21, records);
  }

  @Test
  void refusesAChangedByteInACompressedSegment() throws IOException {
    Course course = new Course(5);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 20);
    }
    begin(course.state()).close();
    Path packed = folder.resolve("journal-00000001.jsonl.gz");
    byte[] whole = Files.readAllBytes(packed);
    // The ten bytes of the header hold nothing of what was packed.
    for (int at = 10; at < whole.length; at += 13) {
      byte[] changed = whole.clone();
      changed[at] ^= 4;
      Files.write(packed, changed);
      assertDamaged("journal-00000001.jsonl.gz line ", "byte " + at);
    }
    Files.write(packed, java.util.Arrays.copyOf(whole, whole.length - 40));
    assertDamaged("journal-00000001.jsonl.gz line ", "cut short");
  }

  private void assertDamaged(String place, String how) throws IOException {
    List<String> differences = Replay.run(folder).differences();
    assertEquals(1, differences.size(), how + differences);
    assertTrue(differences.getFirst().startsWith(place), differences::toString);
  }

  @Test
  void ofASegmentThatIsTherePlainAndHalfCompressedThePlainOneCounts() throws IOException {
    Course course = new Course(6);
    try (Journal journal = begin(State.INITIAL)) {
      steps(course, journal, 20);
    }
    Files.writeString(folder.resolve("journal-00000001.jsonl.gz"), "half");
    Files.writeString(folder.resolve("journal-00000001.jsonl.gz.new"), "half");
    assertSame(course.state(), recover().state());
    assertWholeReplay(20);
    begin(course.state()).close();
    assertEquals(1, compressed());
    assertWholeReplay(20);
  }

  @Test
  void keepsTheLatestSegments() throws IOException {
    State state = State.INITIAL;
    for (int start = 0; start < Journal.KEPT + 5; start++) {
      try (Journal journal = begin(state)) {
        Course course = new Course(start, state);
        steps(course, journal, 1);
        state = course.state();
      }
    }
    List<Path> segments = JournalReader.segments(folder);
    assertEquals(Journal.KEPT, segments.size());
    assertWholeReplay(Journal.KEPT);
    assertSame(state, recover().state());
  }

  @Test
  void aFullDiskInTheMiddleOfASegmentLosesNothing() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1024)) {
      Path directory = disk.root().resolve("journal");
      Course course = new Course(7);
      try (Journal journal = Journal.begin(directory, State.INITIAL, said::add)) {
        steps(course, journal, 10);
        for (int time = 0; time < 5; time++) {
          disk.fill();
          int failures = 0;
          while (failures < 3) {
            failures += tried(course, journal) ? 0 : 1;
          }
          assertSame(course.state(), Journal.recover(directory, said::add).orElseThrow().state());
          disk.makeRoom();
          steps(course, journal, 3);
        }
      }
      assertEquals(List.of(), Replay.run(directory).differences());
    }
  }

  @Test
  void aFullDiskInTheMiddleOfARotationLosesNothing() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1024)) {
      Path directory = disk.root().resolve("journal");
      Course course = new Course(7);
      try (Journal journal = Journal.begin(directory, State.INITIAL, 40_000, said::add)) {
        for (int time = 0; time < 4; time++) {
          // Full enough that the next step begins a new segment, for which there is no room.
          while (Files.size(directory.resolve(journal.segment())) <= 40_000) {
            course.step(journal);
          }
          String segment = journal.segment();
          // Compression would make room on the disk again.
          Until.holds(
              "closed segments are compressed",
              () -> compressed(directory) == JournalReader.segments(directory).size() - 1);
          disk.fill();
          for (int full = 0; full < 20; full++) {
            tried(course, journal);
          }
          assertNotEquals(segment, journal.segment(), "in the room that was kept");
          assertSame(course.state(), Journal.recover(directory, said::add).orElseThrow().state());
          disk.makeRoom();
          course.step(journal);
          Until.holds("room is kept", () -> Files.exists(directory.resolve("journal.room")));
        }
      }
      assertSame(course.state(), Journal.recover(directory, said::add).orElseThrow().state());
      assertEquals(List.of(), Replay.run(directory).differences());
    }
  }

  /// A course whose step could not be written stays where it was.
  private static boolean tried(Course course, Journal journal) {
    State before = course.state();
    try {
      course.step(journal);
      return true;
    } catch (IOException full) {
      assertEquals(before, course.state());
      return false;
    }
  }

  private Journal begin(State state) throws IOException {
    return Journal.begin(folder, state, said::add);
  }

  private static void steps(Course course, Journal journal, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      course.step(journal);
    }
  }

  private Journal.Recovered recover() throws IOException {
    return Journal.recover(folder, said::add).orElseThrow();
  }

  private void readAll() throws IOException {
    try (JournalReader reader = JournalReader.open(segment(1))) {
      while (reader.next().isPresent()) {
        assertTrue(reader.line() > 0);
      }
    }
  }

  private void assertWholeReplay(long steps) throws IOException {
    Replay.Result result = Replay.run(folder);
    assertEquals(List.of(), result.differences());
    assertEquals(steps, result.steps());
  }

  private static void assertSame(State expected, State actual) {
    assertEquals(text(expected), text(actual));
  }

  private static String text(State state) {
    return new String(Json.canonical(state), StandardCharsets.UTF_8);
  }

  private Path segment(int number) {
    return folder.resolve("journal-0000000" + number + ".jsonl");
  }

  private long compressed() throws IOException {
    return compressed(folder);
  }

  private static long compressed(Path directory) throws IOException {
    return JournalReader.segments(directory).stream()
        .filter(p -> p.toString().endsWith(".gz"))
        .count();
  }

  private void unzip(int number) throws IOException {
    Path packed = folder.resolve("journal-0000000" + number + ".jsonl.gz");
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, segment(number));
    }
    Files.delete(packed);
  }
}
