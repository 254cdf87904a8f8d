package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Break-glass: one person takes guardrails out of the way, for a reason, a scope and a time, and
/// answers for it afterwards. Its life:
///
///     Active  -> Active   extended
///     Active  -> Ended    expired; stopped
///     Ended   -> Overdue  not reviewed in time
///     Ended   -> Reviewed reviewed
///     Overdue -> Reviewed reviewed
///
/// The list is what the tests have seen `advance` do, written by them, and every line of it is
/// taken by some scenario.
///
/// Nobody goes on alone: it is extended by someone who neither started nor extended it before, and
/// reviewed by someone who did neither. It ends by itself. What it takes out of the way is in
/// [BreakGlass].
///
/// Worked example: `ops-7` starts it at 08:00 for 2 h. At 09:50 `ops-9` extends it by 1 h: until
/// 10:50. Nobody extends it again: Ended at 10:50, and Overdue three days later if nobody but those
/// two has reviewed it by then.
///
/// @param id of its content
/// @param startedBy who broke the glass
/// @param started what was asked for
/// @param extensions in their order, each by someone else
/// @param stage where it stands
public record Emergency(
    Id id,
    Actor startedBy,
    Instant startedAt,
    Command.StartEmergency started,
    List<Extension> extensions,
    Stage stage) {
  /// The longest time that one person may set.
  public static final Duration LONGEST = Duration.ofHours(8);

  /// The shortest.
  public static final Duration SHORTEST = Duration.ofMinutes(1);

  /// How long after its end it must have been reviewed.
  public static final Duration REVIEW_WITHIN = Duration.ofDays(3);

  /// How long it is remembered after its review; the audit log keeps it for good.
  public static final Duration KEPT = Duration.ofDays(30);

  private static final int TEXT_LENGTH_MAX = 200;

  /// The identity of an emergency.
  ///
  /// @param value such as `break-glass-2026-11-21T08:00:00Z-ops-7-beds`
  public record Id(String value) implements Comparable<Id> {
    public Id {
      if (value.isBlank() || value.length() > TEXT_LENGTH_MAX) {
        throw new IllegalArgumentException("an emergency's id has 1 to 200 characters");
      }
    }

    /// One person starts at most one at a time whose scope begins with the same workload.
    static Id of(Instant at, Actor by, Scope scope) {
      String first =
          switch (scope) {
            case Scope.All _ -> "all";
            case Scope.Some(var workloads) -> workloads.first().value();
          };
      return new Id("break-glass-" + at + "-" + by + "-" + first);
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

  /// For which workloads it holds.
  public sealed interface Scope {
    /// All there are.
    record All() implements Scope {
      @Override
      public String toString() {
        return "all workloads";
      }
    }

    /// Those named; 1 to 1000.
    record Some(SortedSet<WorkloadName> workloads) implements Scope {
      private static final int LISTED = 3;

      public Some {
        workloads = Collections.unmodifiableSortedSet(new TreeSet<>(workloads));
        if (workloads.isEmpty() || workloads.size() > 1000) {
          throw new IllegalArgumentException("a scope names 1 to 1000 workloads, or all");
        }
      }

      @Override
      public String toString() {
        List<String> names = workloads.stream().limit(LISTED).map(WorkloadName::value).toList();
        int more = workloads.size() - names.size();
        return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
      }
    }

    /// Whether it holds for this workload.
    default boolean covers(WorkloadName workload) {
      return switch (this) {
        case All _ -> true;
        case Some(var workloads) -> workloads.contains(workload);
      };
    }

    /// Whether both hold for some workload.
    default boolean overlaps(Scope other) {
      return switch (this) {
        case All _ -> true;
        case Some(var workloads) -> workloads.stream().anyMatch(other::covers);
      };
    }
  }

  /// @param lasts for how long from `at`
  public record Extension(Actor by, Instant at, Duration lasts) {}

  /// Where an emergency stands.
  public sealed interface Stage {
    /// It holds, before `until`.
    record Active(Instant until) implements Stage {}

    /// It is over and waits for its review.
    ///
    /// @param by who stopped it; absent: its time was over
    record Ended(Instant at, Optional<Actor> by) implements Stage {}

    /// It is over and should have been reviewed.
    ///
    /// @param at when it ended
    record Overdue(Instant at) implements Stage {}

    /// Someone else has looked at it.
    record Reviewed(Instant at, Actor by, String note) implements Stage {}
  }

  /// What can happen to an emergency.
  public sealed interface Event {
    /// Time passed.
    record Passed() implements Event {}

    /// Someone wants it to go on for so long from now.
    record Extended(Actor by, Duration lasts) implements Event {}

    /// Someone wants it to end.
    record Stopped(Actor by) implements Event {}

    /// Someone looked at it.
    record Reviewed(Actor by, String note) implements Event {}
  }

  public Emergency {
    extensions = List.copyOf(extensions);
  }

  /// Break-glass from now on.
  public static Emergency started(Instant now, Actor by, Command.StartEmergency command) {
    return new Emergency(
        Id.of(now, by, command.scope()),
        by,
        now,
        command,
        List.of(),
        new Stage.Active(now.plus(command.lasts())));
  }

  /// The emergency after one more event. What its rules refuse, and what has happened already,
  /// leaves it as it is.
  public Emergency advance(Instant now, Event event) {
    return switch (stage) {
      case Stage.Active(var until) -> fromActive(until, now, event);
      case Stage.Ended(var at, _) when event instanceof Event.Passed ->
          now.isBefore(at.plus(REVIEW_WITHIN)) ? this : to(new Stage.Overdue(at));
      case Stage.Ended _, Stage.Overdue _ -> fromOver(now, event);
      case Stage.Reviewed _ -> this;
    };
  }

  private Emergency fromActive(Instant until, Instant now, Event event) {
    return switch (event) {
      case Event.Passed _ ->
          now.isBefore(until) ? this : to(new Stage.Ended(until, Optional.empty()));
      case Event.Extended(var by, var lasts) when answer(now, event) instanceof Answer.Accepted -> {
        if (extendedAlike(by, lasts)) {
          yield this;
        }
        List<Extension> more = new ArrayList<>(extensions);
        more.add(new Extension(by, now, lasts));
        var longer = new Stage.Active(now.plus(lasts));
        yield new Emergency(id, startedBy, startedAt, started, more, longer);
      }
      case Event.Stopped(var by) -> to(new Stage.Ended(now, Optional.of(by)));
      case Event.Extended _, Event.Reviewed _ -> this;
    };
  }

  private Emergency fromOver(Instant now, Event event) {
    return switch (event) {
      case Event.Reviewed(var by, var note) when answer(now, event) instanceof Answer.Accepted ->
          to(new Stage.Reviewed(now, by, note));
      case Event.Passed _, Event.Extended _, Event.Stopped _, Event.Reviewed _ -> this;
    };
  }

  /// What is said to whoever asks for this event, before it happens.
  public Answer answer(Instant now, Event event) {
    return switch (event) {
      case Event.Passed _ -> accepted("time passes");
      case Event.Extended(var by, var lasts) -> answerExtension(now, by, lasts);
      case Event.Stopped _ ->
          accepted(active() ? "break-glass for " + started.scope() + " ends now" : "it is over");
      case Event.Reviewed(var by, var note) -> answerReview(by, note);
    };
  }

  private Answer answerExtension(Instant now, Actor by, Duration lasts) {
    if (!(stage instanceof Stage.Active(var until))) {
      return new Answer.Refused("break-glass that is over is not extended: start another");
    }
    if (extendedAlike(by, lasts)) {
      return accepted("it lasts until " + until + " already");
    }
    if (involves(by)) {
      return new Answer.Refused(
          "break-glass is extended by someone who neither started nor extended it, not by " + by);
    }
    Instant later = now.plus(lasts);
    return later.isAfter(until)
        ? accepted("it lasts until " + later)
        : new Answer.Refused("an extension ends later than " + until + ", which it has already");
  }

  private Answer answerReview(Actor by, String note) {
    if (stage instanceof Stage.Reviewed(_, var reviewer, var said)) {
      return reviewer.equals(by) && said.equals(note)
          ? accepted("it is reviewed")
          : new Answer.Refused("it was reviewed by " + reviewer + " already");
    }
    if (active()) {
      return new Answer.Refused("break-glass is reviewed when it is over");
    }
    return involves(by)
        ? new Answer.Refused(
            "break-glass is reviewed by someone who neither started nor extended it, not by " + by)
        : accepted("it is reviewed");
  }

  private Answer accepted(String sentence) {
    return new Answer.Accepted(id.value(), sentence);
  }

  /// Whether it holds.
  public boolean active() {
    return stage instanceof Stage.Active;
  }

  /// Whether it holds for this workload.
  public boolean holdsFor(WorkloadName workload) {
    return active() && started.scope().covers(workload);
  }

  /// Whether someone started or extended it.
  public boolean involves(Actor actor) {
    return startedBy.equals(actor) || extensions.stream().anyMatch(one -> one.by().equals(actor));
  }

  /// Whether it was reviewed so long ago that it need not be remembered.
  public boolean forgettable(Instant now) {
    return stage instanceof Stage.Reviewed(var at, _, _) && !now.isBefore(at.plus(KEPT));
  }

  /// How many replicas it asks for; none where nothing is said.
  public Replicas asked() {
    return started.atLeast().orElse(Replicas.ZERO);
  }

  /// The same command again is answered as before and changes nothing.
  private boolean extendedAlike(Actor by, Duration lasts) {
    return extensions.stream().anyMatch(one -> one.by().equals(by) && one.lasts().equals(lasts));
  }

  private Emergency to(Stage next) {
    return new Emergency(id, startedBy, startedAt, started, extensions, next);
  }

  static void requireText(String key, String text) {
    boolean plain = text.codePoints().noneMatch(Character::isISOControl);
    if (text.isBlank() || text.length() > TEXT_LENGTH_MAX || !plain) {
      throw new IllegalArgumentException(key + " has 1 to 200 characters on one line");
    }
  }

  static void requireLasts(Duration lasts) {
    if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("break-glass lasts 1m to 8h, and can be extended");
    }
  }
}
