package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.TextCount;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
      AuditTrail.catchUp(file, log.texts(), steps);
      AuditTrail.catchUp(file, log.texts(), steps);
    }
    List<AuditLine> lines = AuditReader.read(log.log());
    for (AuditLine line : lines.subList(held.size(), lines.size())) {
      assertTrue(
          steps.stream().anyMatch(step -> step.at().equals(line.at())), "at the step's own time");
    }
    return lines.stream().map(AuditLine::entry).toList();
  }

  @Test
  void anIntentTooLongForTheLogKeepsWhatCountsAndItsActionGoesOn() throws IOException {
    var intent = (AuditEntry.Intent) owed.getLast();
    AuditEntry.Intent large = large(intent);
    try (TransparencyLog file = TransparencyLog.open(log, "test", _ -> {})) {
      AuditTrail trail =
          new AuditTrail(
              file, Optional.empty(), log.texts(), () -> new WorkloadName("st-test"), _ -> {});
      trail.intend(Course.BEGIN, large, false);
    }
    var there = (AuditEntry.Intent) AuditReader.read(log.log()).getLast().entry();
    assertEquals(large.action(), there.action());
    assertEquals(large.journal(), there.journal());
    assertEquals(
        large.decision().orElseThrow().reasons().getFirst().code(),
        there.decision().orElseThrow().reasons().getFirst().code());
    String whole = log.texts().find(there.beside().orElseThrow()).words();
    assertEquals(
        large.decision().orElseThrow(),
        Json.read(Decision.class, whole.getBytes(StandardCharsets.UTF_8), "beside"));
    assertEquals(new TextCount(1, 0, 0, List.of(), 0), TextCount.of(log.log(), log.texts()));
  }

  @Test
  void anIntentTooLongForTheLogIsNotAddedTwice() throws IOException {
    List<Journal.Past> longer = new ArrayList<>(steps.subList(0, steps.size() - 1));
    Journal.Past last = steps.getLast();
    List<Decision> decisions = new ArrayList<>();
    last.decisions().forEach(one -> decisions.add(large(one)));
    longer.add(new Journal.Past(last.where(), last.at(), decisions, last.effects()));
    steps = longer;
    List<AuditEntry> all = caughtUp(owed.subList(0, owed.size() - 1));
    assertEquals(owed.size(), all.size(), "twice caught up, and once on the log");
    assertTrue(((AuditEntry.Intent) all.getLast()).beside().isPresent());
  }

  private static AuditEntry.Intent large(AuditEntry.Intent intent) {
    return new AuditEntry.Intent(
        intent.action(),
        intent.decision().map(AuditTrailTest::large),
        intent.undoes(),
        intent.journal());
  }

  private static Decision large(Decision one) {
    List<Reason> reasons = new ArrayList<>(one.reasons());
    while (reasons.size() < 200) {
      reasons.add(new Reason(Reason.Code.TARGET, "x".repeat(490)));
    }
    return new Decision(
        one.id(),
        one.at(),
        one.workload(),
        one.current(),
        one.desired(),
        one.action(),
        one.recommendations(),
        one.bites(),
        reasons,
        one.inputs(),
        one.specVersion());
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
