package dev.surgeline.plane.evidence;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the checks need of a log's entries, gathered in one pass: a log grows for years. Of a
/// range, it is what began in the range, and what came of it up to the log's end.
final class LogReading {
  /// An intent that has no outcome.
  record Open(long index, Instant at, WorkloadName workload) {}

  /// @param latest as it was told of last
  /// @param ended when it ended; absent: it is not told
  /// @param overdue whether it ever was
  record Watched(Emergency latest, Optional<Instant> ended, boolean overdue) {}

  private final SortedMap<ActionId, Open> open = new TreeMap<>();
  private final SortedMap<ActionId, ActionId> undoing = new TreeMap<>();
  private final SortedMap<Emergency.Id, Watched> emergencies = new TreeMap<>();
  private final SortedMap<Approval.Id, Approval> approvals = new TreeMap<>();
  private final SortedSet<Actor> people = new TreeSet<>();
  private Optional<AuditEntry.Configured> configured = Optional.empty();
  private Instant latest = Instant.MIN;
  private Instant started = Instant.MIN;
  private final SortedMap<String, PackStanding> standing = new TreeMap<>();
  private final SortedMap<String, Long> kinds = new TreeMap<>();
  private final SortedMap<Long, Long> reviewed = new TreeMap<>();
  private final SortedMap<LocalDate, Long> days = new TreeMap<>();
  private final EvidenceHistory.Reading history = new EvidenceHistory.Reading();
  private Duration back = Duration.ZERO;
  private long backAt;
  private Optional<AuditLine> merged = Optional.empty();
  private int spooled;
  private long size;
  private long intents;

  private final TimeRange range;

  private LogReading(TimeRange range) {
    this.range = range;
  }

  /// @param verified the log's checkpoint
  /// @param range of which it is asked
  /// @throws IOException as [AuditReader#scan]
  static LogReading of(PublishedLog log, Checkpoint verified, TimeRange range) throws IOException {
    LogReading reading = new LogReading(range);
    AuditReader.scan(log, verified, reading::take);
    return reading;
  }

  private void take(AuditLine line) {
    boolean within = range.contains(line.at());
    history.take(line);
    days.putIfAbsent(line.at().atZone(ZoneOffset.UTC).toLocalDate(), size);
    size++;
    if (within) {
      kinds.merge(AuditQuery.kind(line.entry()), 1L, Long::sum);
      people(line.entry());
    }
    time(line, within);
    switch (line.entry()) {
      case AuditEntry.Started _ -> started = line.at();
      case AuditEntry.Configured now -> {
        configured = Optional.of(now);
        // Who is gone has its replicas drained, and no outcome of what was under way.
        open.values().removeIf(one -> now.removed().contains(one.workload()));
      }
      case AuditEntry.Intent intent -> intent(line, intent, within);
      case AuditEntry.Outcome(var execution) -> {
        open.remove(execution.action().id());
        undoing.values().removeIf(execution.action().id()::equals);
      }
      case AuditEntry.EmergencyTurned(var emergency) when range.contains(emergency.startedAt()) ->
          emergency(emergency);
      case AuditEntry.ApprovalTurned(var approval) when range.contains(approval.requestedAt()) ->
          approvals.put(approval.id(), approval);
      case AuditEntry.Assessed(var summary) ->
          standing.merge(
              summary.pack(),
              PackStanding.NONE.after(line.at(), summary),
              (before, _) -> before.after(line.at(), summary));
      case AuditEntry.LogReviewed review -> reviewed(review);
      case AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Commanded _,
          AuditEntry.Experimented _,
          AuditEntry.Accessed _,
          AuditEntry.Stopped _,
          AuditEntry.Alerted _,
          AuditEntry.Upkeep _ -> {}
    }
  }

  private void clock(AuditLine line, boolean within) {
    if (!line.at().isBefore(latest)) {
      latest = line.at();
      return;
    }
    Duration by = Duration.between(line.at(), latest);
    if (within && by.compareTo(back) > 0) {
      backAt = line.index();
      back = by;
    }
  }

  /// Everyone who asked for something, agreed or reviewed.
  private void people(AuditEntry entry) {
    switch (entry) {
      case AuditEntry.Commanded(var actor, _, _, _) -> people.add(actor);
      case AuditEntry.Experimented one -> people.add(one.actor());
      case AuditEntry.EmergencyTurned(var turned) -> {
        people.add(turned.startedBy());
        turned.extensions().forEach(one -> people.add(one.by()));
        if (turned.stage() instanceof Emergency.Stage.Reviewed(_, var by, _)) {
          people.add(by);
        }
      }
      case AuditEntry.ApprovalTurned(var approval) ->
          approval.agreements().forEach(one -> people.add(one.by()));
      case AuditEntry.Accessed(var actor, _, _, _, _, _) -> people.addAll(actor.stream().toList());
      case AuditEntry.LogReviewed review -> people.add(review.actor());
      case AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _,
          AuditEntry.Intent _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.Upkeep _ -> {}
    }
  }

  /// Spooled entries have the times that they had: what says that they follow is later than they.
  private void time(AuditLine line, boolean within) {
    if (line.entry() instanceof AuditEntry.SpoolMerged(_, _, var count)) {
      spooled = count;
      merged = Optional.of(line);
      return;
    }
    clock(line, within);
    if (spooled > 0 && --spooled == 0) {
      merged.ifPresent(one -> clock(one, range.contains(one.at())));
      merged = Optional.empty();
    }
  }

  /// What undoes an action is part of its life: one outcome settles both. In logs of earlier
  /// versions, taken up again after a restart, it does not say any more what it undoes.
  private void intent(AuditLine line, AuditEntry.Intent intent, boolean within) {
    WorkloadName workload =
        switch (intent.action()) {
          case Action.Scale scale -> scale.workload();
        };
    ActionId own = intent.action().id();
    intent.undoes().ifPresent(failed -> undoing.put(own, failed));
    if (within) {
      intents++;
      open.put(undoing.getOrDefault(own, own), new Open(line.index(), line.at(), workload));
    }
  }

  private void emergency(Emergency turned) {
    Optional<Watched> before = Optional.ofNullable(emergencies.get(turned.id()));
    Optional<Instant> ended =
        switch (turned.stage()) {
          case Emergency.Stage.Active _ -> Optional.empty();
          case Emergency.Stage.Ended(var at, _) -> Optional.of(at);
          case Emergency.Stage.Overdue(var at) -> Optional.of(at);
          case Emergency.Stage.Reviewed _ -> before.flatMap(Watched::ended);
        };
    boolean overdue =
        turned.stage() instanceof Emergency.Stage.Overdue
            || before.filter(Watched::overdue).isPresent();
    emergencies.put(turned.id(), new Watched(turned, ended, overdue));
  }

  /// Ranges that touch become one: there are as many as there are gaps.
  private void reviewed(AuditEntry.LogReviewed review) {
    long first = review.from();
    long last = review.to();
    var ranges = reviewed.entrySet().iterator();
    while (ranges.hasNext()) {
      var range = ranges.next();
      if (range.getKey() <= last + 1 && range.getValue() >= first - 1) {
        first = Math.min(first, range.getKey());
        last = Math.max(last, range.getValue());
        ranges.remove();
      }
    }
    reviewed.put(first, last);
  }

  /// How many entries there are from before the day of a time, in UTC.
  long before(Instant time) {
    return days.tailMap(time.atZone(ZoneOffset.UTC).toLocalDate()).values().stream()
        .findFirst()
        .orElse(size);
  }

  /// How many of the first entries are in no range that somebody reviewed.
  long unreviewed(long first) {
    long covered = 0;
    for (var range : reviewed.headMap(first).entrySet()) {
      covered += Math.min(range.getValue() + 1, first) - range.getKey();
    }
    return first - covered;
  }

  /// Intents without an outcome, by action.
  SortedMap<ActionId, Open> open() {
    return open;
  }

  SortedMap<Emergency.Id, Watched> emergencies() {
    return emergencies;
  }

  SortedMap<Approval.Id, Approval> approvals() {
    return approvals;
  }

  /// Everyone who asked for something, agreed or reviewed.
  SortedSet<Actor> people() {
    return people;
  }

  /// What came of the rules of each pack when they were last checked.
  SortedMap<String, PackStanding> standing() {
    return standing;
  }

  /// The counts of each pack over time.
  EvidenceHistory history() {
    return history.history();
  }

  /// How many entries of each kind there are; none of a kind: it is 0.
  SortedMap<String, Long> kinds() {
    SortedMap<String, Long> all = new TreeMap<>(kinds);
    AuditQuery.KINDS.forEach(kind -> all.putIfAbsent(kind, 0L));
    return all;
  }

  /// The documents in force.
  Optional<AuditEntry.Configured> configured() {
    return configured;
  }

  /// The time of the latest entry.
  Instant latest() {
    return latest;
  }

  /// Since when an action could have been carried on: a control plane that does not run settles
  /// nothing.
  Instant since(Open one) {
    return one.at().isBefore(started) ? started : one.at();
  }

  /// The most by which time went back.
  Duration back() {
    return back;
  }

  /// The entry at which it did.
  long backAt() {
    return backAt;
  }

  /// Entries in the range.
  long counted() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  long intents() {
    return intents;
  }
}
