package dev.surgeline.plane.audit.report;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.CostChange;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Gathers what a report counts, in one pass: a log grows for years, so what is over is counted and
/// let go of, but for actions, approvals and emergencies of the range.
final class ReportReading {
  private static final List<String> NOT_HELD =
      List.of(
          "what becomes of objectives between an hour's end and a control plane that is killed, and"
              + " any objective but that of latency",
          "decisions that changed nothing: they are on the journal",
          "what was paid: a decision has what it does to the price of an hour");

  /// Replicas of an action, and what is known of it.
  private record Begun(Instant at, boolean undoing, Optional<Ending> ending) {}

  private record Ending(Instant at, Execution.Stage stage) {}

  private record Asked(Instant at, Optional<Instant> granted, Approval latest) {}

  private record Glass(
      Emergency latest, Optional<Instant> end, Optional<Instant> review, boolean overdue) {}

  private final Optional<Instant> from;
  private final Optional<Instant> to;
  private final SortedMap<String, Long> kinds = new TreeMap<>();
  private final SortedMap<String, Long> commands = new TreeMap<>();
  private final SortedMap<String, Long> reasons = new TreeMap<>();
  private final SortedMap<String, Double> perHour = new TreeMap<>();
  private final SortedMap<ActionId, Begun> actions = new TreeMap<>();
  private final SortedMap<Approval.Id, Asked> approvals = new TreeMap<>();
  private final SortedMap<Emergency.Id, Glass> emergencies = new TreeMap<>();
  private final ObjectiveReading objectives = new ObjectiveReading();
  private long entries;
  private long decisions;
  private long growing;
  private long underBreakGlass;
  private long priced;
  private long alerts;

  ReportReading(Optional<Instant> from, Optional<Instant> to) {
    this.from = from;
    this.to = to;
  }

  private boolean within(Instant at) {
    return new TimeRange(from, to).contains(at);
  }

  void take(AuditLine line) {
    objectives.reaches(line.at());
    boolean within = within(line.at());
    if (within) {
      entries++;
      kinds.merge(AuditQuery.kind(line.entry()), 1L, Long::sum);
    }
    switch (line.entry()) {
      case AuditEntry.Intent intent when within -> intent(line.at(), intent);
      case AuditEntry.Outcome(var execution) -> outcome(line.at(), execution);
      case AuditEntry.Alerted _ when within -> alerts++;
      case AuditEntry.Commanded _ when within ->
          commands.merge(AuditQuery.outcome(line.entry()).orElse(""), 1L, Long::sum);
      case AuditEntry.EmergencyTurned(var emergency) -> turned(line.at(), emergency);
      case AuditEntry.ApprovalTurned(var approval) -> turned(line.at(), approval);
      case AuditEntry.ObjectiveMeasured(var stretch) when within(stretch.since()) ->
          objectives.take(stretch);
      case AuditEntry.Intent _,
          AuditEntry.Alerted _,
          AuditEntry.Commanded _,
          AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ -> {
        // Counted by its kind alone.
      }
    }
  }

  private void intent(Instant at, AuditEntry.Intent intent) {
    intent.decision().ifPresent(decision -> decided(decision, intent.action()));
    actions.putIfAbsent(
        intent.action().id(), new Begun(at, intent.undoes().isPresent(), Optional.empty()));
  }

  private void decided(Decision decision, Action action) {
    decisions++;
    boolean up =
        switch (action) {
          case Action.Scale scale -> scale.up();
        };
    growing += up ? 1 : 0;
    List<Reason.Code> codes = decision.reasons().stream().map(Reason::code).distinct().toList();
    underBreakGlass += codes.contains(Reason.Code.EMERGENCY) ? 1 : 0;
    codes.forEach(code -> reasons.merge(word(code), 1L, Long::sum));
    if (decision.cost().isPresent()) {
      CostChange change = decision.cost().get();
      priced++;
      perHour.merge(
          change.currency().orElse("?"),
          change.after().perHour() - change.before().perHour(),
          Double::sum);
    }
  }

  private void outcome(Instant at, Execution execution) {
    actions.computeIfPresent(
        execution.action().id(),
        (_, begun) ->
            new Begun(begun.at(), begun.undoing(), Optional.of(new Ending(at, execution.stage()))));
  }

  private void turned(Instant at, Approval approval) {
    if (within(approval.requestedAt())) {
      Optional<Instant> before =
          Optional.ofNullable(approvals.get(approval.id())).flatMap(Asked::granted);
      boolean granted = approval.stage() instanceof Approval.Stage.Granted;
      approvals.put(
          approval.id(),
          new Asked(
              approval.requestedAt(),
              before.isEmpty() && granted ? Optional.of(at) : before,
              approval));
    }
  }

  private void turned(Instant at, Emergency turned) {
    if (!within(turned.startedAt())) {
      return;
    }
    Optional<Glass> before = Optional.ofNullable(emergencies.get(turned.id()));
    Optional<Instant> end = before.flatMap(Glass::end);
    Optional<Instant> review = before.flatMap(Glass::review);
    boolean overdue = before.filter(Glass::overdue).isPresent();
    Glass now =
        switch (turned.stage()) {
          case Emergency.Stage.Active _ -> new Glass(turned, end, review, overdue);
          case Emergency.Stage.Ended(var ended, _) ->
              new Glass(turned, Optional.of(ended), review, overdue);
          case Emergency.Stage.Overdue _ -> new Glass(turned, end, review, true);
          case Emergency.Stage.Reviewed _ -> new Glass(turned, end, Optional.of(at), overdue);
        };
    emergencies.put(turned.id(), now);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  AuditReport report(Checkpoint checkpoint) {
    return new AuditReport(
        checkpoint.origin(),
        checkpoint.size(),
        checkpoint.root().toString(),
        from,
        to,
        entries,
        kinds,
        new AuditReport.Decisions(decisions, growing, underBreakGlass, reasons),
        actions(),
        approvals(),
        emergencies(),
        new AuditReport.Cost(priced, perHour),
        objectives.report(from, to),
        alerts,
        commands,
        days(),
        NOT_HELD);
  }

  private static boolean is(Begun one, Class<? extends Execution.Stage> stage) {
    return one.ending().map(Ending::stage).filter(stage::isInstance).isPresent();
  }

  private long ended(Class<? extends Execution.Stage> stage) {
    return actions.values().stream().filter(one -> is(one, stage)).count();
  }

  private AuditReport.Actions actions() {
    SortedMap<String, Long> causes = new TreeMap<>();
    List<Duration> took = new ArrayList<>();
    for (Begun one : actions.values()) {
      one.ending().ifPresent(ending -> took.add(Duration.between(one.at(), ending.at())));
      one.ending()
          .flatMap(ending -> cause(ending.stage()))
          .ifPresent(cause -> causes.merge(word(cause), 1L, Long::sum));
    }
    long succeeded = ended(Execution.Stage.Succeeded.class);
    long rolledBack = ended(Execution.Stage.RolledBack.class);
    long failed = ended(Execution.Stage.Failed.class);
    long superseded = ended(Execution.Stage.Superseded.class);
    return new AuditReport.Actions(
        actions.size(),
        succeeded,
        rolledBack,
        failed,
        superseded,
        actions.size() - succeeded - rolledBack - failed - superseded,
        actions.values().stream().filter(Begun::undoing).count(),
        causes,
        Spread.of(took));
  }

  private static Optional<Execution.Cause> cause(Execution.Stage stage) {
    return switch (stage) {
      case Execution.Stage.RolledBack(_, var cause) -> Optional.of(cause);
      case Execution.Stage.Failed(_, var cause) -> Optional.of(cause);
      case Execution.Stage.Succeeded _,
          Execution.Stage.Superseded _,
          Execution.Stage.Applying _,
          Execution.Stage.Verifying _,
          Execution.Stage.RollingBack _ ->
          Optional.empty();
    };
  }

  private AuditReport.Approvals approvals() {
    long granted = 0;
    long rejected = 0;
    long expired = 0;
    long withdrawn = 0;
    for (Asked one : approvals.values()) {
      if (one.granted().isPresent()) {
        granted++;
        continue;
      }
      switch (one.latest().stage()) {
        case Approval.Stage.Granted _, Approval.Stage.InUse _, Approval.Stage.Used _ -> granted++;
        case Approval.Stage.Rejected _ -> rejected++;
        case Approval.Stage.Expired _ -> expired++;
        case Approval.Stage.Withdrawn _ -> withdrawn++;
        case Approval.Stage.Open _ -> {
          // What is left.
        }
      }
    }
    return new AuditReport.Approvals(
        approvals.size(),
        granted,
        rejected,
        expired,
        withdrawn,
        approvals.size() - granted - rejected - expired - withdrawn,
        Spread.of(
            approvals.values().stream()
                .flatMap(one -> one.granted().stream().map(it -> Duration.between(one.at(), it)))
                .toList()));
  }

  private AuditReport.Emergencies emergencies() {
    List<Glass> all = List.copyOf(emergencies.values());
    return new AuditReport.Emergencies(
        all.size(),
        all.stream().filter(one -> one.end().isPresent()).count(),
        all.stream().filter(one -> one.review().isPresent()).count(),
        all.stream().filter(Glass::overdue).count(),
        Spread.of(
            all.stream()
                .flatMap(one -> between(Optional.of(one.latest().startedAt()), one.end()))
                .toList()),
        Spread.of(all.stream().flatMap(one -> between(one.end(), one.review())).toList()),
        all.stream()
            .map(one ->
                new AuditReport.OneEmergency(
                    one.latest().id().value(),
                    one.latest().startedBy().value(),
                    one.latest().startedAt(),
                    one.end(),
                    one.review()))
            .toList());
  }

  private static Stream<Duration> between(Optional<Instant> begin, Optional<Instant> end) {
    return begin.stream().flatMap(b -> end.stream().map(e -> Duration.between(b, e)));
  }

  private List<AuditReport.Day> days() {
    SortedMap<LocalDate, AuditReport.Day> days = new TreeMap<>();
    for (Begun one : actions.values()) {
      LocalDate day = one.at().atOffset(ZoneOffset.UTC).toLocalDate();
      boolean good = is(one, Execution.Stage.Succeeded.class);
      boolean bad =
          is(one, Execution.Stage.RolledBack.class) || is(one, Execution.Stage.Failed.class);
      days.merge(
          day,
          new AuditReport.Day(day, good ? 1 : 0, bad ? 1 : 0, good || bad ? 0 : 1),
          (a, b) ->
              new AuditReport.Day(
                  day,
                  a.succeeded() + b.succeeded(),
                  a.troubled() + b.troubled(),
                  a.other() + b.other()));
    }
    return List.copyOf(days.values());
  }
}
