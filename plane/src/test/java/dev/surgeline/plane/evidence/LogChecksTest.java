package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.control.Digests;
import dev.surgeline.plane.evidence.Evidences.Line;
import dev.surgeline.plane.fixture.Hospital;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a log passes, and what it fails.
final class LogChecksTest {
  private static final Instant AT = Evidences.NOW.minus(Duration.ofDays(10));
  private static final Actor ONE = new Actor("ops-1");
  private static final Actor TWO = new Actor("ops-2");
  private static final Action.Scale SCALE =
      Action.Scale.of(Hospital.BEDS, AT, new Replicas(2), new Replicas(6));

  @TempDir Path state;
  private int folders;

  private void says(CheckResult expected, String check, List<Line> lines) throws IOException {
    var log = Evidences.log(state.resolve("s" + folders++), lines);
    var found = Evidences.run(check, Evidences.with(Evidences.spec(), log));
    assertEquals(expected, found.result(), found::toString);
  }

  private static Line line(Duration after, AuditEntry entry) {
    return new Line(AT.plus(after), entry);
  }

  private static Line stopped(Duration after) {
    return line(after, new AuditEntry.Stopped());
  }

  private static Line intent() {
    return line(
        Duration.ZERO,
        new AuditEntry.Intent(SCALE, Optional.empty(), Optional.empty(), "journal:1"));
  }

  private static Line outcome() {
    var done = new Execution.Stage.Succeeded(AT.plusSeconds(60));
    return line(
        Duration.ofSeconds(60),
        new AuditEntry.Outcome(new Execution(SCALE, new Replicas(2), done)));
  }

  @Test
  void everyIntentHasItsOutcomeOrIsUnderWay() throws IOException {
    String check = "outcomesRecorded, within: 1h";
    says(CheckResult.PASS, check, List.of(intent(), outcome(), stopped(Duration.ofHours(5))));
    says(CheckResult.PASS, check, List.of(intent(), stopped(Duration.ofMinutes(30))));
    says(CheckResult.FAIL, check, List.of(intent(), stopped(Duration.ofMinutes(61))));
    says(CheckResult.NOT_APPLICABLE, check, List.of(stopped(Duration.ZERO)));
    var again = line(Duration.ofHours(9), new AuditEntry.Started("1", "journal-2", true));
    says(CheckResult.PASS, check, List.of(intent(), again, stopped(Duration.ofMinutes(570))));
    says(CheckResult.FAIL, check, List.of(intent(), again, stopped(Duration.ofMinutes(601))));
  }

  /// Taken up again after a restart, an undo does not say any more what it undoes.
  @Test
  void oneOutcomeSettlesAnActionAndItsUndo() throws IOException {
    String check = "outcomesRecorded, within: 1h";
    var undo = Action.Scale.of(Hospital.BEDS, AT, new Replicas(6), new Replicas(2));
    var reverting =
        new AuditEntry.Intent(undo, Optional.empty(), Optional.of(SCALE.id()), "journal:2");
    var again = new AuditEntry.Intent(undo, Optional.empty(), Optional.empty(), "journal:3");
    List<Line> lines = new ArrayList<>(List.of(intent()));
    lines.add(line(Duration.ofSeconds(20), reverting));
    lines.add(line(Duration.ofSeconds(30), again));
    List<Line> lost = new ArrayList<>(lines);
    lost.add(stopped(Duration.ofHours(5)));
    says(CheckResult.FAIL, check, lost);
    lines.add(outcome());
    lines.add(stopped(Duration.ofHours(5)));
    says(CheckResult.PASS, check, lines);
  }

  private static Emergency emergency(Duration lasts, Actor more, Emergency.Stage stage) {
    var command =
        new Command.StartEmergency("flood", new Emergency.Scope.All(), lasts, Optional.empty());
    Emergency started = Emergency.started(AT, ONE, command);
    var extensions =
        List.of(new Emergency.Extension(more, AT.plusSeconds(600), Duration.ofHours(1)));
    return new Emergency(started.id(), ONE, AT, command, extensions, stage);
  }

  private static List<Line> turned(Emergency.Stage... stages) {
    List<Line> lines = new ArrayList<>();
    for (Emergency.Stage stage : stages) {
      var turn = new AuditEntry.EmergencyTurned(emergency(Duration.ofHours(1), TWO, stage));
      lines.add(line(Duration.ofHours(lines.size()), turn));
    }
    return lines;
  }

  @Test
  void everyEmergencyIsReviewedInTimeBySomeoneElse() throws IOException {
    String check = "emergenciesReviewed";
    Instant end = AT.plus(Duration.ofHours(1));
    var ended = new Emergency.Stage.Ended(end, Optional.empty());
    Instant soon = end.plus(Duration.ofDays(1));
    Instant late = end.plus(Duration.ofDays(4));
    var three = new Actor("ops-3");
    says(CheckResult.PASS, check, turned(ended, new Emergency.Stage.Reviewed(soon, three, "fine")));
    says(CheckResult.FAIL, check, turned(ended, new Emergency.Stage.Reviewed(late, three, "fine")));
    says(CheckResult.FAIL, check, turned(ended, new Emergency.Stage.Reviewed(soon, TWO, "fine")));
    says(CheckResult.FAIL, check, turned(ended));
    says(CheckResult.FAIL, check, turned(new Emergency.Stage.Overdue(end)));
    says(CheckResult.FAIL, check, turned(new Emergency.Stage.Active(end)));
    var fresh = new Emergency.Stage.Ended(Evidences.NOW.minusSeconds(60), Optional.empty());
    says(CheckResult.NOT_EVALUATED, check, turned(fresh));
    says(CheckResult.NOT_APPLICABLE, check, List.of(stopped(Duration.ZERO)));
  }

  @Test
  void noOnePersonLetsAnEmergencyGoOn() throws IOException {
    var active = new Emergency.Stage.Active(AT.plus(Duration.ofHours(2)));
    for (var one :
        List.of(
            new Limit(CheckResult.PASS, Duration.ofHours(2), TWO),
            new Limit(CheckResult.FAIL, Duration.ofHours(3), TWO),
            new Limit(CheckResult.FAIL, Duration.ofHours(2), ONE))) {
      var turn = new AuditEntry.EmergencyTurned(emergency(one.lasts(), one.by(), active));
      says(one.result(), "emergencyLimits, longest: 2h", List.of(line(Duration.ZERO, turn)));
    }
  }

  private record Limit(CheckResult result, Duration lasts, Actor by) {}

  private static Line approval(int needed, Actor... agreed) {
    List<Approval.Agreement> by = new ArrayList<>();
    for (Actor one : agreed) {
      by.add(new Approval.Agreement(one, AT));
    }
    var approval =
        new Approval(
            new Approval.Id("beds-grow"),
            Hospital.BEDS,
            new Replicas(8),
            new Replicas(10),
            "v",
            ONE,
            AT,
            needed,
            Duration.ofMinutes(30),
            by,
            new Approval.Stage.Granted(AT.plusSeconds(60)));
    return line(Duration.ZERO, new AuditEntry.ApprovalTurned(approval));
  }

  @Test
  void approvalsAreByOthers() throws IOException {
    String check = "approvalsByOthers";
    says(CheckResult.PASS, check, List.of(approval(1, TWO)));
    says(CheckResult.FAIL, check, List.of(approval(1, ONE)));
    says(CheckResult.FAIL, check, List.of(approval(2, TWO)));
    says(CheckResult.FAIL, check, List.of(approval(2, TWO, TWO)));
    says(CheckResult.NOT_APPLICABLE, check, List.of(stopped(Duration.ZERO)));
  }

  @Test
  void spooledEntriesHaveTheirOwnTimesAndAreTold() throws IOException {
    var folder = new AuditFolder(state.resolve("spooled"));
    try (TransparencyLog log = TransparencyLog.open(folder, "surgeline/test", _ -> {});
        Spool spool = Spool.open(folder.state(), folder.log(), 64 << 10, _ -> {})) {
      log.append(AT, new AuditEntry.Stopped());
      spool.append(AT.plusSeconds(60), intent().entry());
      spool.append(AT.plusSeconds(120), outcome().entry());
      spool.mergeInto(log, AT.plus(Duration.ofHours(1)));
      log.append(AT.plus(Duration.ofHours(2)), new AuditEntry.Stopped());
    }
    var subject = Evidences.with(Evidences.spec(), folder.log());
    var clock = Evidences.run("clockMonotone, tolerance: 1m", subject);
    assertEquals(CheckResult.PASS, clock.result(), clock::toString);
    var intact = Evidences.run("logIntact", subject);
    assertEquals(CheckResult.PASS, intact.result(), intact::toString);
    assertTrue(intact.toString().contains("2 of them were spooled"), intact::toString);
  }

  @Test
  void timeDoesNotGoBack() throws IOException {
    String check = "clockMonotone, tolerance: 1m";
    Line later = stopped(Duration.ofMinutes(5));
    says(CheckResult.PASS, check, List.of(later, stopped(Duration.ofMinutes(4))));
    says(CheckResult.FAIL, check, List.of(later, stopped(Duration.ofMinutes(3))));
  }

  private static Line review(Duration after, long from, long to) {
    String root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    return line(after, new AuditEntry.LogReviewed(TWO, from, to, "well", to + 1, root));
  }

  @Test
  void somebodyLooksAtTheLog() throws IOException {
    String check = "logReviewed, days: 5";
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      lines.add(stopped(Duration.ofHours(i)));
    }
    says(CheckResult.FAIL, check, lines);
    Duration late = Duration.ofDays(8);
    lines.add(review(late, 2, 3));
    says(CheckResult.FAIL, check, lines);
    lines.add(review(late, 0, 0));
    says(CheckResult.FAIL, check, lines);
    lines.add(review(late, 1, 1));
    says(CheckResult.PASS, check, lines);
    says(CheckResult.NOT_EVALUATED, check, List.of(stopped(late)));
  }

  @Test
  void subjectsAreSomebody() throws IOException {
    for (String name : List.of("ops-7", "admin", "Anonymous")) {
      var refused = new Answer.Refused("not now");
      var command = new Command.Approve(new Approval.Id("x"));
      var entry = new AuditEntry.Commanded(new Actor(name), command, refused, "journal:2");
      CheckResult expected = name.equals("ops-7") ? CheckResult.PASS : CheckResult.FAIL;
      says(expected, "namedSubjects", List.of(line(Duration.ZERO, entry)));
    }
    says(CheckResult.NOT_APPLICABLE, "namedSubjects", List.of(stopped(Duration.ZERO)));
  }

  @Test
  void theDocumentsAreThoseInForce() throws IOException {
    String sha256 = Digests.of(Evidences.spec());
    for (String digest : List.of(sha256, "0".repeat(64))) {
      var entry = new AuditEntry.Configured(digest.substring(0, 12), digest, List.of());
      CheckResult expected = digest.equals(sha256) ? CheckResult.PASS : CheckResult.FAIL;
      says(expected, "documentsOnLog", List.of(line(Duration.ZERO, entry)));
    }
    says(CheckResult.NOT_EVALUATED, "documentsOnLog", List.of(stopped(Duration.ZERO)));
  }

  @Test
  void whatDoesNotHoldIsNotBelieved() throws IOException {
    var log = Evidences.log(state, List.of(intent(), outcome(), stopped(Duration.ofHours(5))));
    var sound = Evidences.with(Evidences.spec(), log);
    assertEquals(CheckResult.PASS, Evidences.run("logSigned", sound).result());
    assertEquals(CheckResult.PASS, Evidences.run("logIntact", sound).result());
    Path bundle = log.folder().resolve("tile/entries/000.p/3");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 5] ^= 1;
    Files.write(bundle, bytes);
    var altered = Evidences.with(Evidences.spec(), log);
    assertEquals(CheckResult.PASS, Evidences.run("logSigned", altered).result());
    assertEquals(CheckResult.FAIL, Evidences.run("logIntact", altered).result());
    var pairs = Evidences.run("outcomesRecorded, within: 1h", altered);
    assertEquals(CheckResult.ERROR, pairs.result());
    byte[] note = Files.readAllBytes(log.checkpointFile());
    note[note.length - 10] ^= 1;
    Files.write(log.checkpointFile(), note);
    var forged = Evidences.with(Evidences.spec(), log);
    assertEquals(CheckResult.FAIL, Evidences.run("logSigned", forged).result());
  }
}
