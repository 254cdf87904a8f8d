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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a kill between journal and audit log kept from the audit log is put there at the next
/// start, once.
final class AuditTrailTest {
  private static final int STEPS = 80;

  @TempDir Path folder;
  private AuditFolder log;
  private List<AuditEntry> owed;
  private List<Journal.Past> steps;

  @BeforeEach
  void record() throws IOException {
    log = new AuditFolder(folder.resolve("state"));
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
      log = new AuditFolder(folder.resolve("state-" + there));
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
    try (TransparencyLog file = TransparencyLog.open(log, "test", _ -> {})) {
      for (AuditEntry entry : held) {
        file.append(Course.BEGIN, entry);
      }
      AuditTrail.catchUp(file, steps);
      AuditTrail.catchUp(file, steps);
    }
    List<AuditLine> lines = AuditReader.read(log.log());
    for (AuditLine line : lines.subList(held.size(), lines.size())) {
      assertTrue(
          steps.stream().anyMatch(step -> step.at().equals(line.at())), "at the step's own time");
    }
    return lines.stream().map(AuditLine::entry).toList();
  }

  @Test
  void theEntriesAreReadableAsTheyStand() throws IOException {
    caughtUp(owed);
    byte[] bundle = Files.readAllBytes(log.log().folder().resolve("tile/entries/000.p/1"));
    assertEquals(bundle.length - 2, ((bundle[0] & 0xff) << 8) | (bundle[1] & 0xff));
    byte[] first = Arrays.copyOfRange(bundle, 2, bundle.length);
    assertEquals(owed.getFirst(), Json.read(AuditLine.class, first, "line").entry());
  }
}
