package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A thing that is scaled: what it is, where it runs, what it promises and what one replica can do.
///
/// @param name unique in the platform
/// @param hosting where its replicas run
/// @param criticality what is lost when it is slow
/// @param replicas how few and how many it may have; what is life-safety always has one at least
/// @param slo what it promises
/// @param capacity what one replica can do
/// @param region where it runs; absent: the platform's only one
/// @param cost what its replicas cost; absent: not known, which is not nothing
/// @param data what its data is and where it must stay; absent: nothing is said
/// @param dependsOn what it needs to answer its requests
/// @param ceilings countable things that its replicas hold
/// @param needs how much of the platform's quota each replica takes, besides one of `replicas`
///   unless it says how many of those
public record Workload(
    WorkloadName name,
    Hosting hosting,
    Criticality criticality,
    ReplicaBounds replicas,
    Slo slo,
    Capacity capacity,
    Optional<WorkloadName> region,
    Optional<Price> cost,
    Optional<DataRules> data,
    List<Dependency> dependsOn,
    List<Ceiling> ceilings,
    SortedMap<ResourceName, Double> needs) {
  /// By itself: nothing is said of its surroundings.
  public Workload(
      WorkloadName name,
      Hosting hosting,
      Criticality criticality,
      ReplicaBounds replicas,
      Slo slo,
      Capacity capacity) {
    this(
        name,
        hosting,
        criticality,
        replicas,
        slo,
        capacity,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  public Workload {
    if (criticality == Criticality.LIFE_SAFETY && replicas.min().value() == 0) {
      throw new IllegalArgumentException("a life-safety workload has a min of at least 1");
    }
    dependsOn = List.copyOf(dependsOn);
    ceilings = List.copyOf(ceilings);
    needs = ResourceName.amounts(needs);
    if (dependsOn.size() > 100 || ceilings.size() > 100) {
      throw new IllegalArgumentException("dependsOn and ceilings have at most 100 entries each");
    }
    if (dependsOn.stream().map(Dependency::workload).distinct().count() < dependsOn.size()) {
      throw new IllegalArgumentException("each dependency is listed once");
    }
    if (ceilings.stream().map(Ceiling::name).distinct().count() < ceilings.size()) {
      throw new IllegalArgumentException("each ceiling is listed once");
    }
    if (dependsOn.stream().anyMatch(one -> one.workload().equals(name))) {
      throw new IllegalArgumentException("a workload does not depend on itself");
    }
  }

  /// How long a change of size may take before it is undone: twice the start-up or drain time,
  /// since a busy machine starts replicas slowly, and half a minute for everything around it.
  ///
  /// Example: 10 s to start and 5 s to drain give 50 s.
  public Duration changeDeadline() {
    Duration drain =
        switch (hosting) {
          case Hosting.Process process -> process.drain();
        };
    Duration longer = drain.compareTo(capacity.startup()) > 0 ? drain : capacity.startup();
    return longer.plus(longer).plusSeconds(30);
  }

  /// How long growth may take after so many tries in a row that failed: four times as long after
  /// one, sixteen times after more. A registry that is slow, or a cache that is cold, makes every
  /// start slow; to give each try the same time would start and end replicas for ever.
  ///
  /// Example: 50 s, then 200 s, then 800 s.
  ///
  /// @param failures 0 or more
  public Duration growthDeadline(int failures) {
    return changeDeadline().multipliedBy(1L << (2 * Math.min(2, failures)));
  }
}
