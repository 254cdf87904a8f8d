package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.StandingLog;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.audit.text.FoundText;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes on while the audit log can not be written, and what is on the log when it can.
final class SpooledLoopTest {
  private static final String STANDARD =
      Hospital.documents().replace("criticality: life-safety", "criticality: standard");

  @TempDir Path state;
  private TransparencyLog log;
  private Spool spool;

  private AuditFolder folder() {
    return new AuditFolder(state);
  }

  @BeforeEach
  void open() throws IOException {
    log = TransparencyLog.open(folder(), "test", _ -> {});
    spool = Spool.open(state, folder().log(), 64 << 10, _ -> {});
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
    log.close();
  }

  private LoopBench bench(String documents) throws IOException {
    LoopBench bench = new LoopBench(state.resolve("journal"), documents);
    bench.spool = Optional.of(spool);
    bench.onDisk = Optional.of(log);
    bench.journal.close();
    bench.start();
    return bench;
  }

  private List<String> kinds() throws IOException {
    return AuditReader.read(folder().log()).stream()
        .map(line -> line.entry().getClass().getSimpleName())
        .toList();
  }

  @Test
  void moreReplicasForSafetyDoNotWaitAndTheRestDoes() throws IOException {
    try (LoopBench bench = bench(Hospital.documents())) {
      bench.tick(20);
      bench.ready = 2;
      bench.tick(20);
      bench.auditFails = true;
      bench.tick(60);
      assertEquals("apply 2->4", bench.course.getLast());
      // What people were told, and the intent.
      assertEquals(2, spool.standing().entries());
      assertTrue(bench.loop.unwritableSince().isPresent());
      assertTrue(
          bench.said.stream().anyMatch(line -> line.startsWith("ALERT the audit log can not")));
      bench.ready = 4;
      bench.tick(60);
      assertEquals(3, spool.standing().entries(), "its outcome");
      int done = bench.course.size();
      for (int second = 0; second < 120; second++) {
        bench.tick(0);
      }
      assertEquals(done, bench.course.size(), "nothing is taken away");

      bench.auditFails = false;
      bench.tick(60);
      assertEquals(0, spool.standing().entries());
      assertEquals(Optional.empty(), bench.loop.unwritableSince());
      List<String> kinds = kinds();
      assertEquals(
          List.of("Intent", "Outcome", "SpoolMerged", "Alerted", "Intent", "Outcome"),
          kinds.subList(0, 6));
      assertTrue(kinds.stream().filter("SpoolMerged"::equals).count() == 1, kinds::toString);
    }
    Fsck.Result found = Fsck.run(folder().log(), folder().log().key().orElseThrow());
    assertEquals(List.of(), found.problems());
    assertTrue(found.spooled() >= 3, found::toString);
    agrees();
  }

  /// The log and the journal say the same, the spooled intents included.
  private void agrees() throws IOException {
    assertEquals(List.of(), Replay.run(state).differences());
  }

  @Test
  void aLogWhoseWriterDiedIsOpenedAgainAndHasWhatWasSpooledMeanwhile() throws IOException {
    try (LoopBench bench = bench(Hospital.documents())) {
      var standing =
          new StandingLog(
              log, () -> TransparencyLog.open(folder(), "test", _ -> {}), Duration.ZERO, _ -> {});
      bench.onDisk = Optional.of(standing);
      byte[] committed = Files.readAllBytes(folder().committed());
      Files.write(folder().committed(), new byte[] {1});
      bench.tick(20);
      assertTrue(log.dead());
      assertEquals(List.of("apply 0->2"), bench.course);
      bench.ready = 2;
      bench.tick(20);
      assertEquals(3, spool.standing().entries(), "what was told, the intent and its outcome");
      Files.write(folder().committed(), committed);
      bench.tick(20);
      assertEquals(List.of("SpoolMerged", "Alerted", "Intent", "Outcome"), kinds());
      standing.close();
    }
    agrees();
  }

  /// Journal, log, spool and texts are on one disk.
  @Test
  void aFullDiskUnderAllOfItStopsOnlyWhatMayWait() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(state.resolve("disk"), 40 << 10)) {
      AuditFolder place = new AuditFolder(disk.root().resolve("state"));
      Path journal = place.state().resolve("journal");
      try (TransparencyLog full = TransparencyLog.open(place, "test", _ -> {});
          Spool kept = Spool.open(place.state(), place.log(), 64 << 10, _ -> {});
          LoopBench bench = new LoopBench(journal)) {
        bench.spool = Optional.of(kept);
        bench.onDisk = Optional.of(full);
        bench.journal.close();
        bench.start();
        bench.tick(20);
        bench.ready = 2;
        bench.tick(20);
        TextReference early = bench.texts.keep(bench.now, TextKind.EMERGENCY_REASON, "early");
        disk.fill();
        for (int second = 0; second < 30; second++) {
          assertTrue(bench.tick(20).isPresent(), "decided");
        }
        bench.tick(60);
        assertEquals("apply 2->4", bench.course.getLast());
        assertTrue(kept.begun());
        TextReference late = bench.texts.keep(bench.now, TextKind.EMERGENCY_REASON, "late");
        assertTrue(bench.texts.find(late) instanceof FoundText.There);
        assertTrue(bench.texts.find(early) instanceof FoundText.There);

        disk.makeRoom();
        bench.ready = 4;
        bench.tick(60);
        assertFalse(kept.begun());
        assertEquals(1, Fsck.run(place.log(), place.log().key().orElseThrow()).spools());
      }
      assertEquals(List.of(), Replay.run(place.state()).differences());
    }
  }

  @Test
  void growthOfOthersWaits() throws IOException {
    try (LoopBench bench = bench(STANDARD)) {
      bench.auditFails = true;
      bench.tick(20);
      assertEquals(List.of(), bench.course);
      assertFalse(spool.begun());
    }
  }

  @Test
  void breakGlassGoesOnBehindAnIntentThatIsSpooled() throws IOException {
    try (LoopBench bench = bench(STANDARD)) {
      bench.auditFails = true;
      bench.tick(20);
      bench.now = bench.now.plusSeconds(60);
      var start =
          new Command.StartEmergency(
              "sha256:" + "0".repeat(64),
              new Emergency.Scope.All(),
              Duration.ofHours(1),
              Optional.of(new Replicas(5)));
      bench.loop.accept(new Input.Commanded(bench.now, new Actor("ops-7"), start));
      assertFalse(spool.begun(), "nothing was done yet");
      bench.tick(20);
      assertTrue(bench.course.contains("apply 0->5"), bench.course::toString);
      assertTrue(spool.begun());
      bench.auditFails = false;
      bench.tick(20);
      List<String> kinds = kinds();
      assertEquals("SpoolMerged", kinds.getFirst());
      assertTrue(kinds.indexOf("EmergencyTurned") < kinds.indexOf("Intent"), kinds::toString);
      assertTrue(kinds.indexOf("Commanded") < kinds.indexOf("Intent"), kinds::toString);
    }
    agrees();
  }

  @Test
  void withoutLogAndSpoolNothingChanges() throws IOException {
    try (LoopBench bench = bench(Hospital.documents())) {
      bench.auditFails = true;
      spool.close();
      bench.tick(20);
      assertEquals(List.of(), bench.course);
      spool = Spool.open(state, folder().log(), 64 << 10, _ -> {});
    }
  }

  @Test
  void whatAKilledProcessSpooledIsOnTheLogOnceAfterTheNextStart() throws IOException {
    try (LoopBench bench = bench(Hospital.documents())) {
      bench.auditFails = true;
      bench.tick(20);
      bench.ready = 2;
      bench.tick(20);
      assertEquals(List.of("apply 0->2"), bench.course);
    }
    spool.close();
    log.close();
    for (int start = 0; start < 2; start++) {
      var recovered = Journal.recover(state.resolve("journal"), _ -> {});
      Recording.open(
              folder(), "test", state, recovered, recovered.orElseThrow().state().now(), _ -> {})
          .close();
    }
    open();
    assertEquals(List.of("SpoolMerged", "Alerted", "Intent", "Outcome"), kinds());
    List<AuditLine> lines = AuditReader.read(folder().log());
    var intent = (AuditEntry.Intent) lines.get(2).entry();
    assertEquals(intent.decision().orElseThrow().at(), lines.get(2).at(), "its own time");
    agrees();
  }
}
