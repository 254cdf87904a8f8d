package dev.surgeline.lab.scenario;

import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.simulate.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What must hold in a scenario. In a file its kind stands under `type`: `{type: violated,
/// workload: intake, atMost: 60}`. Times are from the beginning of what is counted.
public sealed interface Expectation {
  Check check(Played played);

  /// The workload that it is about; absent: none, or all.
  default Optional<WorkloadName> about() {
    return this instanceof OfWorkload one ? Optional.of(one.workload()) : Optional.empty();
  }

  /// So many seconds at most in which the objective was not kept: ten for each window of ten
  /// seconds.
  ///
  /// @param from absent: the beginning
  /// @param to absent: the end
  record Violated(
      WorkloadName workload, long atMost, Optional<Duration> from, Optional<Duration> to)
      implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      long seconds = played.violated(workload, from, to);
      String what = "violated seconds of " + workload + Judge.span(from, to);
      return Judge.atMost(what, atMost, seconds);
    }
  }

  /// So many requests at most that had no answer: lost with a replica, refused or given up.
  record Unanswered(WorkloadName workload, double atMost) implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      Run.Result result = played.of(workload).result();
      double lost = result.failed() + result.shed();
      return Judge.atMost("requests of " + workload + " without an answer", atMost, lost);
    }
  }

  /// How many replicas serve.
  ///
  /// @param from absent: the beginning
  /// @param to absent: the end
  record Serving(
      WorkloadName workload,
      OptionalInt atLeast,
      OptionalInt atMost,
      Optional<Duration> from,
      Optional<Duration> to)
      implements Expectation, OfWorkload {
    public Serving {
      Rules.require(
          atLeast.isPresent() != atMost.isPresent(), "serving has one of atLeast and atMost");
    }

    @Override
    public Check check(Played played) {
      return Judge.count(
          "serving replicas of " + workload,
          played.moments(workload, from, to).stream().mapToInt(Run.Moment::ready),
          atLeast,
          atMost);
    }
  }

  /// How many replicas there are to stay.
  ///
  /// @param from absent: the beginning
  /// @param to absent: the end
  record Size(
      WorkloadName workload,
      OptionalInt atLeast,
      OptionalInt atMost,
      Optional<Duration> from,
      Optional<Duration> to)
      implements Expectation, OfWorkload {
    public Size {
      Rules.require(
          atLeast.isPresent() != atMost.isPresent(), "size has one of atLeast and atMost");
    }

    @Override
    public Check check(Played played) {
      return Judge.count(
          "replicas asked for of " + workload,
          played.moments(workload, from, to).stream().mapToInt(Run.Moment::size),
          atLeast,
          atMost);
    }
  }

  /// Nothing is taken away.
  ///
  /// @param from absent: the beginning
  /// @param to absent: the end
  record NoScaleDown(WorkloadName workload, Optional<Duration> from, Optional<Duration> to)
      implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      List<Played.Change> down =
          played.changes(workload, from, to).stream().filter(Played.Change::down).toList();
      String span = Judge.span(from, to);
      return new Check(
          "scale-downs of " + workload + span,
          "none",
          down.isEmpty() ? "none" : down.size() + ", the first " + down.getFirst(),
          down.isEmpty());
    }
  }

  /// The objective is kept again within a time, and from then on.
  ///
  /// @param after what it recovers from
  /// @param until to when it is to be kept; absent: the end
  record Recovers(WorkloadName workload, Duration after, Duration within, Optional<Duration> until)
      implements Expectation, OfWorkload {
    public Recovers {
      Rules.requireTime("after", after);
      Rules.requireTime("within", within);
    }

    @Override
    public Check check(Played played) {
      OptionalLong last = played.lastViolated(workload, after, until);
      Duration took =
          last.isPresent()
              ? Duration.ofSeconds(Math.max(0, last.getAsLong() - after.toSeconds()))
              : Duration.ZERO;
      return new Check(
          "time for %s to keep its objective again after %s".formatted(workload, Figures.of(after)),
          "at most " + Figures.of(within),
          Figures.of(took),
          took.compareTo(within) <= 0);
    }
  }

  /// People are told.
  ///
  /// @param contains a part of what they are told
  /// @param from absent: the beginning
  /// @param to absent: the end
  record Alert(String contains, Optional<Duration> from, Optional<Duration> to)
      implements Expectation {
    public Alert {
      Rules.requireText("contains", contains, 200);
    }

    @Override
    public Check check(Played played) {
      List<Played.Told> told = played.alerts(from, to);
      Optional<Played.Told> found =
          told.stream().filter(one -> one.sentence().contains(contains)).findFirst();
      String other = told.isEmpty() ? "no alert" : told.size() + " other alerts";
      return new Check(
          "an alert with \"" + contains + "\"" + Judge.span(from, to),
          "one",
          found.map(one -> one.workload() + ": " + one.sentence()).orElse(other),
          found.isPresent());
    }
  }

  /// A decision gives a reason, or none does.
  ///
  /// @param given false: no decision may give it; absent: some decision must
  /// @param from absent: the beginning
  /// @param to absent: the end
  record Because(
      WorkloadName workload,
      Reason.Code reason,
      Optional<Boolean> given,
      Optional<Duration> from,
      Optional<Duration> to)
      implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      boolean wanted = given.orElse(true);
      Optional<Instant> at = played.given(workload, reason, from, to);
      return new Check(
          "a decision for %s because of %s%s".formatted(workload, reason, Judge.span(from, to)),
          wanted ? "one" : "none",
          at.map(Instant::toString).orElse("none"),
          wanted == at.isPresent());
    }
  }

  /// So many changes of size at most.
  record Actions(WorkloadName workload, long atMost) implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      long actions = played.of(workload).result().actions();
      return Judge.atMost("changes of size of " + workload, atMost, actions);
    }
  }

  /// So many changes the wrong way at most, as `surge simulate` counts them.
  record WrongDirection(WorkloadName workload, long atMost) implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      long wrong = played.of(workload).result().wrongDirection();
      return Judge.atMost("changes the wrong way of " + workload, atMost, wrong);
    }
  }

  /// So many replica-hours at most.
  record ReplicaHours(WorkloadName workload, double atMost) implements Expectation, OfWorkload {
    @Override
    public Check check(Played played) {
      double hours = played.of(workload).result().replicaHours();
      return Judge.atMost("replica-hours of " + workload, atMost, hours);
    }
  }

  /// What all workloads cost together, at most.
  record Cost(double atMost) implements Expectation {
    @Override
    public Check check(Played played) {
      return Judge.atMost("cost", atMost, played.cost());
    }
  }
}
