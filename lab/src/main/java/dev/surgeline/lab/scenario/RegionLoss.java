package dev.surgeline.lab.scenario;

import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A region goes down with all replicas in it, and none starts there until it is back. Requests of
/// its workloads go to others if that is said, as far as their data may be held there.
///
/// @param lasts until replicas start there again
/// @param region which
/// @param to from a workload in it to the one elsewhere that gets its requests; absent: nobody does
/// @param after how long it takes until they do, and until they go back; absent: at once
public record RegionLoss(
    Duration at,
    Duration lasts,
    WorkloadName region,
    Optional<SortedMap<WorkloadName, WorkloadName>> to,
    Optional<Duration> after)
    implements Happening {
  public RegionLoss {
    Rules.requireTime("at", at);
    Rules.requireTime("lasts", lasts);
    after.ifPresent(one -> Rules.requireTime("after", one));
    to = to.map(some -> Collections.unmodifiableSortedMap(new TreeMap<>(some)));
  }

  @Override
  public Optional<WorkloadName> workload() {
    return Optional.empty();
  }

  @Override
  public Duration duration() {
    return lasts;
  }

  @Override
  public String words() {
    return "region " + region + " is lost";
  }

  private SortedMap<WorkloadName, WorkloadName> taken() {
    return to.orElseGet(Collections::emptySortedMap);
  }

  /// Whether a workload runs there.
  boolean takes(Platform platform, Workload workload) {
    return Residency.region(platform, workload)
        .filter(one -> one.name().equals(region))
        .isPresent();
  }

  /// What it does to a workload that runs there.
  List<Fault> faults(long origin) {
    long from = origin + at.toNanos();
    return List.of(new Fault.NoStarts(from, from + lasts.toNanos()), new Fault.Crash(from, 1, 0));
  }

  /// Whether requests go elsewhere then.
  ///
  /// @param nanos from the beginning of what is counted
  private boolean moved(long nanos) {
    long late = after.map(Duration::toNanos).orElse(0L);
    return nanos >= at.toNanos() + late && nanos < at.plus(lasts).toNanos() + late;
  }

  /// Moves requests between workloads.
  ///
  /// @param counts of each step, which are changed
  /// @param before how long before what is counted the first step begins
  void move(SortedMap<WorkloadName, double[]> counts, long before, long step) {
    taken()
        .forEach((lost, taker) -> {
          double[] from = Optional.ofNullable(counts.get(lost)).orElseThrow();
          double[] into = Optional.ofNullable(counts.get(taker)).orElseThrow();
          for (int i = 0; i < from.length; i++) {
            if (moved(i * step - before)) {
              into[i] += from[i];
              from[i] = 0;
            }
          }
        });
  }

  /// Refuses what is not there, and requests that may not go where they are sent.
  ///
  /// @param workloads by name
  /// @param begin of the scenario's beginning
  void require(Platform platform, SortedMap<WorkloadName, Workload> workloads, Instant begin) {
    Rules.require(
        platform.regions().stream().anyMatch(one -> one.name().equals(region)),
        "there is no region " + region + " in the documents");
    taken()
        .forEach((lost, taker) -> {
          for (WorkloadName one : List.of(lost, taker)) {
            Rules.require(
                workloads.containsKey(one), "there is no workload " + one + " in the documents");
          }
          Workload from = Optional.ofNullable(workloads.get(lost)).orElseThrow();
          Workload into = Optional.ofNullable(workloads.get(taker)).orElseThrow();
          Rules.require(takes(platform, from), lost + " is not in the region " + region);
          Rules.require(!takes(platform, into), taker + " is in the region " + region + ", too");
          ZoneId zone = platform.calendar().zone();
          var there = Residency.on(begin.atZone(zone).toLocalDate(), platform, held(from, into));
          if (there instanceof Residency.Standing.Broken(String why)) {
            throw new IllegalArgumentException(
                "requests of " + lost + " can not go to " + taker + ": " + why);
          }
        });
  }

  /// The data of the one, held where the other runs.
  private static Workload held(Workload from, Workload into) {
    Optional<DataRules> data = from.data();
    return new Workload(
        into.name(),
        into.hosting(),
        into.criticality(),
        into.replicas(),
        into.slo(),
        into.capacity(),
        into.region(),
        into.cost(),
        data,
        into.dependsOn(),
        into.ceilings(),
        into.needs());
  }
}
