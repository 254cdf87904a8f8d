package dev.surgeline.plane.audit;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Entries as rows of a table, CSV as RFC 4180 has it. A row has what can be counted and sorted;
/// what people typed is not in it.
public final class AuditCsv {
  /// The columns. Several workloads or actors in one have a space between them; `*` is every
  /// workload. Outcome is what came of it, or what a turn turned to.
  public static final List<String> COLUMNS =
      List.of(
          "index",
          "at",
          "kind",
          "workload",
          "actor",
          "emergency",
          "outcome",
          "from",
          "to",
          "decision",
          "action");

  private static final String LINE_END = "\r\n";

  /// A spreadsheet takes what begins so for a formula.
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final AuditQuery EMERGENCY =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          Optional.empty());

  private AuditCsv() {}

  /// The first row, with the names of the columns.
  public static String header() {
    return row(COLUMNS);
  }

  /// An entry's row.
  public static String row(AuditLine line) {
    AuditEntry entry = line.entry();
    Optional<Action> action = action(entry);
    return row(
        List.of(
            Long.toString(line.index()),
            line.at().toString(),
            AuditQuery.kind(entry),
            workloads(entry),
            actors(entry),
            Boolean.toString(EMERGENCY.matches(line)),
            outcome(entry),
            size(entry, Change::from),
            size(entry, Change::to),
            decision(entry).map(it -> it.id().value()).orElse(""),
            action.map(it -> it.id().value()).orElse("")));
  }

  static String row(List<String> fields) {
    return fields.stream().map(AuditCsv::field).collect(Collectors.joining(",", "", LINE_END));
  }

  private static String field(String text) {
    boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(one -> ",\"\r\n".indexOf(one) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static Optional<Action> action(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Intent(var action, _, _, _, _) -> Optional.of(action);
      case AuditEntry.Outcome(var execution) -> Optional.of(execution.action());
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Alerted _,
          AuditEntry.Commanded _,
          AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          Optional.empty();
    };
  }

  private static Optional<Decision> decision(AuditEntry entry) {
    return entry instanceof AuditEntry.Intent intent ? intent.decision() : Optional.empty();
  }

  private record Change(Replicas from, Replicas to) {}

  private static String size(AuditEntry entry, Function<Change, Replicas> which) {
    Optional<Change> change =
        entry instanceof AuditEntry.ApprovalTurned(var approval)
            ? Optional.of(new Change(approval.from(), approval.to()))
            : action(entry).map(AuditCsv::change);
    return change.map(which).map(Replicas::toString).orElse("");
  }

  private static Change change(Action action) {
    return switch (action) {
      case Action.Scale(_, _, var from, var to) -> new Change(from, to);
    };
  }

  private static String workloads(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Intent(var action, _, _, _, _) -> action.workload().value();
      case AuditEntry.Outcome(var execution) -> execution.action().workload().value();
      case AuditEntry.Alerted(var alert) -> alert.workload().value();
      case AuditEntry.ApprovalTurned(var approval) -> approval.workload().value();
      case AuditEntry.EmergencyTurned(var emergency) -> workloads(emergency.started().scope());
      case AuditEntry.Configured(_, _, var removed) -> joined(removed);
      case AuditEntry.Commanded(_, var command, _, _) ->
          command instanceof Command.StartEmergency start ? workloads(start.scope()) : "";
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          "";
    };
  }

  private static String workloads(Emergency.Scope scope) {
    return switch (scope) {
      case Emergency.Scope.All _ -> "*";
      case Emergency.Scope.Some(var names) -> joined(names);
    };
  }

  private static String joined(Collection<WorkloadName> names) {
    return names.stream().map(WorkloadName::value).collect(Collectors.joining(" "));
  }

  private static String actors(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Commanded(var actor, _, _, _) -> actor.value();
      case AuditEntry.Experimented(var actor, _, _, _, _) -> actor.value();
      case AuditEntry.Accessed(var actor, _, _, _, _, _) -> actor.map(Actor::value).orElse("");
      case AuditEntry.LogReviewed review -> review.actor().value();
      case AuditEntry.EmergencyTurned(var emergency) ->
          TurnedBy.of(emergency).map(Actor::value).orElse("");
      case AuditEntry.ApprovalTurned(var approval) ->
          approval.stage() instanceof Approval.Stage.Rejected(_, var by, _)
              ? by.value()
              : approval.agreements().stream()
                  .map(one -> one.by().value())
                  .collect(Collectors.joining(" "));
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.Upkeep _ ->
          "";
    };
  }

  private static String outcome(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.EmergencyTurned(var emergency) -> small(emergency.stage());
      case AuditEntry.ApprovalTurned(var approval) -> small(approval.stage());
      case AuditEntry.Experimented(_, _, _, var status, _) ->
          status.name().toLowerCase(Locale.ROOT);
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _,
          AuditEntry.Commanded _ ->
          AuditQuery.outcome(entry).orElse("");
    };
  }

  private static String small(Object stage) {
    String name = stage.getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
