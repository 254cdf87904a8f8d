package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.PolicyMemory;
import dev.surgeline.core.observe.GateMemory;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is remembered of one workload.
///
/// @param history what was wanted and changed lately
/// @param execution the latest action's life; absent: there was none yet
/// @param failures how many executions in a row did not end well
/// @param memories what its policies remember
/// @param approval the latest request that people agree to a growth; absent: there was none
/// @param shadow what would have become of it; absent: it is acted on
/// @param gate what the data-quality gate remembers of its signals
/// @param account what it costs and has cost; absent: it never had a price
/// @param limits what the guardrails about limits remember
public record WorkloadState(
    History history,
    Optional<Execution> execution,
    int failures,
    SortedMap<PolicyMemory.Key, PolicyMemory> memories,
    Optional<Approval> approval,
    Optional<Shadow> shadow,
    GateMemory gate,
    Optional<Account> account,
    LimitState limits) {
  /// Nothing is remembered.
  public static final WorkloadState NEW =
      new WorkloadState(
          History.EMPTY,
          Optional.empty(),
          0,
          PolicyMemory.NONE,
          Optional.empty(),
          Optional.empty(),
          GateMemory.EMPTY,
          Optional.empty(),
          LimitState.NEW);

  public WorkloadState {
    memories = FrozenMap.copyOf(memories);
  }

  /// The first wait after a failed action; it doubles with each further one, up to `RETRY_MOST`.
  ///
  /// Example: 10 s, 20 s, 40 s, and from the seventh on 10 min.
  public static final Duration RETRY_FIRST = Duration.ofSeconds(10);

  /// The longest wait after a failed action.
  public static final Duration RETRY_MOST = Duration.ofMinutes(10);

  /// The first wait after replicas were taken away and patients noticed; it doubles too, up to
  /// `HARM_MOST`. What misled the policies, such as requests that take longer than they did, needs
  /// minutes to be learned.
  public static final Duration HARM_FIRST = Duration.ofMinutes(5);

  /// The longest wait after harm.
  public static final Duration HARM_MOST = Duration.ofHours(1);

  /// The execution that has not come to its end; absent: nothing is on its way.
  public Optional<Execution> inFlight() {
    return execution.filter(running -> !running.settled());
  }

  /// Until when nothing new is tried after a failure; absent: no need to wait.
  ///
  /// @param urgent whether break-glass asks: then the pause does not grow, and what is taken back
  ///   has waited for that already
  Optional<Instant> retryAt(boolean urgent) {
    return execution.flatMap(last ->
        switch (last.stage()) {
          case Execution.Stage.RolledBack(var at, var cause) ->
              Optional.of(urgent ? at : at.plus(retryWait(cause)));
          case Execution.Stage.Failed(var at, var cause) ->
              Optional.of(at.plus(urgent ? RETRY_FIRST : retryWait(cause)));
          case Execution.Stage.Applying _,
              Execution.Stage.Verifying _,
              Execution.Stage.RollingBack _,
              Execution.Stage.Succeeded _,
              Execution.Stage.Superseded _ ->
              Optional.empty();
        });
  }

  /// How long a change may take.
  Duration deadline(Workload workload, Action.Scale action) {
    return action.up() ? workload.growthDeadline(failures) : workload.changeDeadline();
  }

  private Duration retryWait(Execution.Cause cause) {
    boolean harm = cause == Execution.Cause.HARM;
    Duration first = harm ? HARM_FIRST : RETRY_FIRST;
    Duration most = harm ? HARM_MOST : RETRY_MOST;
    Duration wait = first.multipliedBy(1L << Math.min(20, Math.max(0, failures - 1)));
    return wait.compareTo(most) > 0 ? most : wait;
  }

  WorkloadState with(History other) {
    return new WorkloadState(
        other, execution, failures, memories, approval, shadow, gate, account, limits);
  }

  /// With what the gate remembers now.
  public WorkloadState with(GateMemory other) {
    return new WorkloadState(
        history, execution, failures, memories, approval, shadow, other, account, limits);
  }

  WorkloadState with(Account booked) {
    return new WorkloadState(
        history,
        execution,
        failures,
        memories,
        approval,
        shadow,
        gate,
        Optional.of(booked),
        limits);
  }

  WorkloadState with(LimitState other) {
    return other.equals(limits)
        ? this
        : new WorkloadState(
            history, execution, failures, memories, approval, shadow, gate, account, other);
  }

  WorkloadState with(Approval other) {
    return with(Optional.of(other), shadow);
  }

  WorkloadState with(Shadow other) {
    return with(approval, Optional.of(other));
  }

  /// Of a workload that is acted on, or whose document is another.
  WorkloadState withoutShadow() {
    return shadow.isEmpty() ? this : with(approval, Optional.empty());
  }

  private WorkloadState with(Optional<Approval> agreed, Optional<Shadow> cast) {
    return new WorkloadState(
        history, execution, failures, memories, agreed, cast, gate, account, limits);
  }

  /// With what policies remember now; what others remember stays.
  WorkloadState with(SortedMap<PolicyMemory.Key, PolicyMemory> remembered) {
    if (remembered.isEmpty()) {
      return this;
    }
    if (remembered.keySet().containsAll(memories.keySet())) {
      return remembering(remembered);
    }
    SortedMap<PolicyMemory.Key, PolicyMemory> merged = new TreeMap<>(memories);
    merged.putAll(remembered);
    return remembering(merged);
  }

  /// Without what policies remember that are not there any more.
  WorkloadState remembering(List<PolicyMemory.Key> keys) {
    if (keys.containsAll(memories.keySet())) {
      return this;
    }
    SortedMap<PolicyMemory.Key, PolicyMemory> kept = new TreeMap<>(memories);
    kept.keySet().retainAll(keys);
    return remembering(kept);
  }

  private WorkloadState remembering(SortedMap<PolicyMemory.Key, PolicyMemory> kept) {
    return new WorkloadState(
        history, execution, failures, kept, approval, shadow, gate, account, limits);
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
    return new WorkloadState(
        history, Optional.of(next), counted, memories, approval, shadow, gate, account, limits);
  }
}
