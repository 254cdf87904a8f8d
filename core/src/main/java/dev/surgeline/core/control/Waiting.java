package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a wanted change must wait for an earlier one.
///
/// More capacity never waits for an earlier change that is going well: it overtakes it. Less
/// capacity waits until the earlier change has settled, and a change that failed is not tried again
/// in the same direction before its wait is over.
///
/// Growth that break-glass asks for waits no longer than the first pause after a failure, and as
/// long for the taking back of growth that failed before it overtakes that too.
///
/// Example: `beds` is on its way from 4 to 8. A wish for 12 starts at once, as 8 to 12; a wish for
/// 6 waits until the eight are there or the change has failed.
final class Waiting {
  private Waiting() {}

  static Optional<Reason> reason(
      WorkloadState state, Situation situation, Replicas desired, Instant now) {
    Replicas current = situation.current();
    if (desired.equals(current)) {
      return Optional.empty();
    }
    ReplicaBounds bounds = situation.bounds();
    boolean up = desired.above(current);
    boolean urgent = up && situation.emergency().isPresent();
    Optional<Execution> running = state.inFlight();
    if (running.isPresent()) {
      boolean overtakes = up && mayBeOvertaken(running.get(), bounds, urgent, now);
      return overtakes ? Optional.empty() : inFlight(running.get());
    }
    Optional<Execution> broughtBack = state.execution().filter(last -> justNow(last, state, now));
    if (up && broughtBack.filter(last -> !bounds.contains(last.action().from())).isPresent()) {
      return inFlight(broughtBack.get());
    }
    Optional<Instant> retryAt = state.retryAt(urgent).filter(now::isBefore);
    boolean sameWay = state.execution().filter(last -> last.action().up() == up).isPresent();
    if (retryAt.isPresent() && sameWay) {
      String left = Figures.of(Duration.between(now, retryAt.get()));
      return Optional.of(
          new Reason(
              Reason.Code.RETRY_WAIT, "tried again in " + left + ", for the last try failed"));
    }
    return Optional.empty();
  }

  /// It was begun at this very time, and what is seen shows that it was there already.
  private static boolean justNow(Execution last, WorkloadState state, Instant now) {
    return last.stage() instanceof Execution.Stage.Succeeded(var at)
        && at.equals(now)
        && state.history().changes().stream().anyMatch(change -> change.at().equals(now));
  }

  private static Optional<Reason> inFlight(Execution running) {
    Action.Scale towards = running.towards();
    return Optional.of(
        new Reason(
            Reason.Code.IN_FLIGHT,
            "waits for " + towards.from() + " -> " + towards.to() + " to settle"));
  }

  /// Growth that is being undone must not be asked for again, but for break-glass. And what brings
  /// a size back into its bounds leaves demand for the next tick: the same tick twice must not add
  /// a second change.
  private static boolean mayBeOvertaken(
      Execution running, ReplicaBounds bounds, boolean urgent, Instant now) {
    return switch (running.stage()) {
      case Execution.Stage.RollingBack(var since, _, var undo, _) ->
          undo.up() || (urgent && !now.isBefore(since.plus(WorkloadState.RETRY_FIRST)));
      case Execution.Stage.Applying(var since, _) ->
          since.isBefore(now) || bounds.contains(running.action().from());
      case Execution.Stage.Verifying(var since, _, _) ->
          since.isBefore(now) || bounds.contains(running.action().from());
      case Execution.Stage.Succeeded _,
          Execution.Stage.RolledBack _,
          Execution.Stage.Failed _,
          Execution.Stage.Superseded _ ->
          true;
    };
  }
}
