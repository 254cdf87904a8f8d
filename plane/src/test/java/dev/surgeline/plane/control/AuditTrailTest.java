package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.State;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFile;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a kill between journal and audit log kept from the audit log is put there at the next
/// start, once.
final class AuditTrailTest {
  private static final int STEPS = 80;

  @TempDir Path folder;
  private Path log;
  private List<AuditEntry> owed;
  private List<Journal.Past> steps;

  @BeforeEach
  void record() throws IOException {
    log = folder.resolve("audit.jsonl");
    Course course = new Course(5);
    try (Journal journal = Journal.begin(folder.resolve("journal"), State.INITIAL, _ -> {})) {
      int changed = 0;
      // It ends with a step that settled one action and started another.
      for (int i = 0; i < STEPS || changed < 2; i++) {
        changed = course.effects(journal);
      }
    }
    steps = Journal.recover(folder.resolve("journal"), _ -> {}).orElseThrow().steps();
    owed = new ArrayList<>();
    for (Journal.Past step : steps) {
      step.effects()
          .forEach(effect -> owed.add(AuditTrail.entry(effect, step.decisions(), step.where())));
    }
    assertTrue(owed.size() > 6, owed::toString);
    assertTrue(owed.getLast() instanceof AuditEntry.Intent);
    assertTrue(owed.get(owed.size() - 2) instanceof AuditEntry.Outcome);
  }

  @Test
  void nothingIsAddedWhenNothingIsMissing() throws IOException {
    assertEquals(owed, caughtUp(owed));
  }

  @Test
  void whateverOfTheLastStepIsMissingIsAdded() throws IOException {
    for (int there = owed.size() - 2; there <= owed.size(); there++) {
      Files.deleteIfExists(log);
      assertEquals(owed, caughtUp(owed.subList(0, there)), "with the first " + there);
    }
  }

  @Test
  void anOutcomeThatWasOwedForLongerIsAddedAndARefusedIntentIsNot() throws IOException {
    List<AuditEntry> held = new ArrayList<>(owed);
    AuditEntry outcome =
        held.stream().filter(one -> one instanceof AuditEntry.Outcome).findFirst().orElseThrow();
    AuditEntry intent = held.getFirst();
    assertTrue(intent instanceof AuditEntry.Intent);
    held.remove(outcome);
    held.remove(intent);
    List<AuditEntry> expected = new ArrayList<>(held);
    expected.add(outcome);
    assertEquals(expected, caughtUp(held));
  }

  private List<AuditEntry> caughtUp(List<AuditEntry> held) throws IOException {
    try (AuditFile file = AuditFile.open(log, _ -> {})) {
      for (AuditEntry entry : held) {
        file.append(Course.BEGIN, entry);
      }
      AuditTrail.catchUp(file, steps);
      AuditTrail.catchUp(file, steps);
    }
    List<AuditFile.Line> lines = AuditFile.read(log);
    for (AuditFile.Line line : lines.subList(held.size(), lines.size())) {
      assertTrue(
          steps.stream().anyMatch(step -> step.at().equals(line.at())), "at the step's own time");
    }
    return lines.stream().map(AuditFile.Line::entry).toList();
  }

  @Test
  void theFileIsReadable() throws IOException {
    caughtUp(owed);
    String first = Files.readAllLines(log).getFirst();
    var line = Json.read(AuditFile.Line.class, first.getBytes(StandardCharsets.UTF_8), "line");
    assertEquals(owed.getFirst(), line.entry());
  }
}
