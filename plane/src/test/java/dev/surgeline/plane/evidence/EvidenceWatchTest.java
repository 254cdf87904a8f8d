package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What rules that are checked again and again put on a real audit log, and when people are told.
final class EvidenceWatchTest {
  private static final Instant NOW = Evidences.NOW;

  @TempDir Path folder;
  private AuditFolder place;
  private TransparencyLog log;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    place = new AuditFolder(folder.resolve("state"));
    log = TransparencyLog.open(place, "surgeline/test", _ -> {});
    log.append(NOW, new AuditEntry.Started("test", "journal-1", false));
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  private boolean record(AuditEntry.Assessed entry) {
    try {
      log.append(NOW, entry);
      return true;
    } catch (IOException failed) {
      return false;
    }
  }

  private EvidenceWatch watch(String said, String check, Exemptions exemptions) {
    String documents =
        Evidences.documents()
            .replace("residency: [EU]}", "residency: [EU], safeguards: {" + said + "}}");
    var asked =
        new EvidenceWatch.Asked(
            Hospital.spec(documents),
            place.log(),
            Optional.empty(),
            List.of(Evidences.loaded(check)),
            exemptions,
            Duration.ofSeconds(1));
    return new EvidenceWatch(asked, this::record, InstantSource.fixed(NOW), this.said::add);
  }

  private EvidenceWatch watch(String encrypted) {
    return watch(
        "atRest: {encrypted: "
            + encrypted
            + ", attested: {on: 2026-11-01, until: 2026-11-21, source: ops}}",
        "encryptedAtRest",
        Exemptions.NONE);
  }

  private List<PackSummary> summaries() throws IOException {
    List<PackSummary> all = new ArrayList<>();
    for (var line : AuditReader.read(place.log())) {
      if (line.entry() instanceof AuditEntry.Assessed(var summary)) {
        all.add(summary);
      }
    }
    return all;
  }

  private static PackSummary.Change change(CheckResult was, CheckResult now) {
    return new PackSummary.Change("one", Optional.of(was), Optional.of(now));
  }

  @Test
  void onlyWhatChangedAndOneADayIsOnTheLog() throws Exception {
    EvidenceWatch watch = watch("true");
    watch.look(NOW);
    watch.look(NOW.plusSeconds(3600));
    assertEquals(
        List.of(new PackSummary.Change("one", Optional.empty(), Optional.of(CheckResult.PASS))),
        summaries().getFirst().changed());
    assertEquals(1, summaries().size(), "nothing is new");
    assertEquals(1, watch.latest().orElseThrow().packs().getFirst().counts().passed());
    // The attestation counted until yesterday.
    watch.look(NOW.plus(Duration.ofHours(13)));
    assertEquals(
        List.of(change(CheckResult.PASS, CheckResult.NOT_EVALUATED)),
        summaries().getLast().changed());
    assertEquals(1, summaries().getLast().counts().notEvaluated());
    watch.look(NOW.plus(Duration.ofHours(36)));
    assertEquals(2, summaries().size());
    watch.look(NOW.plus(Duration.ofHours(37)));
    assertEquals(3, summaries().size(), "one a day in any case");
    assertEquals(List.of(), summaries().getLast().changed());
    assertEquals(Optional.empty(), watch.alarm());
    assertEquals(List.of(), said, "what is not known is no failure");
  }

  @Test
  void whatNewlyFailsIsAnAlarmAndARestartIsNoNews() throws Exception {
    watch("true").look(NOW);
    EvidenceWatch broken = watch("false");
    broken.look(NOW.plusSeconds(60));
    assertEquals(
        List.of(change(CheckResult.PASS, CheckResult.FAIL)), summaries().getLast().changed());
    String sentence = "1 checks of pack house v1.0.0 newly fail: one";
    assertEquals(
        Optional.of(new EvidenceWatch.Alarm(NOW.plusSeconds(60), sentence)), broken.alarm());
    assertEquals(List.of("ALERT " + sentence), said);
    broken.look(NOW.plusSeconds(120));
    assertTrue(broken.alarm().isPresent(), "it still fails");
    EvidenceWatch restarted = watch("false");
    restarted.look(NOW.plusSeconds(180));
    assertEquals(2, summaries().size(), "the log knows what was found before");
    assertEquals(Optional.empty(), restarted.alarm());
    watch("true").look(NOW.plusSeconds(240));
    assertEquals(
        List.of(change(CheckResult.FAIL, CheckResult.PASS)), summaries().getLast().changed());
    broken.look(NOW.plus(Duration.ofDays(2)));
    assertEquals(Optional.empty(), broken.alarm(), "after a day it is no news");
  }

  @Test
  void exceptionsThatBeginAndEndAreOnTheLog() throws Exception {
    Path file = folder.resolve("exceptions.yaml");
    Files.writeString(
        file,
        "exceptions: [{pack: house, rule: one, owner: ops-1, approver: ops-2,"
            + " granted: 2026-11-20, expires: 2026-11-21, reason: it is being mended}]\n");
    EvidenceWatch watch = watch("", "approvalRequired, approvers: 2", Exemptions.read(file));
    watch.look(NOW);
    PackSummary first = summaries().getFirst();
    assertEquals(1, first.counts().excepted());
    assertTrue(first.exceptions().getFirst().counts());
    assertEquals("ops-2", first.exceptions().getFirst().approver().value());
    assertEquals(Optional.empty(), watch.alarm(), "people know");
    watch.look(NOW.plus(Duration.ofHours(13)));
    PackSummary second = summaries().getLast();
    assertEquals(List.of(), second.changed(), "it failed before");
    assertFalse(second.exceptions().getFirst().counts());
    assertEquals(0, second.counts().excepted());
    assertTrue(watch.alarm().isPresent(), "the exception is over");
    assertFalse(Files.readString(place.log().checkpointFile()).isEmpty());
  }

  @Test
  void itLooksByItselfUntilItIsClosed() throws Exception {
    var asked =
        new EvidenceWatch.Asked(
            Evidences.spec(),
            place.log(),
            Optional.empty(),
            List.of(ShippedPacks.read("hitech")),
            Exemptions.NONE,
            Duration.ofSeconds(1));
    try (var watch =
        EvidenceWatch.start(asked, this::record, InstantSource.fixed(NOW), said::add)) {
      Until.holds("a look", () -> watch.latest().isPresent());
      String metrics = EvidenceMetrics.text(watch.latest().orElseThrow());
      assertTrue(
          metrics.contains(
              "surgeline_evidence_rules{pack=\"hitech\",version=\"1.0.0\",result=\"pass\"} 2\n"),
          metrics);
      assertTrue(metrics.contains("checked_seconds " + NOW.getEpochSecond() + "\n"), metrics);
    }
    assertEquals(1, summaries().size());
  }
}
