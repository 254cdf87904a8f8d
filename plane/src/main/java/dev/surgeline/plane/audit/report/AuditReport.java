package dev.surgeline.plane.audit.report;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.PublishedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a log says of a range of time. What began in the range is counted, and what came of it is
/// looked for up to the log's end.
///
/// @param log its origin
/// @param size entries of the log, all of which were read
/// @param root of its tree, base64
/// @param from at least; absent: the log's beginning
/// @param to below; absent: its end
/// @param entries in the range
/// @param kinds of entries in the range, each with its count
/// @param objectives how long they were kept, of stretches that began in the range
/// @param alerts that people were told
/// @param commands of people, accepted and refused
/// @param days of UTC on which an action began, in order
/// @param notHeld what the log has no figure of
public record AuditReport(
    String log,
    long size,
    String root,
    Optional<Instant> from,
    Optional<Instant> to,
    long entries,
    SortedMap<String, Long> kinds,
    Decisions decisions,
    Actions actions,
    Approvals approvals,
    Emergencies emergencies,
    Cost cost,
    Objectives objectives,
    long alerts,
    SortedMap<String, Long> commands,
    List<Day> days,
    List<String> notHeld) {

  /// Decisions that changed something: those that nothing followed from are on the journal alone.
  ///
  /// @param all with an intent
  /// @param growing of those, to more replicas
  /// @param underBreakGlass of those
  /// @param reasons of those, by code; a decision has several
  public record Decisions(
      long all, long growing, long underBreakGlass, SortedMap<String, Long> reasons) {
    public Decisions {
      reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }
  }

  /// Actions that began, each counted once however often it was taken up again.
  ///
  /// @param begun all; each is one of the next five
  /// @param open no outcome is on the log
  /// @param undoing of all, those that undo another
  /// @param causes of what was rolled back or failed
  /// @param took from intent to outcome
  public record Actions(
      long begun,
      long succeeded,
      long rolledBack,
      long failed,
      long superseded,
      long open,
      long undoing,
      SortedMap<String, Long> causes,
      Spread took) {
    public Actions {
      causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
    }
  }

  /// Requests that people agree to a growth.
  ///
  /// @param asked all; each is one of the next five
  /// @param granted enough people agreed
  /// @param open waits for people
  /// @param toGrant from the request to the agreement that was enough
  public record Approvals(
      long asked,
      long granted,
      long rejected,
      long expired,
      long withdrawn,
      long open,
      Spread toGrant) {}

  /// Break-glass.
  ///
  /// @param started all
  /// @param ended of those
  /// @param reviewed of those
  /// @param overdue of those, not reviewed within three days of their end, even if since then
  /// @param lasted from start to end
  /// @param toReview from the end to the review
  public record Emergencies(
      long started,
      long ended,
      long reviewed,
      long overdue,
      Spread lasted,
      Spread toReview,
      List<OneEmergency> each) {
    public Emergencies {
      each = List.copyOf(each);
    }
  }

  /// One of them.
  ///
  /// @param by a pseudonym
  public record OneEmergency(
      String id, String by, Instant start, Optional<Instant> end, Optional<Instant> review) {}

  /// What decisions did to what is paid.
  ///
  /// @param priced decisions with a price, of all in `decisions`
  /// @param perHour the sum of their changes, by currency; `?` where no document says which
  public record Cost(long priced, SortedMap<String, Double> perHour) {
    public Cost {
      perHour = Collections.unmodifiableSortedMap(new TreeMap<>(perHour));
    }
  }

  /// How long objectives of latency were kept.
  ///
  /// @param span the range, as far as the log reaches: what each workload's times are of
  /// @param workloads by name
  /// @param others of workloads that were counted and not named
  /// @param all of all workloads together
  public record Objectives(
      Duration span,
      SortedMap<String, Objective> workloads,
      ObjectiveStretch.Time others,
      ObjectiveStretch.Time all) {
    public Objectives {
      workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
    }
  }

  /// Of one workload.
  ///
  /// @param objectives that were to be kept, one after the other
  /// @param notTold of the span, in no entry: no control plane ran, or one was killed, or the
  ///   workload was not declared
  public record Objective(
      List<Slo.Latency> objectives, ObjectiveStretch.Time time, Duration notTold) {
    public Objective {
      objectives = List.copyOf(objectives);
    }
  }

  /// Actions that began on a day.
  ///
  /// @param troubled rolled back or failed
  /// @param other superseded or without an outcome
  public record Day(LocalDate day, long succeeded, long troubled, long other) {
    public long all() {
      return succeeded + troubled + other;
    }
  }

  public AuditReport {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    commands = Collections.unmodifiableSortedMap(new TreeMap<>(commands));
    days = List.copyOf(days);
    notHeld = List.copyOf(notHeld);
  }

  /// Reads all of a log.
  ///
  /// @param key that the log must be signed with
  /// @throws dev.surgeline.core.audit.Unverified if it is not signed so
  /// @throws IOException if it can not be read or does not hold
  public static AuditReport of(
      PublishedLog log, VerifierKey key, Optional<Instant> from, Optional<Instant> to)
      throws IOException {
    Checkpoint checkpoint = LogCheck.checkpoint(log, key);
    ReportReading reading = new ReportReading(from, to);
    AuditReader.scan(log, checkpoint, reading::take);
    return reading.report(checkpoint);
  }
}
