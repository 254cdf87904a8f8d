package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.audit.text.TextKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// One entry of every kind, and of every turn that a kind can take.
public final class Samples {
  /// Typed by a person into everything that takes a text.
  static final String CANARY = "for Erika Mustermann, ward 7";

  public static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");
  public static final String LOG = "surgeline/clinic/0a1b2c3d";

  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final WorkloadName LABS = new WorkloadName("labs");
  private static final Actor OPS7 = new Actor("ops-7");
  private static final Actor OPS9 = new Actor("ops-9");
  private static final Actor AUD1 = new Actor("aud-1");
  private static final String JOURNAL = "journal-00000001.jsonl:17";
  private static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015".repeat(2);

  private final List<AuditEntry> entries = new ArrayList<>();

  private Samples() {
    entries.add(new AuditEntry.Started("0.1.0", "journal-00000001.jsonl", false));
    entries.add(new AuditEntry.Configured("4f1c02", SHA256, List.of(LABS)));
    intents();
    outcomes();
    entries.add(new AuditEntry.Alerted(new Effect.Alert(AT, BEDS, "break-glass: " + CANARY)));
    commands();
    emergencies();
    approvals();
    experiments();
    entries.add(new AuditEntry.KeyRotated("st/x+00000000+AQ", "st/x+00000001+AQ"));
    entries.add(new AuditEntry.SpoolMerged(SHA256, SHA256.replace('9', 'c'), 2));
    entries.add(
        new AuditEntry.TextsRemoved(
            new TreeMap<>(Map.of(TextKind.EMERGENCY_REASON, 2, TextKind.EXPERIMENT_TITLE, 1))));
    for (AuditEntry.Access access : AuditEntry.Access.values()) {
      Optional<Actor> who =
          access == AuditEntry.Access.UNKNOWN ? Optional.empty() : Optional.of(OPS7);
      entries.add(new AuditEntry.Accessed(who, access, "/api/commands", AT, 3));
    }
    entries.add(
        new AuditEntry.Accessed(
            Optional.of(AUD1),
            AuditEntry.Access.LOG_EXPORTED,
            "/api/audit/export",
            AT,
            1,
            Optional.of(
                new AuditEntry.Export(
                    "csv", Optional.of(AT), Optional.of(AT.plusSeconds(3600)), false))));
    entries.add(new AuditEntry.LogReviewed(AUD1, 0, 7, CANARY, 9, "root"));
    objectives();
    entries.add(new AuditEntry.Stopped());
  }

  /// All of them, a second apart.
  public static List<AuditLine> lines() {
    List<AuditEntry> entries = new Samples().entries;
    List<AuditLine> lines = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      lines.add(new AuditLine(i, AT.plusSeconds(i), entries.get(i)));
    }
    return lines;
  }

  private static Action.Scale scale(int from, int to) {
    return Action.Scale.of(BEDS, AT, new Replicas(from), new Replicas(to));
  }

  private static Decision decision(Action.Scale action, Reason.Code... codes) {
    List<Reason> reasons = new ArrayList<>();
    for (Reason.Code code : codes) {
      reasons.add(new Reason(code, CANARY));
    }
    return new Decision(
        Decision.DecisionId.of(BEDS, AT),
        AT,
        BEDS,
        action.from(),
        action.to(),
        Optional.of(action.id()),
        List.of(),
        List.of(),
        reasons,
        new TreeMap<>(),
        "4f1c02");
  }

  private void intents() {
    var up = scale(4, 8);
    var down = scale(8, 6);
    var glass = decision(up, Reason.Code.TARGET, Reason.Code.EMERGENCY);
    entries.add(new AuditEntry.Intent(up, Optional.of(glass), Optional.empty(), JOURNAL));
    var plain = decision(down, Reason.Code.TARGET);
    entries.add(new AuditEntry.Intent(down, Optional.of(plain), Optional.empty(), JOURNAL));
    entries.add(
        new AuditEntry.Intent(scale(8, 4), Optional.empty(), Optional.of(up.id()), JOURNAL));
  }

  private void outcomes() {
    for (Execution.Stage stage :
        List.of(
            new Execution.Stage.Succeeded(AT),
            new Execution.Stage.RolledBack(AT, Execution.Cause.HARM),
            new Execution.Stage.Failed(AT, Execution.Cause.DEADLINE),
            new Execution.Stage.Superseded(AT))) {
      entries.add(new AuditEntry.Outcome(new Execution(scale(4, 8), new Replicas(4), stage)));
    }
  }

  private static Command.StartEmergency start() {
    return new Command.StartEmergency(
        CANARY,
        new Emergency.Scope.Some(new TreeSet<>(List.of(BEDS, LABS))),
        Duration.ofHours(2),
        Optional.of(new Replicas(12)));
  }

  private static Emergency started() {
    return Emergency.started(AT, OPS7, start());
  }

  private void commands() {
    Emergency.Id id = started().id();
    Approval.Id growth = approval(new Approval.Stage.Open(AT)).id();
    said(OPS7, start(), true);
    said(OPS9, new Command.ExtendEmergency(id, Duration.ofHours(1)), true);
    said(OPS7, new Command.StopEmergency(id), true);
    said(AUD1, new Command.ReviewEmergency(id, CANARY), true);
    said(OPS7, new Command.Approve(growth), true);
    said(OPS7, new Command.Reject(growth), true);
    said(OPS9, start(), false);
    said(OPS7, new Command.ReviewEmergency(id, CANARY), false);
  }

  private void said(Actor actor, Command command, boolean accepted) {
    Answer answer =
        accepted ? new Answer.Accepted(started().id().value(), CANARY) : new Answer.Refused(CANARY);
    entries.add(new AuditEntry.Commanded(actor, command, answer, JOURNAL));
  }

  private void emergencies() {
    Emergency started = started();
    turned(started);
    Emergency extended =
        started.advance(
            AT.plusSeconds(7000), new Emergency.Event.Extended(OPS9, Duration.ofHours(3)));
    turned(extended);
    turned(extended.advance(AT.plusSeconds(8000), new Emergency.Event.Stopped(OPS7)));
    Emergency over = started.advance(AT.plusSeconds(7200), new Emergency.Event.Passed());
    turned(over);
    Emergency late = over.advance(AT.plus(Duration.ofDays(4)), new Emergency.Event.Passed());
    turned(late);
    turned(late.advance(AT.plus(Duration.ofDays(5)), new Emergency.Event.Reviewed(AUD1, CANARY)));
    turned(
        Emergency.started(
            AT,
            OPS9,
            new Command.StartEmergency(
                CANARY, new Emergency.Scope.All(), Duration.ofHours(1), Optional.empty())));
  }

  private void turned(Emergency emergency) {
    entries.add(new AuditEntry.EmergencyTurned(emergency));
  }

  private void approvals() {
    Instant until = AT.plusSeconds(1800);
    entries.add(new AuditEntry.ApprovalTurned(approval(new Approval.Stage.Open(until))));
    entries.add(new AuditEntry.ApprovalTurned(approval(new Approval.Stage.Open(until), OPS7)));
    for (Approval.Stage stage :
        List.of(
            new Approval.Stage.Granted(until),
            new Approval.Stage.InUse(AT, until),
            new Approval.Stage.Used(AT, Approval.End.REACHED))) {
      entries.add(new AuditEntry.ApprovalTurned(approval(stage, OPS7, OPS9)));
    }
    for (Approval.Stage stage :
        List.of(
            new Approval.Stage.Rejected(AT, OPS9, until),
            new Approval.Stage.Expired(AT),
            new Approval.Stage.Withdrawn(AT, Approval.Cause.DOCUMENTS))) {
      entries.add(new AuditEntry.ApprovalTurned(approval(stage)));
    }
  }

  private void experiments() {
    for (AuditEntry.Trial status : AuditEntry.Trial.values()) {
      Optional<String> journal =
          status == AuditEntry.Trial.BEGUN ? Optional.empty() : Optional.of(SHA256);
      entries.add(new AuditEntry.Experimented(OPS7, CANARY, SHA256, status, journal));
    }
    entries.add(
        new AuditEntry.Assessed(
            new PackSummary(
                "hipaa-security",
                "1.1.0",
                SHA256,
                SHA256,
                new RuleCounts(14, 12, 1, 0, 0, 1, 1, 9),
                List.of(
                    new PackSummary.Change(
                        "one", Optional.of(CheckResult.PASS), Optional.of(CheckResult.FAIL))),
                List.of(
                    new PackSummary.Turn("one", true, OPS7, OPS7, LocalDate.of(2026, 12, 1))))));
  }

  private void objectives() {
    Duration none = Duration.ZERO;
    var time =
        new ObjectiveStretch.Time(
            Duration.ofMinutes(50), Duration.ofMinutes(7), Duration.ofMinutes(3), none);
    var hour = new ObjectiveStretch.Time(none, none, none, Duration.ofHours(1));
    var objective = new Slo.Latency(0.99, Duration.ofMillis(500));
    entries.add(
        new AuditEntry.ObjectiveMeasured(
            new ObjectiveStretch(
                AT,
                AT.plusSeconds(3600),
                new TreeMap<>(Map.of(BEDS, new ObjectiveStretch.Measured(objective, time))),
                Optional.of(new ObjectiveStretch.Others(1, hour)))));
  }

  private static Approval approval(Approval.Stage stage, Actor... agreed) {
    List<Approval.Agreement> agreements = new ArrayList<>();
    for (Actor one : agreed) {
      agreements.add(new Approval.Agreement(one, AT));
    }
    return new Approval(
        new Approval.Id("beds-2026-11-21T08:00:00Z-grow-30-40-4f1c02"),
        BEDS,
        new Replicas(30),
        new Replicas(40),
        "4f1c02",
        Actor.SURGELINE,
        AT,
        2,
        Duration.ofMinutes(30),
        agreements,
        stage);
  }
}
