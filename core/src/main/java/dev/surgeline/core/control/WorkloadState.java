package dev.surgeline.core.control;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is remembered of one workload.
///
/// @param history what was wanted and changed lately
/// @param execution the latest action's life; absent: there was none yet
/// @param failures how many executions in a row did not end well
/// @param account what it costs and has cost; absent: it never had a price
public record WorkloadState(
    History history, Optional<Execution> execution, int failures, Optional<Account> account) {
  /// Nothing is remembered.
  public static final WorkloadState NEW =
      new WorkloadState(History.EMPTY, Optional.empty(), 0, Optional.empty());

  /// The first wait after a failed action; it doubles with each further one, up to `RETRY_MOST`.
  ///
  /// Example: 10 s, 20 s, 40 s, and from the seventh on 10 min.
  public static final Duration RETRY_FIRST = Duration.ofSeconds(10);

  /// The longest wait after a failed action.
  public static final Duration RETRY_MOST = Duration.ofMinutes(10);

  /// The execution that has not come to its end; absent: nothing is on its way.
  public Optional<Execution> inFlight() {
    return execution.filter(running -> !running.settled());
  }

  /// Until when nothing new is tried after a failure; absent: no need to wait.
  Optional<Instant> retryAt() {
    return execution.flatMap(last ->
        switch (last.stage()) {
          case Execution.Stage.RolledBack(var at, _) -> Optional.of(at.plus(retryWait()));
          case Execution.Stage.Failed(var at, _) -> Optional.of(at.plus(retryWait()));
          case Execution.Stage.Applying _,
              Execution.Stage.Verifying _,
              Execution.Stage.RollingBack _,
              Execution.Stage.Succeeded _,
              Execution.Stage.Superseded _ ->
              Optional.empty();
        });
  }

  private Duration retryWait() {
    Duration wait = RETRY_FIRST.multipliedBy(1L << Math.min(20, Math.max(0, failures - 1)));
    return wait.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : wait;
  }

  WorkloadState with(History other) {
    return new WorkloadState(other, execution, failures, account);
  }

  WorkloadState with(Account booked) {
    return new WorkloadState(history, execution, failures, Optional.of(booked));
  }

  /// With the execution as it is now; its end counts for or against the next try.
  WorkloadState with(Execution next) {
    int counted =
        switch (next.stage()) {
          case Execution.Stage.Succeeded _ -> 0;
          case Execution.Stage.RolledBack _, Execution.Stage.Failed _ -> failures + 1;
          case Execution.Stage.Applying _,
              Execution.Stage.Verifying _,
              Execution.Stage.RollingBack _,
              Execution.Stage.Superseded _ ->
              failures;
        };
    return new WorkloadState(history, Optional.of(next), counted, account);
  }
}
