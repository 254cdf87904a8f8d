package dev.surgeline.lab.fuzz;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.platform.Adequacy;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Ceiling;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Region;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Route;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A platform of one to four workloads that may share money, quota and a database, and whose data
/// may not be everywhere.
final class RandomPlatform {
  private static final List<WorkloadName> NAMES =
      List.of(
          new WorkloadName("beds"),
          new WorkloadName("claims"),
          new WorkloadName("intake"),
          new WorkloadName("portal"));
  private static final List<WorkloadName> REGIONS =
      List.of(new WorkloadName("dublin"), new WorkloadName("london"));
  private static final Jurisdiction UK = new Jurisdiction("UK");
  private static final Jurisdiction EU = new Jurisdiction("EU");

  /// Of the scenario, at whose midnight an adequacy may end.
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final Chance chance;
  private final boolean priced;
  private final boolean placed;
  private final boolean sharing;
  private final double connections;
  private final double connectionsMost;
  private final double licences;

  RandomPlatform(Chance chance) {
    this.chance = chance;
    priced = chance.oneIn(2);
    placed = chance.oneIn(3);
    sharing = chance.oneIn(3);
    // All mins together fit: four workloads of five.
    connections = chance.of(1.0, 10.0);
    connectionsMost = connections * chance.of(20, 25, 60);
    licences = chance.of(20.0, 30.0, 80.0);
  }

  PlatformSpec make() {
    int count = chance.of(1, 1, 2, 3, 4);
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    var policies = new RandomPolicies(chance);
    // Last first, so that what is followed is sorted after whom it follows.
    for (WorkloadName name : NAMES.subList(0, count).reversed()) {
      Workload workload = workload(name);
      Scaling scaling = policies.scaling(workload, List.copyOf(workloads.keySet()));
      workloads.put(name, new WorkloadSpec(workload, scaling, routes(name)));
    }
    return new PlatformSpec(platform(), workloads);
  }

  private static List<Route> routes(WorkloadName name) {
    return List.of(new Route(name, Optional.empty(), Optional.of("/" + name)));
  }

  private Platform platform() {
    SortedMap<ResourceName, Double> quota = new TreeMap<>();
    if (sharing && chance.oneIn(2)) {
      quota.put(ResourceName.REPLICAS, chance.of(12.0, 30.0, 80.0));
    }
    var ended =
        new Adequacy(
            EU,
            UK,
            DAY.minusYears(5),
            Optional.of(chance.of(DAY.minusDays(1), DAY.plusDays(100))),
            "a decision",
            Optional.empty());
    return new Platform(
        new WorkloadName("fuzz"),
        Duration.ofSeconds(chance.of(15, 15, 5, 30)),
        new Calendar(ZoneId.of("Europe/London"), new TreeMap<>()),
        placed
            ? List.of(
                new Region(REGIONS.getFirst(), new TreeSet<>(List.of(EU))),
                new Region(REGIONS.getLast(), new TreeSet<>(List.of(UK))))
            : List.of(),
        placed && chance.oneIn(2) ? List.of(ended) : List.of(),
        priced && chance.oneIn(2) ? Optional.of(budget()) : Optional.empty(),
        quota);
  }

  private Budget budget() {
    return new Budget(
        "GBP",
        amount(2, 8, 30),
        amount(1, 10, 200),
        amount(20, 5000),
        chance.oneIn(2) ? OptionalDouble.empty() : OptionalDouble.of(chance.of(0.0, 50.0)));
  }

  private OptionalDouble amount(double... of) {
    return chance.oneIn(2)
        ? OptionalDouble.empty()
        : OptionalDouble.of(of[chance.between(0, of.length - 1)]);
  }

  private Workload workload(WorkloadName name) {
    Criticality criticality = chance.of(Criticality.values());
    int least = criticality == Criticality.LIFE_SAFETY ? 1 : 0;
    int min = Math.max(least, chance.of(0, 1, 2, 5));
    int max = min + chance.of(0, 1, 8, 40);
    var capacity =
        new Capacity(
            Duration.ofSeconds(chance.of(0, 10, 30, 120)),
            chance.of(1, 4, 8),
            Duration.ofMillis(chance.of(50, 200, 1000)));
    long bound = capacity.serviceTime().toMillis() * chance.of(2, 5, 10);
    boolean stated = placed && chance.oneIn(2);
    return new Workload(
        name,
        new Hosting.Process(List.of("serve", "{port}"), "/health", "/metrics", Duration.ZERO),
        criticality,
        new ReplicaBounds(new Replicas(min), new Replicas(Math.max(1, max))),
        new Slo(
            chance.oneIn(4)
                ? Optional.empty()
                : Optional.of(new Slo.Latency(chance.of(0.9, 0.99), Duration.ofMillis(bound)))),
        capacity,
        placed ? Optional.of(chance.of(REGIONS)) : Optional.empty(),
        priced ? Optional.of(price()) : Optional.empty(),
        stated
            ? Optional.of(
                new DataRules(
                    DataRules.Classification.PHI, new TreeSet<>(List.of(chance.of(UK, EU)))))
            : Optional.empty(),
        dependencies(),
        sharing && chance.oneIn(3)
            ? List.of(new Ceiling("licences", OptionalDouble.empty(), licences))
            : List.of(),
        new TreeMap<>());
  }

  private Price price() {
    return new Price(
        chance.of(0.1, 0.5, 2.0),
        chance.oneIn(3) ? Optional.of(new Price.Reserved(new Replicas(3), 0.05)) : Optional.empty(),
        Optional.empty());
  }

  private List<Dependency> dependencies() {
    List<Dependency> all = new ArrayList<>();
    if (sharing && chance.oneIn(2)) {
      all.add(
          new Dependency(
              new WorkloadName("database"),
              OptionalDouble.of(connections),
              OptionalDouble.of(connectionsMost),
              OptionalDouble.empty()));
    }
    return all;
  }
}
