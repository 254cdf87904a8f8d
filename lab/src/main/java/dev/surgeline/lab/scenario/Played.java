package dev.surgeline.lab.scenario;

import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Ledger;
import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came of a scenario. All of it is simulated.
///
/// @param start of what is counted
/// @param workloads by name
/// @param changes of size, in their order
/// @param alerts in their order
/// @param reasons of decisions, in their order
public record Played(
    long seed,
    Instant start,
    Instant end,
    SortedMap<WorkloadName, One> workloads,
    List<Change> changes,
    List<Told> alerts,
    List<Given> reasons) {
  /// One workload.
  ///
  /// @param origin of what is counted, in nanoseconds of the ledger
  /// @param quantile of the objective
  /// @param bound of the objective, in milliseconds
  /// @param needed replicas for the demand's rate, by seconds from the start of what is counted
  public record One(
      Run.Result result,
      Ledger ledger,
      long origin,
      double quantile,
      double bound,
      StepSeries needed) {}

  /// A change of size.
  ///
  /// @param byHand whether a person did it behind our back
  public record Change(Instant at, WorkloadName workload, int from, int to, boolean byHand) {
    boolean down() {
      return !byHand && to < from;
    }

    @Override
    public String toString() {
      return at + " from " + from + " to " + to;
    }
  }

  /// What people were told.
  public record Told(Instant at, WorkloadName workload, String sentence) {}

  /// The reasons of a decision.
  record Given(Instant at, WorkloadName workload, Set<Reason.Code> codes) {
    Given {
      codes = Collections.unmodifiableSet(codes.isEmpty() ? codes : EnumSet.copyOf(codes));
    }
  }

  public Played {
    workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
    changes = List.copyOf(changes);
    alerts = List.copyOf(alerts);
    reasons = List.copyOf(reasons);
  }

  public One of(WorkloadName workload) {
    return Optional.ofNullable(workloads.get(workload)).orElseThrow();
  }

  /// All that workloads cost whose price is known.
  double cost() {
    return workloads.values().stream().mapToDouble(one -> one.result().cost().orElse(0.0)).sum();
  }

  private boolean within(Instant at, Optional<Duration> from, Optional<Duration> to) {
    return !at.isBefore(start.plus(from.orElse(Duration.ZERO)))
        && to.filter(end -> !at.isBefore(start.plus(end))).isEmpty();
  }

  List<Run.Moment> moments(WorkloadName workload, Optional<Duration> from, Optional<Duration> to) {
    return of(workload).result().course().stream()
        .filter(one -> within(one.at(), from, to))
        .toList();
  }

  List<Change> changes(WorkloadName workload, Optional<Duration> from, Optional<Duration> to) {
    return changes.stream()
        .filter(one -> one.workload().equals(workload) && within(one.at(), from, to))
        .toList();
  }

  List<Told> alerts(Optional<Duration> from, Optional<Duration> to) {
    return alerts.stream().filter(one -> within(one.at(), from, to)).toList();
  }

  /// When a decision first gave a reason; absent: none did.
  Optional<Instant> given(
      WorkloadName workload, Reason.Code code, Optional<Duration> from, Optional<Duration> to) {
    return reasons.stream()
        .filter(one -> one.workload().equals(workload) && one.codes().contains(code))
        .map(Given::at)
        .filter(at -> within(at, from, to))
        .findFirst();
  }

  /// Seconds of violated windows in a time.
  long violated(WorkloadName workload, Optional<Duration> from, Optional<Duration> to) {
    One one = of(workload);
    long begin = one.origin() + from.orElse(Duration.ZERO).toNanos();
    Duration until = to.orElse(Duration.between(start, end));
    return one.ledger().violated(begin, one.origin() + until.toNanos(), one.quantile());
  }

  /// The end of the last violated window in a time, in seconds from the start.
  OptionalLong lastViolated(WorkloadName workload, Duration from, Optional<Duration> to) {
    One one = of(workload);
    Duration until = to.orElse(Duration.between(start, end));
    OptionalLong last =
        one.ledger()
            .lastViolated(
                one.origin() + from.toNanos(), one.origin() + until.toNanos(), one.quantile());
    return last.isPresent()
        ? OptionalLong.of((last.getAsLong() - one.origin()) / 1_000_000_000L)
        : last;
  }

  /// What a person would want to know first: `intake violated 60 s, 12.3 replica-hours`.
  public String sentence(WorkloadName workload) {
    Run.Result result = of(workload).result();
    return "%s violated %d s, %s replica-hours, %s requests, %s without an answer, %d changes"
        .formatted(
            workload,
            result.violationSeconds(),
            Figures.of(result.replicaHours()),
            Figures.of(Math.rint(result.requests())),
            Figures.of(Math.rint(result.failed() + result.shed())),
            result.actions());
  }
}
