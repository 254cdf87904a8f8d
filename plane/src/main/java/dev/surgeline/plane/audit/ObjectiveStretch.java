package dev.surgeline.plane.audit;

import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long workloads kept their objectives of latency over a stretch of time, and how long nobody
/// can say. A stretch with many workloads is told of in several, each workload in one of them.
///
/// @param since when it began
/// @param until when it ended, later
/// @param workloads at most [#NAMED_MAX]
/// @param others those that are counted and not named, in one of a stretch's parts
public record ObjectiveStretch(
    Instant since,
    Instant until,
    SortedMap<WorkloadName, Measured> workloads,
    Optional<Others> others) {
  /// So many with the longest of names fit into an entry.
  public static final int NAMED_MAX = 200;

  /// @param objective what was to be kept
  /// @param time of the stretch, all of it
  public record Measured(Slo.Latency objective, Time time) {}

  /// @param workloads how many, 1 or more
  /// @param time of all of them together
  public record Others(int workloads, Time time) {
    public Others {
      if (workloads < 1) {
        throw new IllegalArgumentException("others are 1 or more workloads");
      }
    }
  }

  /// Time, by what is known of the objective in it.
  ///
  /// @param kept so many of the requests as it asks for were answered within its bound
  /// @param missed they were not
  /// @param idle no request came, so there was nothing to keep
  /// @param unobserved no reading: neither good nor bad
  public record Time(Duration kept, Duration missed, Duration idle, Duration unobserved) {
    public static final Time NONE =
        new Time(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Time {
      if (kept.isNegative()
          || missed.isNegative()
          || idle.isNegative()
          || unobserved.isNegative()) {
        throw new IllegalArgumentException("no time is below zero");
      }
    }

    public Time plus(Time other) {
      return new Time(
          kept.plus(other.kept),
          missed.plus(other.missed),
          idle.plus(other.idle),
          unobserved.plus(other.unobserved));
    }

    /// Time with a reading: what a share of missed time is of.
    public Duration observed() {
      return kept.plus(missed);
    }

    public Duration all() {
      return observed().plus(idle).plus(unobserved);
    }
  }

  public ObjectiveStretch {
    workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
    Duration lasts = Duration.between(since, until);
    if (lasts.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("until is later than since");
    }
    if (workloads.size() > NAMED_MAX) {
      throw new IllegalArgumentException("a stretch names at most " + NAMED_MAX + " workloads");
    }
    boolean whole =
        workloads.values().stream().allMatch(one -> one.time().all().equals(lasts))
            && others
                .filter(it -> !it.time().all().equals(lasts.multipliedBy(it.workloads())))
                .isEmpty();
    if (!whole) {
      throw new IllegalArgumentException("the times of a workload are those of the stretch");
    }
  }
}
