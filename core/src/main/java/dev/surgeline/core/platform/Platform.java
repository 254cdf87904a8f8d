package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The whole that is kept inside its service levels: one state, one writer, one audit log.
///
/// @param name a DNS label, as a workload's
/// @param interval the time from one tick to the next; 100 ms to an hour
/// @param calendar its time zone and holidays, for every schedule
/// @param regions where its replicas can run; none: in one place that nobody asks about
/// @param adequacies which jurisdiction accepts which other, and until when
/// @param budget what its replicas may cost; absent: no limit
/// @param quota how much of each resource all its replicas may need together; a resource that is
///   not listed has no limit
/// @param records how long its own records are kept, and where; absent: nothing is said
public record Platform(
    WorkloadName name,
    Duration interval,
    Calendar calendar,
    List<Region> regions,
    List<Adequacy> adequacies,
    Optional<Budget> budget,
    SortedMap<ResourceName, Double> quota,
    Optional<Records> records) {
  /// The interval where a document names none: the Kubernetes HPA's.
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(15);

  private static final Duration LEAST_BAKE = Duration.ofSeconds(5);

  /// With a calendar of neither summer time nor holidays.
  public Platform(WorkloadName name, Duration interval) {
    this(name, interval, Calendar.UTC);
  }

  /// Of one place, without limits that workloads share.
  public Platform(WorkloadName name, Duration interval, Calendar calendar) {
    this(name, interval, calendar, List.of(), List.of(), Optional.empty(), new TreeMap<>());
  }

  /// With nothing said of its records.
  public Platform(
      WorkloadName name,
      Duration interval,
      Calendar calendar,
      List<Region> regions,
      List<Adequacy> adequacies,
      Optional<Budget> budget,
      SortedMap<ResourceName, Double> quota) {
    this(name, interval, calendar, regions, adequacies, budget, quota, Optional.empty());
  }

  public Platform {
    regions = Region.distinct(regions);
    adequacies = List.copyOf(adequacies);
    quota = ResourceName.amounts(quota);
    if (interval.compareTo(Duration.ofMillis(100)) < 0
        || interval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("interval is 100ms to 1h");
    }
  }

  /// How long a workload is watched after replicas were taken away: four intervals, since its
  /// latency is measured over the latest three, and 5 s at least. Example: a minute at the default
  /// of 15 s.
  public Duration bake() {
    Duration bake = Duration.ofNanos(4 * interval.toNanos());
    return bake.compareTo(LEAST_BAKE) > 0 ? bake : LEAST_BAKE;
  }
}
