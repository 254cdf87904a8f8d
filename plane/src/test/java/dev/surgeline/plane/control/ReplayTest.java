package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {
  private static final int STEPS = 120;

  @TempDir Path folder;

  @BeforeEach
  void record() throws IOException {
    record(folder.resolve("journal"));
  }

  @Test
  void aRecordedJournalHasNoDifference() throws IOException {
    for (Path given :
        List.of(folder, folder.resolve("journal"), folder.resolve("journal/" + name(1)))) {
      Replay.Result result = Replay.run(given);
      assertEquals(List.of(), result.differences());
      assertEquals(STEPS, result.steps());
      assertEquals(1, result.segments());
    }
    assertTrue(Replay.run(folder).decisions() > STEPS / 2);
  }

  @Test
  void anEditedDecisionIsNamed() throws IOException {
    int line = Recorded.edit(segment(), "\"sentence\":\"", "\"sentence\":\"nobody asked for: ");
    List<String> differences = Replay.run(folder).differences();
    assertEquals(1, differences.size(), differences::toString);
    assertTrue(differences.getFirst().startsWith(name(1) + ":" + line + ": recorded digest "));
    assertTrue(differences.getFirst().contains("nobody asked for"), differences::toString);
  }

  @Test
  void anEditedInputIsNamedWhereItChangesADecision() throws IOException {
    int line = Recorded.edit(segment(), "\"value\":40", "\"value\":4000");
    List<String> differences = Replay.run(folder).differences();
    assertTrue(differences.size() >= 1 && differences.size() <= 100, differences::toString);
    String first = differences.getFirst();
    assertTrue(first.startsWith(name(1) + ":" + line + ": "), first);
  }

  @Test
  void aRemovedStepShowsInTheNextSnapshot() throws IOException {
    State end = Journal.recover(folder.resolve("journal"), _ -> {}).orElseThrow().state();
    Journal.begin(folder.resolve("journal"), end, _ -> {}).close();
    Path packed = folder.resolve("journal/" + name(1) + ".gz");
    List<String> lines;
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(packed))) {
      lines =
          new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
    lines.removeLast();
    Files.delete(packed);
    Files.writeString(segment(), String.join("\n", lines) + "\n");
    assertEquals(
        List.of(name(2) + ":1: the snapshot is not the state that the segment before led to"),
        Replay.run(folder).differences());
  }

  @Test
  void whatWasCutShortAtTheEndIsPassedOver() throws IOException {
    byte[] whole = Files.readAllBytes(segment());
    Files.write(segment(), java.util.Arrays.copyOf(whole, whole.length - 5));
    Replay.Result result = Replay.run(folder);
    assertEquals(List.of(), result.differences());
    assertEquals(STEPS - 1, result.steps());
  }

  @Test
  void showsTheDecisionsThatChangedNothingToo() throws IOException {
    List<Decision> shown = new ArrayList<>();
    Replay.show(folder, made -> shown.add(made.decision()));
    assertTrue(shown.stream().anyMatch(Decision::changes));
    Decision unchanged = shown.stream().filter(one -> !one.changes()).findFirst().orElseThrow();
    assertTrue(unchanged.at().isAfter(Course.BEGIN), "those that changed nothing are made again");
    assertEquals(Replay.run(folder).decisions(), shown.size());
  }

  @Test
  void saysThatThereIsNoJournal() {
    Path nowhere = folder.resolve("nowhere");
    var refused = assertThrows(NoSuchFileException.class, () -> Replay.run(nowhere));
    assertEquals(nowhere + ": no journal segment is there", refused.getMessage());
  }

  @Test
  void whatIsNoJournalIsRefusedWithoutReadingItIntoMemory() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "hello\nworld\n");
    assertEquals(notes + ": it is no journal: its first line is no record", refused(notes));
    Path packed = Files.write(folder.resolve("notes.gz"), new byte[] {1, 2, 3});
    assertEquals(packed + ": it is no journal: its first line is no record", refused(packed));
    Path empty = Files.createFile(folder.resolve("empty"));
    assertEquals(empty + ": it is no journal: there is no record in it", refused(empty));
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(200L << 20);
    }
    long before = allocated();
    assertEquals(large + ": it is no journal: there is no record in it", refused(large));
    assertTrue(allocated() - before < 8 << 20, "it was read into memory");
    Files.createDirectory(folder.resolve("young"));
    Files.createFile(folder.resolve("young").resolve(name(1)));
    assertTrue(refused(folder.resolve("young")).endsWith("there is no record in it"));
  }

  private static String refused(Path given) {
    return String.valueOf(assertThrows(NoJournal.class, () -> Replay.run(given)).getMessage());
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void aLineHasALimit() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "rw")) {
      file.setLength(file.length() + JournalReader.LINE_BYTES_MOST + 1);
    }
    assertEquals(
        List.of(
            name(1) + " line " + (STEPS + 2) + ": it is longer than a line of a journal can be"),
        Replay.run(folder).differences());
  }

  @Test
  void aDamagedJournalIsADifferenceWhateverItsName() throws IOException {
    byte[] whole = Files.readAllBytes(segment());
    whole[40] ^= 1;
    Path evidence = Files.write(folder.resolve("evidence"), whole);
    assertEquals(1, Replay.run(evidence).differences().size());
    whole[0] = 'x';
    Files.write(segment(), whole);
    assertEquals(1, Replay.run(segment()).differences().size());
  }

  @Test
  void aSegmentWithoutItsSnapshotIsNamedOnce() throws IOException {
    List<String> lines = Files.readAllLines(segment());
    Files.writeString(segment(), String.join("\n", lines.subList(1, lines.size())) + "\n");
    assertEquals(
        List.of(name(1) + ":1: the segment does not begin with a snapshot"),
        Replay.run(folder).differences());
  }

  private static void record(Path journal) throws IOException {
    Course course = new Course(9);
    try (Journal written = Journal.begin(journal, State.INITIAL, _ -> {})) {
      for (int i = 0; i < STEPS; i++) {
        course.step(written);
      }
    }
  }

  private Path segment() {
    return folder.resolve("journal").resolve(name(1));
  }

  private static String name(int number) {
    return "journal-0000000" + number + ".jsonl";
  }

  /// Edits of a journal by somebody who knows how its lines are summed.
  public static final class Recorded {
    private Recorded() {}

    /// Changes the first line that holds `what`, from the third on, and gives its number.
    public static int edit(Path segment, String what, String into) throws IOException {
      return edit(segment, line -> line.contains(what) ? line.replace(what, into) : line);
    }

    private static int edit(Path segment, UnaryOperator<String> change) throws IOException {
      List<String> lines = new ArrayList<>(Files.readAllLines(segment));
      for (int i = 2; i < lines.size(); i++) {
        String json = lines.get(i).substring(9);
        String changed = change.apply(json);
        if (!changed.equals(json)) {
          lines.set(i, JournalReader.sum(changed.getBytes(StandardCharsets.UTF_8)) + " " + changed);
          Files.writeString(segment, String.join("\n", lines) + "\n");
          return i + 1;
        }
      }
      throw new AssertionError("nothing in " + segment + " is to be edited");
    }
  }
}
