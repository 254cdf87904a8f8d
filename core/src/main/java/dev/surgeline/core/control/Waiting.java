package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a wanted change must wait for an earlier one.
///
/// More capacity never waits for an earlier change that is going well: it overtakes it. Less
/// capacity waits until the earlier change has settled, and a change that failed is not tried again
/// in the same direction before its wait is over.
final class Waiting {
  private Waiting() {}

  static Optional<Reason> reason(
      WorkloadState state, Replicas current, Replicas desired, Instant now) {
    if (desired.equals(current)) {
      return Optional.empty();
    }
    boolean up = desired.above(current);
    Optional<Execution> running = state.inFlight();
    if (running.isPresent()) {
      return inFlight(running.get(), up);
    }
    Optional<Instant> retryAt = state.retryAt().filter(now::isBefore);
    boolean sameWay = state.execution().filter(last -> last.action().up() == up).isPresent();
    if (retryAt.isPresent() && sameWay) {
      String left = Figures.of(Duration.between(now, retryAt.get()));
      return Optional.of(
          new Reason(
              Reason.Code.RETRY_WAIT, "tried again in " + left + ", for the last try failed"));
    }
    return Optional.empty();
  }

  private static Optional<Reason> inFlight(Execution running, boolean up) {
    boolean undoesGrowth =
        running.stage() instanceof Execution.Stage.RollingBack(_, _, var undo, _) && !undo.up();
    if (up && !undoesGrowth) {
      return Optional.empty();
    }
    Action.Scale towards = running.towards();
    return Optional.of(
        new Reason(
            Reason.Code.IN_FLIGHT,
            "waits for " + towards.from() + " -> " + towards.to() + " to settle"));
  }
}
