package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.SmallDisk;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlLoopTest {
  @TempDir Path folder;

  @Test
  void anIntentIsOnTheAuditLogBeforeItsActionStarts() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.tick(20);
      bench.ready = 2;
      bench.tick(20);
      assertEquals(
          List.of("audit INTENT 0->2", "apply 0->2", "audit OUTCOME Succeeded"), bench.course);
      var intent = (AuditEntry.Intent) bench.audited.getFirst();
      assertEquals(intent.action().id(), intent.decision().orElseThrow().action().orElseThrow());
      assertEquals("journal-00000001.jsonl:3", intent.journal());
    }
  }

  @Test
  void whatTheActuatorAnsweredIsTheNextInput() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.tick(20);
      var execution = bench.loop.state().of(Hospital.BEDS).inFlight().orElseThrow();
      assertTrue(execution.stage() instanceof Execution.Stage.Verifying, execution::toString);
    }
    Replay.Result replay = Replay.run(folder);
    assertEquals(3, replay.steps(), "documents, tick, answer");
    assertEquals(List.of(), replay.differences());
  }

  @Test
  void withoutAnAuditLogNothingIsApplied() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.auditFails = true;
      bench.tick(20);
      assertEquals(List.of(), bench.course);
      var last = bench.loop.state().of(Hospital.BEDS).execution().orElseThrow();
      assertTrue(
          last.stage() instanceof Execution.Stage.Failed(_, var cause)
              && cause == Execution.Cause.REFUSED,
          last::toString);
      assertEquals(
          1, bench.said.stream().filter(s -> s.startsWith("ALERT the audit log can")).count());

      bench.auditFails = false;
      bench.now = bench.now.plusSeconds(60);
      bench.tick(20);
      // What people were told and came of the refused action first, then the next one's intent.
      assertEquals(List.of("audit ALERT", "audit OUTCOME Failed"), bench.course.subList(0, 2));
      assertTrue(bench.course.contains("apply 0->2"), bench.course::toString);
      assertTrue(
          bench.course.indexOf("audit INTENT 0->2") < bench.course.indexOf("apply 0->2"),
          bench.course::toString);
    }
  }

  @Test
  void anOutcomeThatCouldNotBeWrittenIsWrittenLater() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.tick(20);
      bench.auditFails = true;
      bench.ready = 2;
      bench.tick(20);
      assertEquals(List.of("audit INTENT 0->2", "apply 0->2"), bench.course);
      bench.auditFails = false;
      bench.tick(20);
      assertEquals(List.of("audit OUTCOME Succeeded", "audit ALERT"), bench.course.subList(2, 4));
      bench.tick(20);
      assertEquals(4, bench.course.size(), bench.course::toString);
    }
  }

  @Test
  void withoutAJournalNothingIsAppliedAndItGoesOnWhenThereIsRoomAgain() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder, 512);
        var bench = new LoopBench(disk.root().resolve("journal"))) {
      disk.fill();
      failThreeTimes(bench);
      State before = bench.loop.state();
      int applied = bench.course.size();
      assertTrue(bench.tick(200).isEmpty());
      assertTrue(bench.tick(200).isEmpty());
      assertEquals(before, bench.loop.state());
      assertEquals(applied, bench.course.size(), "nothing is done that is not on the journal");
      assertEquals(
          1, bench.said.stream().filter(s -> s.startsWith("the journal can not be")).count());
      disk.makeRoom();
      assertTrue(bench.tick(20).isPresent());
      assertTrue(bench.course.contains("apply 0->2"), bench.course::toString);
      assertEquals("the journal can be written again", bench.said.getLast());
      assertEquals(List.of(), Replay.run(bench.folder).differences());
    }
  }

  @Test
  void anAnswerThatCouldNotBeWrittenComesBeforeTheNextTick() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder, 512);
        var bench = new LoopBench(disk.root().resolve("journal"))) {
      bench.onApply = () -> fill(disk);
      bench.tick(20);
      assertTrue(bench.course.contains("apply 0->2"), bench.course::toString);
      failThreeTimes(bench);
      bench.onApply = () -> {};
      disk.makeRoom();
      bench.ready = 2;
      assertTrue(bench.tick(20).isPresent());
      assertEquals(
          List.of("audit INTENT 0->2", "apply 0->2", "audit OUTCOME Succeeded"), bench.course);
      assertEquals(List.of(), Replay.run(bench.folder).differences());
    }
  }

  /// The last page of the journal's file may have room still on a full disk.
  private static void failThreeTimes(LoopBench bench) {
    int failures = 0;
    for (int tick = 0; failures < 3; tick++) {
      failures += bench.tick(20).isEmpty() ? 1 : 0;
      assertTrue(tick < 30, "the disk is not full");
    }
  }

  private static void fill(SmallDisk disk) {
    try {
      disk.fill();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void aDeadJournalEndsTheLoop() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.journal.close();
      var ended = assertThrows(IllegalStateException.class, () -> bench.tick(20));
      assertTrue(
          String.valueOf(ended.getMessage()).startsWith("the journal's disk failed"),
          ended::toString);
      assertEquals(List.of(), bench.course);
    }
  }

  /// A log whose disk failed does not end the loop ([SpooledLoopTest]); a restart meanwhile loses
  /// nothing.
  @Test
  void whatTheAuditLogRefusedIsTakenUpByTheNextLoop() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.auditFails = true;
      bench.tick(20);
      assertEquals(List.of(), bench.course);
      bench.journal.close();
      bench.auditFails = false;
      bench.start();
      bench.loop.resume();
      bench.now = bench.now.plusSeconds(60);
      bench.tick(20);
      assertTrue(bench.course.contains("apply 0->2"), bench.course::toString);
      assertTrue(
          bench.course.indexOf("audit INTENT 0->2") < bench.course.indexOf("apply 0->2"),
          bench.course::toString);
    }
  }

  @Test
  void aCrashBetweenJournalAndActionAppliesItOnceAfterTheRestart() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.onApply =
          () -> {
            throw new Killed();
          };
      assertThrows(Killed.class, () -> bench.tick(20));
      bench.journal.close();
      bench.course.clear();
      bench.onApply = () -> {};
      bench.start();
      bench.loop.resume();
      assertEquals(List.of("audit INTENT 0->2", "apply 0->2"), bench.course);
      bench.ready = 2;
      bench.tick(20);
      bench.tick(20);
      assertEquals(
          List.of("audit INTENT 0->2", "apply 0->2", "audit OUTCOME Succeeded"), bench.course);
    }
  }

  @Test
  void anUndoThatIsTakenUpAgainSaysWhatItUndoes() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.tick(20);
      bench.ready = 2;
      bench.tick(20);
      bench.tick(60);
      bench.onApply =
          () -> {
            throw new Killed();
          };
      // No more come up: the action is taken back at its deadline.
      assertThrows(
          Killed.class,
          () -> {
            for (int second = 0; second < 600; second++) {
              bench.tick(60);
            }
          });
      AuditEntry.Intent undo = intent(bench);
      assertTrue(undo.undoes().isPresent(), undo::toString);
      bench.journal.close();
      bench.onApply = () -> {};
      bench.start();
      bench.loop.resume();
      assertEquals(undo.action(), intent(bench).action());
      assertEquals(undo.undoes(), intent(bench).undoes());
    }
  }

  /// The last one on the log.
  private static AuditEntry.Intent intent(LoopBench bench) {
    return (AuditEntry.Intent)
        bench.audited.reversed().stream()
            .filter(AuditEntry.Intent.class::isInstance)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void anActionThatWasAnsweredIsNotAppliedAgain() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.tick(20);
      bench.journal.close();
      bench.course.clear();
      bench.start();
      bench.loop.resume();
      assertEquals(List.of(), bench.course);
      bench.ready = 2;
      bench.tick(20);
      assertEquals(List.of("audit OUTCOME Succeeded"), bench.course);
    }
  }

  @Test
  void runsUntilItIsStoppedAndCountsItsTicks() throws Exception {
    try (var bench = new LoopBench(folder)) {
      var ticks = new AtomicInteger();
      Thread running =
          Thread.ofPlatform()
              .start(() ->
                  bench.loop.run(
                      now -> Input.Tick.of(now, Hospital.seen(now, 2, 2, 30)),
                      Duration.ofMillis(10),
                      ticked -> ticks.set((int) ticked.tick())));
      Until.holds("it ticks", () -> ticks.get() >= 5);
      bench.loop.stop(Duration.ofSeconds(60));
      int last = ticks.get();
      running.join(Duration.ofSeconds(60));
      assertFalse(running.isAlive());
      assertEquals(last, ticks.get(), "no tick after stop has returned");
      assertEquals(last, Replay.run(folder).decisions());
    }
  }

  @Test
  void answersOfStrangersChangeNothing() throws IOException {
    try (var bench = new LoopBench(folder)) {
      bench.tick(20);
      var action = bench.loop.state().of(Hospital.BEDS).execution().orElseThrow().action();
      State before = bench.loop.state();
      bench.loop.accept(
          new Input.Reported(
              before.now(), Hospital.BEDS, action.id(), new Outcome.Refused("too late")));
      assertEquals(before, bench.loop.state());
    }
  }

  /// Stands for SIGKILL: nothing after it happens.
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
