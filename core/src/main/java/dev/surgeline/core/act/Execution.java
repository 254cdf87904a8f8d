package dev.surgeline.core.act;

import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The life of one action, from the decision (Applying) to its settled end.
///
///     Applying    -> Verifying   applied; as wanted, for its bake
///     Applying    -> RollingBack bottleneck; deadline; harm; unprotected
///     Applying    -> Succeeded   as wanted
///     Applying    -> Failed      deadline, nothing to undo; refused
///     Applying    -> Superseded  overtaken
///     Verifying   -> Verifying   as wanted, for its bake
///     Verifying   -> RollingBack bottleneck; deadline; harm; unprotected
///     Verifying   -> Succeeded   as wanted
///     Verifying   -> Failed      deadline, nothing to undo
///     Verifying   -> Superseded  overtaken
///     RollingBack -> RolledBack  as before
///     RollingBack -> Failed      deadline; refused
///     RollingBack -> Superseded  overtaken
///
/// The list is what the tests have seen `advance` do, written by them, and every line of it is
/// taken by some scenario.
///
/// A change upwards is as wanted when as many replicas are ready as it asked for, and stay so while
/// it is watched, where it is; when it answers less with more of them, that only moved a
/// bottleneck, and the size before comes back. A change downwards is as wanted when the replicas
/// are gone and the objective held for its bake after; an objective missed within it is harm, and
/// the replicas come back. Every deadline is measured in the time of the inputs.
///
/// That an execution has an end, whatever happens, follows Cruise Control's `ExecutionTask`; that
/// every act is verified and has its way back decided before it starts is ours. Worked example:
/// `beds` goes from 4 to 8 with a deadline of a minute. Eight ready after 40 s: Succeeded. Six
/// ready after the minute: RollingBack to 6, for what did come up stays, and RolledBack once no
/// more than six are there.
///
/// @param action what is carried out
/// @param fallback the size that undoing goes back to: the one before this action, or before the
///     first of those it overtook; within the workload's bounds, for what someone else set outside
///     them is nothing to go back to
/// @param stage where it stands
public record Execution(Action.Scale action, Replicas fallback, Stage stage) {
  /// How long it may take and how long it is watched.
  ///
  /// @param deadline from its start until it is undone
  /// @param bake how long the objective must hold after replicas were taken away: longer than the
  ///   window that the latency is measured over, or it would be judged by the time before
  /// @param watch how long a change upwards is watched once all its replicas are ready; zero: it is
  ///   not
  public record Terms(Duration deadline, Duration bake, Duration watch) {
    /// With changes upwards that are not watched.
    public Terms(Duration deadline, Duration bake) {
      this(deadline, bake, Duration.ZERO);
    }
  }

  /// Where an execution stands.
  public sealed interface Stage {
    /// Handed to the actuator, no answer yet.
    record Applying(Instant since, Instant deadline) implements Stage {}

    /// The platform took it; whether it helps is being watched.
    ///
    /// @param settledSince since when the replicas are as asked for; absent: not yet
    record Verifying(Instant since, Instant deadline, Optional<Instant> settledSince)
        implements Stage {}

    /// Being undone.
    record RollingBack(Instant since, Instant deadline, Action.Scale undo, Cause cause)
        implements Stage {}

    /// It did what it should.
    record Succeeded(Instant at) implements Stage {}

    /// It did not, and was undone.
    record RolledBack(Instant at, Cause cause) implements Stage {}

    /// It did not, and could not be undone or had nothing to undo.
    record Failed(Instant at, Cause cause) implements Stage {}

    /// A newer decision took its place.
    record Superseded(Instant at) implements Stage {}
  }

  /// Why an execution did not end well.
  public enum Cause {
    /// Not as wanted by the deadline.
    DEADLINE,
    /// The platform did not take it.
    REFUSED,
    /// The objective was missed after it.
    HARM,
    /// Less was answered after it, with more replicas.
    BOTTLENECK,
    /// Protected data is not kept after it as it must be.
    UNPROTECTED
  }

  /// What can be learned about an execution.
  public sealed interface Evidence {
    /// The actuator answered for the action, or for the one that undoes it.
    record Answered(ActionId action, Outcome outcome) implements Evidence {}

    /// The workload was observed.
    ///
    /// @param harmed whether its objective is missed; unknown counts as not
    /// @param better the smaller size with which more was answered; absent: none is known
    /// @param lapse why protected data is not kept as it must be after it; absent: it is
    record Seen(
        WorkloadStatus status, boolean harmed, Optional<Replicas> better, Optional<String> lapse)
        implements Evidence {
      /// Of which nothing is known to have been better before.
      public Seen(WorkloadStatus status, boolean harmed) {
        this(status, harmed, Optional.empty(), Optional.empty());
      }
    }

    /// A newer action for the same workload is about to start.
    record Overtaken() implements Evidence {}
  }

  /// The execution of an action that is about to be handed to its actuator.
  ///
  /// @param deadline how long it may take until the replicas are as wanted
  public static Execution started(
      Action.Scale action, ReplicaBounds bounds, Instant now, Duration deadline) {
    Replicas fallback = bounds.clamp(action.from());
    return new Execution(action, fallback, new Stage.Applying(now, now.plus(deadline)));
  }

  /// The execution of an action that overtakes this one.
  ///
  /// Growth that overtakes growth keeps the size to fall back to. It keeps the deadline too while
  /// none of the replicas asked for before has come up: else a demand that grows at every tick
  /// would put off for ever the finding that no replica ever gets ready.
  public Execution followedBy(
      Action.Scale next, ReplicaBounds bounds, Replicas ready, Instant now, Duration deadline) {
    if (!action.up() || !next.up()) {
      return started(next, bounds, now, deadline);
    }
    Instant fresh = now.plus(deadline);
    boolean stuck = !ready.above(fallback) && ready.below(action.to());
    Instant due =
        switch (stage) {
          case Stage.Applying applying when stuck -> applying.deadline();
          case Stage.Verifying verifying when stuck -> verifying.deadline();
          case Stage.Applying _, Stage.Verifying _, Stage.RollingBack _ -> fresh;
          case Stage.Succeeded _, Stage.RolledBack _, Stage.Failed _, Stage.Superseded _ -> fresh;
        };
    return new Execution(next, fallback.max(ready), new Stage.Applying(now, due));
  }

  /// Whether it has come to its end, good or bad.
  public boolean settled() {
    return switch (stage) {
      case Stage.Applying _, Stage.Verifying _, Stage.RollingBack _ -> false;
      case Stage.Succeeded _, Stage.RolledBack _, Stage.Failed _, Stage.Superseded _ -> true;
    };
  }

  /// The size the workload is on its way to.
  public Action.Scale towards() {
    return stage instanceof Stage.RollingBack rolling ? rolling.undo() : action;
  }

  /// The execution after one more piece of evidence. Evidence that says nothing new leaves it as it
  /// is; a settled execution stays as it is for ever.
  ///
  /// @param terms how long going back may take, if it comes to that, and how long it is watched
  public Execution advance(Instant now, Evidence evidence, Terms terms) {
    return switch (stage) {
      case Stage.Applying applying -> fromApplying(applying, now, evidence, terms);
      case Stage.Verifying verifying -> fromVerifying(verifying, now, evidence, terms);
      case Stage.RollingBack rolling -> fromRollingBack(rolling, now, evidence);
      case Stage.Succeeded _, Stage.RolledBack _, Stage.Failed _, Stage.Superseded _ -> stay();
    };
  }

  private Execution fromApplying(
      Stage.Applying applying, Instant now, Evidence evidence, Terms terms) {
    return switch (evidence) {
      case Evidence.Answered(var id, var outcome) when id.equals(action.id()) ->
          switch (outcome) {
            case Outcome.Applied _ ->
                to(new Stage.Verifying(now, applying.deadline(), Optional.empty()));
            case Outcome.Refused _ -> to(new Stage.Failed(now, Cause.REFUSED));
          };
      case Evidence.Answered _ -> stay();
      case Evidence.Seen seen when seen.lapse().isPresent() -> takeBack(now, terms);
      case Evidence.Seen(_, _, var better, _) when choked(better) ->
          rollBackTo(better.orElseThrow(), now, Cause.BOTTLENECK, terms);
      // An answer may be lost, with the control plane that waited for it; what is seen is enough.
      case Evidence.Seen seen when reached(action, seen.status()) ->
          verify(new Stage.Verifying(now, applying.deadline(), Optional.empty()), now, seen, terms);
      case Evidence.Seen seen when late(now, applying.deadline()) ->
          rollBack(now, seen.status(), Cause.DEADLINE, terms);
      case Evidence.Seen _ -> stay();
      case Evidence.Overtaken _ -> to(new Stage.Superseded(now));
    };
  }

  private Execution fromVerifying(
      Stage.Verifying verifying, Instant now, Evidence evidence, Terms terms) {
    return switch (evidence) {
      case Evidence.Answered _ -> stay();
      case Evidence.Seen seen -> verify(verifying, now, seen, terms);
      case Evidence.Overtaken _ -> to(new Stage.Superseded(now));
    };
  }

  private Execution verify(
      Stage.Verifying verifying, Instant now, Evidence.Seen seen, Terms terms) {
    if (seen.lapse().isPresent()) {
      return takeBack(now, terms);
    }
    if (choked(seen.better())) {
      return rollBackTo(seen.better().orElseThrow(), now, Cause.BOTTLENECK, terms);
    }
    if (!action.up() && seen.harmed()) {
      return rollBack(now, seen.status(), Cause.HARM, terms);
    }
    if (reached(action, seen.status())) {
      Instant settledSince = verifying.settledSince().orElse(now);
      Duration watched = action.up() ? terms.watch() : terms.bake();
      if (late(now, settledSince.plus(watched))) {
        return to(new Stage.Succeeded(now));
      }
      return to(
          new Stage.Verifying(verifying.since(), verifying.deadline(), Optional.of(settledSince)));
    }
    return late(now, verifying.deadline())
        ? rollBack(now, seen.status(), Cause.DEADLINE, terms)
        : stay();
  }

  private Execution fromRollingBack(Stage.RollingBack rolling, Instant now, Evidence evidence) {
    return switch (evidence) {
      case Evidence.Answered(var id, Outcome.Refused _) when id.equals(rolling.undo().id()) ->
          to(new Stage.Failed(now, rolling.cause()));
      case Evidence.Answered _ -> stay();
      case Evidence.Seen seen when reached(rolling.undo(), seen.status()) ->
          to(new Stage.RolledBack(now, rolling.cause()));
      case Evidence.Seen _ ->
          late(now, rolling.deadline()) ? to(new Stage.Failed(now, rolling.cause())) : stay();
      case Evidence.Overtaken _ -> to(new Stage.Superseded(now));
    };
  }

  private Execution rollBack(Instant now, WorkloadStatus status, Cause cause, Terms terms) {
    // What did come up stays: to take it away would add harm to failure.
    Replicas back = action.up() ? fallback.max(status.ready()).min(action.to()) : fallback;
    return back.equals(action.to())
        ? to(new Stage.Failed(now, cause))
        : rollBackTo(back, now, cause, terms);
  }

  /// All of it, what did come up too: it is where it may not be.
  private Execution takeBack(Instant now, Terms terms) {
    return fallback.equals(action.to())
        ? to(new Stage.Failed(now, Cause.UNPROTECTED))
        : rollBackTo(fallback, now, Cause.UNPROTECTED, terms);
  }

  private Execution rollBackTo(Replicas back, Instant now, Cause cause, Terms terms) {
    Action.Scale undo = action.undo(now, back);
    return to(new Stage.RollingBack(now, now.plus(terms.deadline()), undo, cause));
  }

  /// Upwards counts who serves, downwards who is still there.
  private static boolean reached(Action.Scale scale, WorkloadStatus status) {
    boolean told = status.desired().equals(scale.to());
    return told
        && (scale.up() ? !status.ready().below(scale.to()) : !status.staying().above(scale.to()));
  }

  private boolean choked(Optional<Replicas> better) {
    return action.up() && better.filter(size -> size.below(action.to())).isPresent();
  }

  private static boolean late(Instant now, Instant deadline) {
    return !now.isBefore(deadline);
  }

  private Execution to(Stage next) {
    return new Execution(action, fallback, next);
  }

  private Execution stay() {
    return this;
  }
}
