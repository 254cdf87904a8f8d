package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.State;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A state directory's journal beside what its audit log says of it.
final class AuditedReplayTest {
  private static final int STEPS = 120;
  private static final String FIRST = "journal-00000001.jsonl";

  @TempDir Path folder;
  private int intents;

  @BeforeEach
  void record() throws IOException {
    Path journal = folder.resolve("journal");
    Course course = new Course(9);
    try (Journal written = Journal.begin(journal, State.INITIAL, _ -> {});
        TransparencyLog log = open()) {
      log.append(Course.BEGIN, new AuditEntry.Started("1", FIRST, false));
      for (int i = 0; i < STEPS; i++) {
        course.step(written);
      }
    }
    List<Journal.Past> steps = Journal.recover(journal, _ -> {}).orElseThrow().steps();
    try (TransparencyLog log = open()) {
      for (Journal.Past step : steps) {
        for (var effect : step.effects()) {
          AuditEntry entry = AuditTrail.entry(effect, step.decisions(), step.where());
          log.append(step.at(), entry);
          intents += entry instanceof AuditEntry.Intent ? 1 : 0;
        }
      }
    }
    assertTrue(intents > 1, "a course with actions");
  }

  private TransparencyLog open() throws IOException {
    return TransparencyLog.open(new AuditFolder(folder), "test", _ -> {});
  }

  private Path segment() {
    return folder.resolve("journal").resolve(FIRST);
  }

  private List<String> differences() throws IOException {
    return Replay.run(folder).differences();
  }

  private AuditLine lastIntent() throws IOException {
    return AuditReader.read(new AuditFolder(folder).log()).stream()
        .filter(line -> line.entry() instanceof AuditEntry.Intent)
        .toList()
        .getLast();
  }

  @Test
  void everyPlaceThatTheLogNamesIsFound() throws IOException {
    Replay.Result result = Replay.run(folder);
    assertEquals(List.of(), result.differences());
    assertEquals(intents, result.audited());
    assertEquals(0, result.auditedPassedOver());
    assertEquals(0, Replay.run(folder.resolve("journal")).audited(), "a journal by itself");
  }

  @Test
  void linesCutOffTheEndAreADifference() throws IOException {
    AuditLine last = lastIntent();
    AuditEntry.Intent intent = (AuditEntry.Intent) last.entry();
    int line = Integer.parseInt(intent.journal().substring(FIRST.length() + 1));
    List<String> lines = Files.readAllLines(segment());
    Files.writeString(segment(), String.join("\n", lines.subList(0, line - 1)) + "\n");
    assertEquals(
        List.of(
            intent.journal()
                + ": no step is there, and entry "
                + last.index()
                + " of the audit log says that "
                + intent.action().id()
                + " was decided in it"),
        differences());
    Files.writeString(segment(), "");
    assertEquals(
        intents,
        differences().stream().filter(one -> one.contains(": no step is there")).count(),
        "a journal without a record is no agreement");
  }

  @Test
  void aMissingSegmentIsADifference() throws IOException {
    State end = Journal.recover(folder.resolve("journal"), _ -> {}).orElseThrow().state();
    try (TransparencyLog log = open()) {
      log.append(end.now(), new AuditEntry.Started("1", "journal-00000002.jsonl", true));
    }
    List<String> differences = differences();
    assertEquals(1, differences.size(), differences::toString);
    assertTrue(
        differences.getFirst().startsWith("journal-00000002.jsonl: the segment is missing"),
        differences::toString);
  }

  @Test
  void placesInSegmentsNoLongerKeptArePassedOver() throws IOException {
    State end = Journal.recover(folder.resolve("journal"), _ -> {}).orElseThrow().state();
    Journal.begin(folder.resolve("journal"), end, _ -> {}).close();
    assertEquals(intents, Replay.run(folder).audited(), "compressed, it has the same places");
    Files.delete(folder.resolve("journal").resolve(FIRST + ".gz"));
    Replay.Result result = Replay.run(folder);
    assertEquals(List.of(), result.differences());
    assertEquals(0, result.audited());
    assertEquals(intents + 1, result.auditedPassedOver());
  }

  @Test
  void anotherStepThanTheLogSaysIsADifference() throws IOException {
    AuditLine last = lastIntent();
    AuditEntry.Intent intent = (AuditEntry.Intent) last.entry();
    try (TransparencyLog log = open()) {
      log.append(
          last.at(),
          new AuditEntry.Intent(
              intent.action(), Optional.empty(), Optional.empty(), FIRST + ":" + 2));
    }
    List<String> differences = differences();
    assertEquals(1, differences.size(), differences::toString);
    assertTrue(
        differences.getFirst().startsWith(FIRST + ":2: it is not the step that entry "),
        differences::toString);
  }

  @Test
  void anEntryThatWasChangedIsADifference() throws IOException {
    Path bundle;
    try (var files = Files.list(folder.resolve("audit/tile/entries/000.p"))) {
      bundle = files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(bundle);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("\"at\":\"") + 9] ^= 1;
    Files.write(bundle, bytes);
    List<String> differences = differences();
    assertEquals(1, differences.size(), differences::toString);
    assertTrue(
        differences.getFirst().contains("do not lead to its checkpoint's root"),
        differences::toString);
  }

  @Test
  void thePlainFileOfAnEarlierVersionIsReadAsItIs() throws IOException {
    List<AuditLine> lines = AuditReader.read(new AuditFolder(folder).log());
    try (var files = Files.walk(folder.resolve("audit"))) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    StringBuilder plain = new StringBuilder();
    for (AuditLine line : lines) {
      plain.append(new String(Json.canonical(line), StandardCharsets.UTF_8)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("audit.jsonl"), plain.toString());
    assertEquals(intents, Replay.run(folder).audited());
    List<String> rest = plain.toString().lines().skip(1).toList();
    Files.writeString(file, String.join("\n", rest) + "\n");
    List<String> differences = differences();
    assertEquals(1, differences.size(), differences::toString);
    assertTrue(differences.getFirst().contains("entry 0 belongs here"), differences::toString);
  }
}
