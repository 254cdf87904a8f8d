package dev.surgeline.plane.audit;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody asks of the log: all that is given must hold.
///
/// @param workload that the entry is about
/// @param from its time at least
/// @param to its time below
/// @param actor who asked, agreed, refused or reviewed
/// @param kind as in the entry's JSON, such as `intent`
/// @param emergency break-glass alone: its turns, its commands, and what was decided under it
/// @param outcome what came of it, such as `succeeded`, `rolledBack`, `accepted` or `refused`
public record AuditQuery(
    Optional<WorkloadName> workload,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Actor> actor,
    Optional<String> kind,
    boolean emergency,
    Optional<String> outcome) {

  /// Every entry.
  public static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty());

  /// The kinds there are.
  public static final List<String> KINDS =
      List.of(
          "started",
          "stopped",
          "configured",
          "intent",
          "outcome",
          "alerted",
          "commanded",
          "emergencyTurned",
          "approvalTurned",
          "experimented",
          "textsRemoved",
          "accessed",
          "logReviewed",
          "keyRotated",
          "spoolMerged",
          "assessed",
          "objectiveMeasured");

  /// What can come of something.
  public static final List<String> OUTCOMES =
      List.of("succeeded", "rolledBack", "failed", "superseded", "accepted", "refused");

  /// All entries of a kind.
  ///
  /// @param kind one of [#KINDS]
  public static AuditQuery ofKind(String kind) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(kind),
        false,
        Optional.empty());
  }

  /// When.
  public TimeRange range() {
    return new TimeRange(from, to);
  }

  /// Whether it asks for all entries of its range.
  public boolean whole() {
    return new AuditQuery(
            Optional.empty(), from, to, Optional.empty(), Optional.empty(), false, Optional.empty())
        .equals(this);
  }

  public boolean matches(AuditLine line) {
    Facets facets = Facets.of(line.entry());
    return range().contains(line.at())
        && kind.filter(one -> !one.equals(facets.kind())).isEmpty()
        && workload
            .filter(one -> !facets.everywhere() && !facets.workloads().contains(one))
            .isEmpty()
        && actor.filter(one -> !facets.actors().contains(one)).isEmpty()
        && (!emergency || facets.emergency())
        && (outcome.isEmpty() || outcome.equals(facets.outcome()));
  }

  /// An entry's kind, as its JSON has it.
  public static String kind(AuditEntry entry) {
    return Facets.kind(entry);
  }

  /// What came of it, where the entry says.
  public static Optional<String> outcome(AuditEntry entry) {
    return Facets.outcome(entry);
  }
}
