package dev.surgeline.plane.audit;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an entry can be asked for by. There is no free text in it.
///
/// @param kind as in the entry's JSON, such as `intent`
/// @param everywhere whether it is about every workload
/// @param workloads that it is about; none when it is about every one
/// @param actors who asked, agreed, refused or reviewed
/// @param emergency whether it is break-glass: a turn, a command, or what was decided under it
/// @param outcome what came of it, such as `succeeded`, where the entry says
public record Facets(
    String kind,
    boolean everywhere,
    SortedSet<WorkloadName> workloads,
    SortedSet<Actor> actors,
    boolean emergency,
    Optional<String> outcome) {
  public Facets {
    workloads = Collections.unmodifiableSortedSet(new TreeSet<>(workloads));
    actors = Collections.unmodifiableSortedSet(new TreeSet<>(actors));
  }

  public static Facets of(AuditEntry entry) {
    Optional<Emergency.Scope> scope = scope(entry);
    boolean everywhere = scope.filter(Emergency.Scope.All.class::isInstance).isPresent();
    return new Facets(
        kind(entry),
        everywhere,
        new TreeSet<>(workloads(entry)),
        new TreeSet<>(actors(entry)),
        emergency(entry),
        outcome(entry));
  }

  /// An entry's kind, as its JSON has it.
  static String kind(AuditEntry entry) {
    return small(entry.getClass());
  }

  private static String small(Class<?> type) {
    String name = type.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Collection<WorkloadName> workloads(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Intent intent -> List.of(intent.action().workload());
      case AuditEntry.Outcome outcome -> List.of(outcome.execution().action().workload());
      case AuditEntry.Alerted alerted -> List.of(alerted.alert().workload());
      case AuditEntry.ApprovalTurned turned -> List.of(turned.approval().workload());
      case AuditEntry.Configured configured -> configured.removed();
      case AuditEntry.EmergencyTurned _, AuditEntry.Commanded _ ->
          scope(entry).map(Facets::workloads).orElse(List.of());
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          List.of();
    };
  }

  private static Collection<WorkloadName> workloads(Emergency.Scope scope) {
    return switch (scope) {
      case Emergency.Scope.All _ -> List.of();
      case Emergency.Scope.Some some -> some.workloads();
    };
  }

  private static Optional<Emergency.Scope> scope(AuditEntry entry) {
    if (entry instanceof AuditEntry.EmergencyTurned turned) {
      return Optional.of(turned.emergency().started().scope());
    }
    return entry instanceof AuditEntry.Commanded commanded
            && commanded.command() instanceof Command.StartEmergency start
        ? Optional.of(start.scope())
        : Optional.empty();
  }

  private static Collection<Actor> actors(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Commanded commanded -> List.of(commanded.actor());
      case AuditEntry.Experimented tried -> List.of(tried.actor());
      case AuditEntry.Accessed accessed -> accessed.actor().map(List::of).orElse(List.of());
      case AuditEntry.LogReviewed review -> List.of(review.actor());
      case AuditEntry.EmergencyTurned turned -> actors(turned.emergency());
      case AuditEntry.ApprovalTurned turned -> actors(turned.approval());
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.Upkeep _ ->
          List.of();
    };
  }

  private static Collection<Actor> actors(Emergency turned) {
    SortedSet<Actor> actors = new TreeSet<>(List.of(turned.startedBy()));
    turned.extensions().forEach(one -> actors.add(one.by()));
    switch (turned.stage()) {
      case Emergency.Stage.Ended(_, var by) -> by.ifPresent(one -> actors.add(one));
      case Emergency.Stage.Reviewed reviewed -> actors.add(reviewed.by());
      case Emergency.Stage.Active _, Emergency.Stage.Overdue _ -> {
        // Whoever had a part in it is there already.
      }
    }
    return actors;
  }

  private static Collection<Actor> actors(Approval approval) {
    SortedSet<Actor> actors = new TreeSet<>(List.of(approval.requester()));
    approval.agreements().forEach(one -> actors.add(one.by()));
    if (approval.stage() instanceof Approval.Stage.Rejected rejected) {
      actors.add(rejected.by());
    }
    return actors;
  }

  private static boolean emergency(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.EmergencyTurned _ -> true;
      case AuditEntry.Intent intent ->
          intent.decision().stream()
              .flatMap(it -> it.reasons().stream())
              .anyMatch(one -> one.code() == Reason.Code.EMERGENCY);
      case AuditEntry.Commanded commanded ->
          switch (commanded.command()) {
            case Command.StartEmergency _,
                Command.ExtendEmergency _,
                Command.StopEmergency _,
                Command.ReviewEmergency _ ->
                true;
            case Command.Approve _, Command.Reject _ -> false;
          };
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          false;
    };
  }

  /// What came of it, where the entry says.
  static Optional<String> outcome(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Outcome outcome -> Optional.of(stage(outcome.execution()));
      case AuditEntry.Commanded commanded ->
          Optional.of(
              switch (commanded.answer()) {
                case Answer.Accepted _ -> "accepted";
                case Answer.Refused _ -> "refused";
              });
      case AuditEntry.Accessed accessed ->
          switch (accessed.access()) {
            case LOGGED_IN -> Optional.of("accepted");
            case UNKNOWN, FORBIDDEN, NOTHING_NAMED -> Optional.of("refused");
            case LOG_READ, LOG_EXPORTED -> Optional.empty();
          };
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Alerted _,
          AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.LogReviewed _ ->
          Optional.empty();
    };
  }

  private static String stage(Execution execution) {
    return small(execution.stage().getClass());
  }
}
