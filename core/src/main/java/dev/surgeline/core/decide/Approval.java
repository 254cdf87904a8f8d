package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A request that people agree to one growth, bound to exactly that growth. Its life:
///
///     Open    -> Open      agreed, not yet by enough
///     Open    -> Granted   agreed by enough
///     Open    -> Rejected  rejected
///     Open    -> Expired   not agreed in time
///     Open    -> Withdrawn documents changed; more is wanted
///     Granted -> InUse     growth begins
///     Granted -> Rejected  rejected
///     Granted -> Expired   not used in time
///     Granted -> Withdrawn documents changed
///     InUse   -> Used      reached; shrinks; time is over
///     InUse   -> Withdrawn documents changed
///
/// The list is what the tests have seen `advance` do, written by them, and every line of it is
/// taken by some scenario.
///
/// It is used once: for one growth up to `to`, in as many steps as the rate limit makes of it. The
/// growth is over when the size is there, when replicas are taken away, or when its time is over. A
/// step that fails does not use it up.
///
/// Worked example: 30 replicas need nobody, 40 are wanted, two must agree. `ops-1` agrees, `ops-2`
/// agrees: Granted for half an hour. The rate limit lets 34 start: InUse. Then 38 and 40: Used. For
/// 41 the next request is made.
///
/// @param id of its content
/// @param from the size up to which nobody is asked, or the size there is when that is larger
/// @param to the largest size that is agreed to
/// @param specVersion the documents under which it was asked for
/// @param requester who wants the growth, and may not agree to it
/// @param requestedAt when
/// @param needed how many different people must agree
/// @param validFor how long it is open, and how long it may be used once granted
/// @param agreements in their order, each by someone else
/// @param stage where it stands
public record Approval(
    Id id,
    WorkloadName workload,
    Replicas from,
    Replicas to,
    String specVersion,
    Actor requester,
    Instant requestedAt,
    int needed,
    Duration validFor,
    List<Agreement> agreements,
    Stage stage) {
  /// The identity of a request: the exact change, the documents and when it was asked for. An
  /// agreement to one is none to another.
  ///
  /// @param value such as `beds-2026-11-21T08:00:15Z-grow-30-40-4f1c02`
  public record Id(String value) implements Comparable<Id> {
    public Id {
      if (value.isBlank() || value.length() > 300) {
        throw new IllegalArgumentException("an approval's id has 1 to 300 characters");
      }
    }

    @Override
    public int compareTo(Id other) {
      return value.compareTo(other.value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// That someone agreed.
  public record Agreement(Actor by, Instant at) {}

  /// Where a request stands.
  public sealed interface Stage {
    /// It waits for people, before `until`.
    record Open(Instant until) implements Stage {}

    /// Enough people agreed; it may be used before `until`.
    record Granted(Instant until) implements Stage {}

    /// The growth is under way; it may go on before `until`.
    record InUse(Instant since, Instant until) implements Stage {}

    /// The growth is over.
    record Used(Instant at, End end) implements Stage {}

    /// Someone said no: it is not asked for again before `until`.
    record Rejected(Instant at, Actor by, Instant until) implements Stage {}

    /// Nobody, or not enough, agreed in time, or the growth was not wanted in time.
    record Expired(Instant at) implements Stage {}

    /// What was asked for is no longer what is asked for.
    record Withdrawn(Instant at, Cause cause) implements Stage {}
  }

  /// How a growth ended.
  public enum End {
    /// The size is there.
    REACHED,
    /// Replicas are taken away.
    SHRINKS,
    /// Its time is over.
    TIME
  }

  /// Why a request was taken back.
  public enum Cause {
    /// A larger size is wanted now, and nobody had agreed to the smaller one.
    MORE_WANTED,
    /// The documents are others.
    DOCUMENTS
  }

  /// What can happen to a request.
  public sealed interface Event {
    /// Time passed.
    record Passed() implements Event {}

    /// Someone agrees.
    record Agreed(Actor by) implements Event {}

    /// Someone says no.
    record Refused(Actor by) implements Event {}

    /// An action that needs it begins.
    record Grows() implements Event {}

    /// The growth that it was used for is over.
    record Grown(End end) implements Event {}

    /// It is not asked for any more.
    record Obsolete(Cause cause) implements Event {}
  }

  public Approval {
    agreements = List.copyOf(agreements);
  }

  /// A growth that the evaluator wants.
  static Approval requested(Instant now, Proposal growth, String specVersion, ApprovalRule rule) {
    Duration validFor = rule.validFor().orElse(ApprovalRule.DEFAULT_VALIDITY);
    String id = growth.workload() + "-" + now + "-grow-" + growth.from() + "-" + growth.to();
    return new Approval(
        new Id(specVersion.isEmpty() ? id : id + "-" + specVersion),
        growth.workload(),
        growth.from(),
        growth.to(),
        specVersion,
        Actor.SURGELINE,
        now,
        rule.approvers(),
        validFor,
        List.of(),
        new Stage.Open(now.plus(validFor)));
  }

  /// The request after one more event. What its rules refuse, and what has happened already, leaves
  /// it as it is; a settled request stays as it is for ever.
  public Approval advance(Instant now, Event event) {
    return switch (stage) {
      case Stage.Open(var until) -> fromOpen(until, now, event);
      case Stage.Granted(var until) -> fromGranted(until, now, event);
      case Stage.InUse(_, var until) -> fromInUse(until, now, event);
      case Stage.Used _, Stage.Rejected _, Stage.Expired _, Stage.Withdrawn _ -> this;
    };
  }

  private Approval fromOpen(Instant until, Instant now, Event event) {
    return switch (event) {
      case Event.Passed _ -> now.isBefore(until) ? this : to(new Stage.Expired(until));
      case Event.Agreed(var by) when mayAgree(by) -> agreed(by, now);
      case Event.Refused(var by) when !by.equals(requester) -> rejected(by, now);
      case Event.Obsolete(var cause) -> to(new Stage.Withdrawn(now, cause));
      case Event.Agreed _, Event.Refused _, Event.Grows _, Event.Grown _ -> this;
    };
  }

  private Approval fromGranted(Instant until, Instant now, Event event) {
    return switch (event) {
      case Event.Passed _ -> now.isBefore(until) ? this : to(new Stage.Expired(until));
      case Event.Refused(var by) when !by.equals(requester) -> rejected(by, now);
      case Event.Grows _ -> to(new Stage.InUse(now, until));
      case Event.Obsolete(var cause) when cause == Cause.DOCUMENTS ->
          to(new Stage.Withdrawn(now, cause));
      case Event.Agreed _, Event.Refused _, Event.Grown _, Event.Obsolete _ -> this;
    };
  }

  private Approval fromInUse(Instant until, Instant now, Event event) {
    return switch (event) {
      case Event.Passed _ -> now.isBefore(until) ? this : to(new Stage.Used(until, End.TIME));
      case Event.Grown(var end) -> to(new Stage.Used(now, end));
      case Event.Obsolete(var cause) when cause == Cause.DOCUMENTS ->
          to(new Stage.Withdrawn(now, cause));
      case Event.Agreed _, Event.Refused _, Event.Grows _, Event.Obsolete _ -> this;
    };
  }

  private Approval agreed(Actor by, Instant now) {
    List<Agreement> more = new ArrayList<>(agreements);
    more.add(new Agreement(by, now));
    Stage next = more.size() < needed ? stage : new Stage.Granted(now.plus(validFor));
    return new Approval(
        id, workload, from, to, specVersion, requester, requestedAt, needed, validFor, more, next);
  }

  private Approval rejected(Actor by, Instant now) {
    return to(new Stage.Rejected(now, by, now.plus(validFor)));
  }

  /// What is said to whoever asks for this event, before it happens.
  public Answer answer(Event event) {
    return switch (event) {
      case Event.Agreed(var by) -> answerAgreement(by);
      case Event.Refused(var by) -> answerRejection(by);
      case Event.Passed _, Event.Grows _, Event.Grown _, Event.Obsolete _ -> accepted(growth());
    };
  }

  private Answer answerAgreement(Actor by) {
    if (agreedBy(by)) {
      return accepted(by + " has agreed to " + growth());
    }
    if (by.equals(requester)) {
      return new Answer.Refused("nobody agrees to what they asked for, and " + by + " asked");
    }
    return switch (stage) {
      case Stage.Open _ -> {
        int left = needed - agreements.size() - 1;
        yield accepted(growth() + (left == 0 ? " is agreed" : " needs " + left + " more"));
      }
      case Stage.Granted _, Stage.InUse _, Stage.Used _ ->
          new Answer.Refused("enough people have agreed to " + growth() + " already");
      case Stage.Rejected _, Stage.Expired _, Stage.Withdrawn _ -> over();
    };
  }

  private Answer answerRejection(Actor by) {
    if (by.equals(requester)) {
      return new Answer.Refused("nobody judges what they asked for, and " + by + " asked");
    }
    return switch (stage) {
      case Stage.Open _, Stage.Granted _ ->
          accepted(growth() + " is rejected, and not asked for again for a while");
      case Stage.Rejected(_, var who, _) when who.equals(by) -> accepted(growth() + " is rejected");
      case Stage.InUse _ ->
          new Answer.Refused(growth() + " has begun: only the documents can stop it now");
      case Stage.Used _, Stage.Rejected _, Stage.Expired _, Stage.Withdrawn _ -> over();
    };
  }

  private Answer over() {
    return new Answer.Refused("the request for " + growth() + " is over: " + state());
  }

  private Answer accepted(String sentence) {
    return new Answer.Accepted(id.value(), sentence);
  }

  /// The change in words.
  public String growth() {
    return workload + " " + from + " -> " + to;
  }

  /// Where it stands, in words.
  public String state() {
    return switch (stage) {
      case Stage.Open _ -> agreements.size() + " of " + needed + " have agreed";
      case Stage.Granted(var until) -> "agreed, until " + until;
      case Stage.InUse _ -> "in use";
      case Stage.Used _ -> "it was used";
      case Stage.Rejected(_, var by, _) -> "rejected by " + by;
      case Stage.Expired(var at) -> "its time was over at " + at;
      case Stage.Withdrawn(_, var cause) ->
          switch (cause) {
            case MORE_WANTED -> "more is wanted now";
            case DOCUMENTS -> "the documents changed";
          };
    };
  }

  /// The size up to which it allows growth now; absent: to none.
  public Optional<Replicas> allowed() {
    return switch (stage) {
      case Stage.Granted _, Stage.InUse _ -> Optional.of(to);
      case Stage.Open _, Stage.Used _, Stage.Rejected _, Stage.Expired _, Stage.Withdrawn _ ->
          Optional.empty();
    };
  }

  /// Whether the growth that it was used for is done when the workload has this size. The tick at
  /// which it began does not tell.
  public boolean reached(Instant now, Replicas size) {
    return stage instanceof Stage.InUse(var since, _) && since.isBefore(now) && !to.above(size);
  }

  /// Whether nothing can happen to it any more.
  public boolean settled() {
    return switch (stage) {
      case Stage.Open _, Stage.Granted _, Stage.InUse _ -> false;
      case Stage.Used _, Stage.Rejected _, Stage.Expired _, Stage.Withdrawn _ -> true;
    };
  }

  private boolean mayAgree(Actor by) {
    return !by.equals(requester) && !agreedBy(by);
  }

  private boolean agreedBy(Actor by) {
    return agreements.stream().anyMatch(one -> one.by().equals(by));
  }

  private Approval to(Stage next) {
    return new Approval(
        id,
        workload,
        from,
        to,
        specVersion,
        requester,
        requestedAt,
        needed,
        validFor,
        agreements,
        next);
  }
}
