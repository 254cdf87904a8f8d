package dev.surgeline.plane.evidence;

import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.control.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the audit log says.
final class LogChecks {
  /// Names that several share or nobody has, whatever their case.
  private static final Set<String> SHARED =
      Set.of(
          "admin",
          "administrator",
          "anonymous",
          "everyone",
          "guest",
          "nobody",
          "nurse",
          "operator",
          "ops",
          "public",
          "root",
          "shared",
          "staff",
          "system",
          "team",
          "test",
          "unknown",
          "user");

  private LogChecks() {}

  static Finding run(Check.OfLog check, Subject subject) {
    if (subject.log().isEmpty()) {
      return Finding.notEvaluated("no state folder with an audit log was given with --state");
    }
    AuditedLog log = subject.log().get();
    return run(check, log, subject.at(), Optional.of(subject));
  }

  /// What the log answers by itself.
  static Finding alone(Check.OfLog check, AuditedLog log, Instant at) {
    return run(check, log, at, Optional.empty());
  }

  private static Finding run(
      Check.OfLog check, AuditedLog log, Instant at, Optional<Subject> subject) {
    return switch (check) {
      case Check.LogSigned _ -> signed(log);
      case Check.LogIntact _ -> intact(log);
      case Check.OutcomesRecorded _,
          Check.EmergenciesReviewed _,
          Check.EmergencyLimits _,
          Check.ApprovalsByOthers _,
          Check.ClockMonotone _,
          Check.LogReviewed _,
          Check.NamedSubjects _,
          Check.DocumentsOnLog _ ->
          log.entries().isEmpty()
              ? Finding.error(log.problem().orElse("its entries are not known"))
              : entries(check, log.entries().get(), at, subject);
    };
  }

  private static Finding entries(
      Check.OfLog check, LogReading log, Instant at, Optional<Subject> subject) {
    if (log.counted() == 0) {
      return Finding.notEvaluated("the audit log has no entries that were asked for");
    }
    return switch (check) {
      case Check.LogSigned _, Check.LogIntact _ ->
          throw new IllegalStateException(check + " needs no entries");
      case Check.OutcomesRecorded(var within) -> outcomes(log, within);
      case Check.EmergenciesReviewed _ -> reviewed(log, at);
      case Check.EmergencyLimits(var longest) -> limits(log, longest);
      case Check.ApprovalsByOthers _ -> approvals(log);
      case Check.ClockMonotone(var tolerance) -> clock(log, tolerance);
      case Check.LogReviewed(var days) -> lookedAt(log, at.minus(Duration.ofDays(days)));
      case Check.NamedSubjects _ -> named(log);
      case Check.DocumentsOnLog _ ->
          subject
              .map(it -> documents(log, it))
              .orElseGet(() -> Finding.notEvaluated("no documents were given"));
    };
  }

  private static Finding signed(AuditedLog log) {
    if (!log.signed().ok()) {
      return Finding.fail(log.signed().problem().orElse("it is not signed"), List.of());
    }
    return Finding.pass(
        log.signed().size().orElse(0L)
            + " entries are under a signed checkpoint"
            + (log.own()
                ? ", by the key that was given"
                : ", by the key that lies beside the log: give a copy of it that you kept"));
  }

  private static Finding intact(AuditedLog log) {
    if (!log.whole().ok()) {
      List<String> problems = log.whole().problems();
      return Finding.fail(
          problems.size() + " hashes or files are not as they were signed", problems);
    }
    long spooled = log.whole().spooled();
    return Finding.pass(
        "every byte of "
            + log.whole().size().orElse(0L)
            + " entries is what was signed"
            + (spooled == 0
                ? ""
                : "; " + spooled + " of them were spooled while the log could not be written"));
  }

  /// Judged by the log's own time: what comes after its latest entry, it can not know.
  private static Finding outcomes(LogReading log, Duration within) {
    List<String> lost = new ArrayList<>();
    int underWay = 0;
    for (var one : log.open().entrySet()) {
      Instant late = log.since(one.getValue()).plus(within);
      if (log.latest().isAfter(late)) {
        lost.add(
            "entry %d of %s: %s has no outcome"
                .formatted(one.getValue().index(), one.getValue().at(), one.getKey()));
      } else {
        underWay++;
      }
    }
    if (log.intents() == 0) {
      return Finding.notApplicable("no action is on the log");
    }
    return lost.isEmpty()
        ? Finding.pass(
            log.intents() + " intents: each has its outcome, but for " + underWay + " under way")
        : Finding.fail(lost.size() + " of " + log.intents() + " intents have no outcome", lost);
  }

  private static Finding reviewed(LogReading log, Instant now) {
    List<String> late = new ArrayList<>();
    int waiting = 0;
    for (LogReading.Watched one : log.emergencies().values()) {
      Optional<String> wrong = review(one, now);
      wrong.ifPresent(why -> late.add(one.latest().id() + ": " + why));
      boolean open = !(one.latest().stage() instanceof Emergency.Stage.Reviewed);
      waiting += wrong.isEmpty() && open ? 1 : 0;
    }
    int all = log.emergencies().size();
    if (all == 0) {
      return Finding.notApplicable("no break-glass is on the log");
    }
    int settled = all - waiting;
    if (late.isEmpty() && settled == 0) {
      return Finding.notEvaluated(
          waiting + " of " + all + " break-glass are under way or have time to be reviewed");
    }
    return late.isEmpty()
        ? Finding.pass(
            "%d of %d break-glass were reviewed in time, %d have time left"
                .formatted(settled, all, waiting))
        : Finding.fail(late.size() + " of " + all + " break-glass were not reviewed in time", late);
  }

  private static Optional<String> review(LogReading.Watched one, Instant now) {
    return switch (one.latest().stage()) {
      case Emergency.Stage.Active(var until) -> overdue(until, now);
      case Emergency.Stage.Ended(var at, _) -> overdue(at, now);
      case Emergency.Stage.Overdue(var at) ->
          Optional.of("it ended at " + at + " and was not reviewed within 3 days");
      case Emergency.Stage.Reviewed(var at, var by, _) -> {
        if (one.latest().involves(by)) {
          yield Optional.of(by + " reviewed what they started or extended");
        }
        boolean late =
            one.overdue() || one.ended().flatMap(ended -> overdue(ended, at)).isPresent();
        yield late ? Optional.of("it was reviewed late, at " + at) : Optional.empty();
      }
    };
  }

  private static Optional<String> overdue(Instant ended, Instant now) {
    return now.isAfter(ended.plus(Emergency.REVIEW_WITHIN))
        ? Optional.of("it ended at " + ended + " and was not reviewed within 3 days")
        : Optional.empty();
  }

  private static Finding lookedAt(LogReading log, Instant due) {
    long old = log.before(due);
    if (old == 0) {
      return Finding.notEvaluated("no entry is old enough that somebody must have looked at it");
    }
    long left = log.unreviewed(old);
    return left == 0
        ? Finding.pass("somebody reviewed each of " + old + " entries")
        : Finding.fail(
            left + " of " + old + " entries were reviewed by nobody",
            List.of("surge audit query --unreviewed lists them"));
  }

  private static Finding limits(LogReading log, Duration longest) {
    List<String> wrong = new ArrayList<>();
    for (LogReading.Watched one : log.emergencies().values()) {
      Emergency emergency = one.latest();
      Set<Actor> involved = new HashSet<>(Set.of(emergency.startedBy()));
      boolean alone = false;
      boolean lasts = emergency.started().lasts().compareTo(longest) > 0;
      for (Emergency.Extension more : emergency.extensions()) {
        alone |= !involved.add(more.by());
        lasts |= more.lasts().compareTo(longest) > 0;
      }
      if (lasts) {
        wrong.add(emergency.id() + ": one person set more than " + longest.toMinutes() + " min");
      } else if (alone) {
        wrong.add(emergency.id() + ": someone extended what they started or extended");
      }
    }
    int all = log.emergencies().size();
    return all == 0
        ? Finding.notApplicable("no break-glass is on the log")
        : Finding.of(all, wrong, "break-glass kept to the limits", "break-glass went beyond them");
  }

  private static Finding approvals(LogReading log) {
    List<String> wrong = new ArrayList<>();
    int granted = 0;
    for (Approval one : log.approvals().values()) {
      Set<Actor> by = new HashSet<>();
      one.agreements().forEach(agreement -> by.add(agreement.by()));
      boolean used =
          switch (one.stage()) {
            case Approval.Stage.Granted _, Approval.Stage.InUse _, Approval.Stage.Used _ -> true;
            case Approval.Stage.Open _,
                Approval.Stage.Rejected _,
                Approval.Stage.Expired _,
                Approval.Stage.Withdrawn _ ->
                false;
          };
      granted += used ? 1 : 0;
      if (by.contains(one.requester())) {
        wrong.add(one.id() + ": " + one.requester() + " agreed to what they asked for");
      } else if (used && by.size() < one.needed()) {
        wrong.add(one.id() + ": " + by.size() + " agreed of " + one.needed());
      }
    }
    if (wrong.isEmpty() && granted == 0) {
      return Finding.notApplicable("no growth that was agreed to is on the log");
    }
    return wrong.isEmpty()
        ? Finding.pass(granted + " of " + granted + " agreed growths were agreed to by others")
        : Finding.fail(
            wrong.size() + " of " + log.approvals().size() + " requests were not", wrong);
  }

  private static Finding clock(LogReading log, Duration tolerance) {
    String most = "time goes back by " + log.back().toMillis() + " ms at most";
    return log.back().compareTo(tolerance) > 0
        ? Finding.fail(
            most + ", more than " + tolerance.toMillis() + " ms", List.of("entry " + log.backAt()))
        : Finding.pass(most + " over " + log.counted() + " entries");
  }

  private static Finding named(LogReading log) {
    List<String> wrong = new ArrayList<>();
    for (Actor actor : log.people()) {
      String bare = actor.value().toLowerCase(Locale.ROOT);
      if (SHARED.contains(bare)) {
        wrong.add(actor + " is nobody's own");
      }
    }
    return log.people().isEmpty()
        ? Finding.notApplicable("nobody commanded anything on the log")
        : Finding.of(
            log.people().size(),
            wrong,
            "subjects on the log are not known as shared or anonymous",
            "subjects on the log are shared or anonymous");
  }

  private static Finding documents(LogReading log, Subject subject) {
    if (log.configured().isEmpty()) {
      return Finding.notEvaluated("the log names no documents in force");
    }
    String force = log.configured().get().sha256();
    String here = Digests.of(subject.spec());
    return force.equals(here)
        ? Finding.pass("the documents looked at are those in force, sha256 " + here)
        : Finding.fail(
            "the documents looked at are others than those in force",
            List.of("here sha256 " + here, "in force sha256 " + force));
  }
}
