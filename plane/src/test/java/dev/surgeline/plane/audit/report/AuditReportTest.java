package dev.surgeline.plane.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.CostChange;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Cost;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.cli.Surge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Counts of a log of which every figure is known: two days of a week, and what came of them later.
final class AuditReportTest {
  private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final Actor OPS7 = new Actor("ops-7");
  private static final Actor OPS9 = new Actor("ops-9");

  @TempDir Path state;
  private TransparencyLog log;

  @BeforeEach
  void write() throws IOException {
    log = TransparencyLog.open(new AuditFolder(state), "week", _ -> {});
    // On the Sunday, which nobody asks for; its outcome comes on Monday.
    Action.Scale early = decided(MONDAY.minusSeconds(86_400), 2, 4, Reason.Code.TARGET);
    ended(MONDAY, early, new Execution.Stage.Succeeded(MONDAY));
    Action.Scale grown = decided(MONDAY, 4, 8, Reason.Code.TARGET, Reason.Code.EMERGENCY);
    ended(MONDAY.plusSeconds(40), grown, new Execution.Stage.Succeeded(MONDAY));
    Action.Scale harmed = decided(MONDAY.plusSeconds(600), 8, 6, Reason.Code.TARGET);
    ended(
        MONDAY.plusSeconds(720),
        harmed,
        new Execution.Stage.RolledBack(MONDAY, Execution.Cause.HARM));
    again(MONDAY.plusSeconds(700), 6, 8, Optional.of(harmed));
    // Its intent is there twice, and its outcome when Tuesday is over.
    Action.Scale late = decided(TUESDAY, 8, 9, Reason.Code.RATE_LIMITED);
    again(TUESDAY.plusSeconds(5), late);
    ended(
        TUESDAY.plusSeconds(90_000),
        late,
        new Execution.Stage.Failed(TUESDAY, Execution.Cause.DEADLINE));
    approvals();
    glass();
    objectives();
    log.append(
        TUESDAY, new AuditEntry.Commanded(OPS7, command(), new Answer.Refused("no"), "journal:9"));
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  private Action.Scale decided(Instant at, int from, int to, Reason.Code... codes)
      throws IOException {
    Action.Scale action = Action.Scale.of(BEDS, at, new Replicas(from), new Replicas(to));
    List<Reason> reasons = Arrays.stream(codes).map(code -> new Reason(code, "why")).toList();
    Decision decision =
        new Decision(
            Decision.DecisionId.of(BEDS, at),
            at,
            BEDS,
            action.from(),
            action.to(),
            Optional.of(action.id()),
            List.of(),
            List.of(),
            reasons,
            new TreeMap<>(),
            "4f1c02",
            to > from
                ? Optional.of(
                    new CostChange(Optional.of("GBP"), cost(from), cost(to), Optional.empty()))
                : Optional.empty());
    log.append(
        at, new AuditEntry.Intent(action, Optional.of(decision), Optional.empty(), "journal:1"));
    return action;
  }

  private static Cost cost(int replicas) {
    Cost.Share none = new Cost.Share(new Replicas(0), 0);
    return new Cost(
        replicas * 0.5, none, new Cost.Share(new Replicas(replicas), replicas * 0.5), none);
  }

  private void again(Instant at, int from, int to, Optional<Action.Scale> undone)
      throws IOException {
    Action.Scale action = Action.Scale.of(BEDS, at, new Replicas(from), new Replicas(to));
    log.append(
        at,
        new AuditEntry.Intent(action, Optional.empty(), undone.map(Action.Scale::id), "journal:2"));
  }

  private void again(Instant at, Action.Scale action) throws IOException {
    log.append(at, new AuditEntry.Intent(action, Optional.empty(), Optional.empty(), "journal:3"));
  }

  private void ended(Instant at, Action.Scale action, Execution.Stage stage) throws IOException {
    log.append(at, new AuditEntry.Outcome(new Execution(action, new Replicas(4), stage)));
  }

  private void approvals() throws IOException {
    Instant until = MONDAY.plusSeconds(1800);
    asked("one", MONDAY, MONDAY, new Approval.Stage.Open(until));
    asked("one", MONDAY, MONDAY.plusSeconds(90), new Approval.Stage.Granted(until));
    asked("one", MONDAY, until, new Approval.Stage.Expired(until));
    asked("two", MONDAY, until, new Approval.Stage.Expired(until));
    asked("three", MONDAY, MONDAY, new Approval.Stage.Rejected(MONDAY, OPS9, until));
    asked("four", TUESDAY, TUESDAY, new Approval.Stage.Open(TUESDAY));
    Instant before = MONDAY.minusSeconds(86_400);
    asked("before", before, MONDAY, new Approval.Stage.Expired(MONDAY));
  }

  private void asked(String id, Instant requested, Instant at, Approval.Stage stage)
      throws IOException {
    log.append(
        at,
        new AuditEntry.ApprovalTurned(
            new Approval(
                new Approval.Id(id),
                BEDS,
                new Replicas(30),
                new Replicas(40),
                "4f1c02",
                Actor.SURGELINE,
                requested,
                2,
                Duration.ofMinutes(30),
                List.of(),
                stage)));
  }

  private static Command.StartEmergency command() {
    return new Command.StartEmergency(
        "a surge", new Emergency.Scope.All(), Duration.ofHours(2), Optional.empty());
  }

  private void glass() throws IOException {
    Emergency started = Emergency.started(MONDAY, OPS7, command());
    log.append(MONDAY, new AuditEntry.EmergencyTurned(started));
    Instant end = MONDAY.plusSeconds(7200);
    Emergency over = started.advance(end, new Emergency.Event.Passed());
    log.append(end, new AuditEntry.EmergencyTurned(over));
    Instant late = MONDAY.plus(Duration.ofDays(4));
    Emergency overdue = over.advance(late, new Emergency.Event.Passed());
    log.append(late, new AuditEntry.EmergencyTurned(overdue));
    Instant review = end.plus(Duration.ofDays(5));
    log.append(
        review,
        new AuditEntry.EmergencyTurned(
            overdue.advance(review, new Emergency.Event.Reviewed(OPS9, "right"))));
    log.append(
        TUESDAY, new AuditEntry.EmergencyTurned(Emergency.started(TUESDAY, OPS9, command())));
  }

  /// An hour before the range, two in it with different objectives, and one that the log does not
  /// tell of.
  private void objectives() throws IOException {
    measured(MONDAY.minusSeconds(86_400), 500, minutes(0, 60, 0, 0), Optional.empty());
    measured(MONDAY, 500, minutes(40, 8, 5, 7), Optional.empty());
    var others = new ObjectiveStretch.Others(2, minutes(100, 1, 19, 0));
    measured(TUESDAY, 800, minutes(60, 0, 0, 0), Optional.of(others));
  }

  private static ObjectiveStretch.Time minutes(int kept, int missed, int idle, int unobserved) {
    return new ObjectiveStretch.Time(
        Duration.ofMinutes(kept),
        Duration.ofMinutes(missed),
        Duration.ofMinutes(idle),
        Duration.ofMinutes(unobserved));
  }

  private void measured(
      Instant since,
      int millis,
      ObjectiveStretch.Time time,
      Optional<ObjectiveStretch.Others> others)
      throws IOException {
    var objective = new Slo.Latency(0.99, Duration.ofMillis(millis));
    var beds = new TreeMap<>(Map.of(BEDS, new ObjectiveStretch.Measured(objective, time)));
    Instant until = since.plus(Duration.ofHours(1));
    log.append(
        until.plusSeconds(1),
        new AuditEntry.ObjectiveMeasured(new ObjectiveStretch(since, until, beds, others)));
  }

  @Test
  void objectiveMinutesAreOfWhatWasObserved() throws IOException {
    AuditReport.Objectives found = report().objectives();
    // From the first midnight of the range to the second: the log reaches further both ways.
    assertEquals(Duration.ofDays(2), found.span());
    AuditReport.Objective beds = Optional.ofNullable(found.workloads().get("beds")).orElseThrow();
    assertEquals(minutes(100, 8, 5, 7), beds.time());
    assertEquals(Duration.ofHours(46), beds.notTold());
    assertEquals(2, beds.objectives().size());
    assertEquals(minutes(100, 1, 19, 0), found.others());
    assertEquals(minutes(200, 9, 24, 7), found.all());
    Ended told = told("--from", "2026-11-16", "--to", "2026-11-18");
    assertTrue(
        told.out()
            .contains(
                "beds: p99 < 500ms, then p99 < 800ms, missed 8.0 of 108.0 min with a reading;"
                    + " 5.0 min idle, 7.0 unobserved, 2760.0 in no entry, of 2880.0 min"),
        told::out);
    assertTrue(told.out().contains("all workloads: missed 9.0 of 209.0 min"), told::out);
    Ended never = told("--from", "2025-11-16", "--to", "2025-11-18");
    assertTrue(never.out().contains("which is no zero"), never::out);
  }

  private AuditReport report() throws IOException {
    LogFolder folder = new AuditFolder(state).log();
    return AuditReport.of(
        folder,
        folder.key().orElseThrow(),
        Optional.of(Instant.parse("2026-11-16T00:00:00Z")),
        Optional.of(Instant.parse("2026-11-18T00:00:00Z")));
  }

  @Test
  void whatBeganIsCountedWithWhatCameOfItLater() throws IOException {
    AuditReport report = report();
    assertEquals(
        new AuditReport.Decisions(
            3, 2, 1, new TreeMap<>(Map.of("target", 2L, "emergency", 1L, "rate-limited", 1L))),
        report.decisions());
    assertEquals(
        new AuditReport.Actions(
            4,
            1,
            1,
            1,
            0,
            1,
            1,
            new TreeMap<>(Map.of("harm", 1L, "deadline", 1L)),
            new Spread(3, Optional.of(Duration.ofMinutes(2)), Optional.of(Duration.ofHours(25)))),
        report.actions());
    Duration ninety = Duration.ofSeconds(90);
    assertEquals(
        new AuditReport.Approvals(
            4, 1, 1, 1, 0, 1, new Spread(1, Optional.of(ninety), Optional.of(ninety))),
        report.approvals());
    AuditReport.Emergencies glass = report.emergencies();
    assertEquals(
        List.of(2L, 1L, 1L, 1L),
        List.of(glass.started(), glass.ended(), glass.reviewed(), glass.overdue()));
    assertEquals(Optional.of(Duration.ofHours(2)), glass.lasted().median());
    assertEquals(Optional.of(Duration.ofDays(5)), glass.toReview().longest());
    assertEquals(new AuditReport.Cost(2, new TreeMap<>(Map.of("GBP", 2.5))), report.cost());
    assertEquals(new TreeMap<>(Map.of("refused", 1L)), report.commands());
    assertEquals(
        List.of(
            new AuditReport.Day(LocalDate.parse("2026-11-16"), 1, 1, 1),
            new AuditReport.Day(LocalDate.parse("2026-11-17"), 0, 1, 0)),
        report.days());
    assertEquals(
        report.entries(), report.kinds().values().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void anEmptyRangeIsZeroOfZero() throws IOException {
    LogFolder folder = new AuditFolder(state).log();
    Instant never = Instant.parse("2020-01-01T00:00:00Z");
    AuditReport report =
        AuditReport.of(
            folder,
            folder.key().orElseThrow(),
            Optional.of(never),
            Optional.of(never.plusSeconds(1)));
    assertEquals(0, report.entries());
    assertEquals(0, report.actions().begun());
    assertEquals(Optional.empty(), report.actions().took().median());
  }

  private record Ended(int exit, String out) {}

  private Ended told(String... words) {
    var out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (var now = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(now);
      List<String> all = new ArrayList<>(List.of("audit", "report", "--log", state.toString()));
      all.addAll(List.of(words));
      int exit = Surge.run(all.toArray(String[]::new));
      return new Ended(exit, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  private static int surge(String... words) {
    return Surge.run(words);
  }

  @Test
  void thePageAndTheJsonAreWritten() throws IOException {
    Path page = state.resolve("report.html");
    int done =
        surge(
            "audit",
            "report",
            "--log",
            state.toString(),
            "--from",
            "2026-11-16",
            "--to",
            "2026-11-18",
            "--report",
            page.toString(),
            "--json");
    assertEquals(0, done);
    String html = Files.readString(page);
    assertTrue(html.contains("1 of 4 actions succeeded; 2 were rolled back or failed"), html);
    assertTrue(html.contains("<svg"), html);
    assertTrue(html.contains("Missed, min") && html.contains("<td>2760.0</td>"), html);
    assertTrue(!html.contains("http"), "it needs no network");
    assertEquals(
        2,
        surge(
            "audit",
            "report",
            "--log",
            state.toString(),
            "--from",
            "2026-11-18",
            "--to",
            "2026-11-16"));
  }

  @Test
  void aLogThatDoesNotHoldIsNotCounted() throws IOException {
    LogFolder folder = new AuditFolder(state).log();
    try (var files = Files.list(folder.folder().resolve("tile/entries/000.p"))) {
      for (Path bundle : files.toList()) {
        String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        Files.writeString(bundle, text.replaceFirst("beds", "bids"), StandardCharsets.ISO_8859_1);
      }
    }
    assertThrows(IOException.class, this::report);
    assertEquals(1, surge("audit", "report", "--log", state.toString()));
  }
}
