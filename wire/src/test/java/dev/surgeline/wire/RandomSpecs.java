package dev.surgeline.wire;

import dev.surgeline.core.control.Contradictions;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalRules;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Random specs, valid as a whole, which drawing each part by itself would hardly ever give.
final class RandomSpecs {
  private static final WorkloadName HERE = new WorkloadName("here");

  private RandomSpecs() {}

  static PlatformSpec next(int seed) {
    var random = new Random(seed);
    var records = new RandomRecords(seed);
    var workloads = new TreeMap<WorkloadName, WorkloadSpec>();
    Platform platform = platform(records);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      // Whom it may follow, if anybody.
      Optional<WorkloadName> last = workloads.keySet().stream().findFirst();
      var name = new WorkloadName("w-" + i);
      do {
        workloads.put(name, workload(name, last, random, records));
      } while (!Contradictions.of(new PlatformSpec(platform, workloads)).isEmpty());
    }
    return new PlatformSpec(platform, workloads);
  }

  static Input.Tick tick(int seed) {
    Input.Tick tick = new RandomRecords(seed).next(Input.Tick.class);
    var forecasts = new TreeMap<>(tick.forecasts());
    forecasts.keySet().retainAll(tick.observations().keySet());
    return new Input.Tick(tick.now(), tick.observations(), forecasts);
  }

  private static WorkloadSpec workload(
      WorkloadName name, Optional<WorkloadName> last, Random random, RandomRecords records) {
    Hosting.Process process = process(random, records);
    // What is life-safety has a min above 0, which the windows of a drawn schedule may not keep to.
    Criticality drawn = records.next(Criticality.class);
    Criticality criticality = drawn == Criticality.LIFE_SAFETY ? Criticality.CRITICAL : drawn;
    var workload =
        new Workload(
            name,
            process,
            criticality,
            new ReplicaBounds(Replicas.ZERO, new Replicas(Replicas.LIMIT)),
            records.next(Slo.class),
            records.next(Capacity.class),
            Optional.of(HERE),
            price(name, random, records),
            random.nextBoolean() ? Optional.empty() : Optional.of(records.next(DataRules.class)),
            random.nextBoolean() ? List.of() : List.of(dependency(records)),
            random.nextBoolean() ? List.of() : List.of(records.next(Ceiling.class)),
            new TreeMap<>(Map.of(ResourceName.REPLICAS, 1.5)));
    List<Route> routes = routes(name, random, records);
    List<Policy> policies = policies(last, random, records);
    var scaling =
        new Scaling(
            policies,
            behavior(random, records),
            records.next(Mode.class),
            approval(random, records, workload),
            records.next(SignalRules.class));
    return new WorkloadSpec(workload, scaling, routes);
  }

  /// One has a price at least, for a budget without any is refused.
  private static Optional<Price> price(WorkloadName name, Random random, RandomRecords records) {
    boolean priced = name.value().equals("w-1") || random.nextBoolean();
    return priced ? Optional.of(records.next(Price.class)) : Optional.empty();
  }

  private static Hosting.Process process(Random random, RandomRecords records) {
    List<String> words =
        new ArrayList<>(List.of("--port={port}", "a b", "", "#x", "- y", "1", "no"));
    IntStream.range(0, random.nextInt(4)).forEach(i -> words.add(records.next(String.class)));
    return new Hosting.Process(
        words, "/health", "/metrics", Duration.ofMillis(random.nextInt(9000)));
  }

  /// No two of a kind of which a workload has only one.
  private static List<Policy> policies(
      Optional<WorkloadName> last, Random random, RandomRecords records) {
    List<Policy> policies = new ArrayList<>();
    int count = random.nextInt(3) == 0 ? 2 : 1;
    while (policies.size() < count) {
      Policy drawn = records.next(Policy.class);
      Optional<Policy> policy =
          drawn instanceof Follow
              ? last.map(lead -> new Follow(List.of(new Follow.Lead(lead, random.nextInt(1, 9)))))
              // What a violated second is worth in money needs a cost, which is drawn elsewhere.
              : Optional.of(drawn).filter(one -> !(one instanceof SloPolicy slo && slo.inMoney()));
      policy
          .filter(one -> policies.stream().noneMatch(other -> other.name().equals(one.name())))
          .ifPresent(policies::add);
    }
    return policies;
  }

  private static List<Route> routes(WorkloadName name, Random random, RandomRecords records) {
    var route = records.next(Route.class);
    return random.nextBoolean()
        ? List.of()
        : List.of(new Route(name, route.host(), route.pathPrefix()));
  }

  private static Optional<ApprovalRule> approval(
      Random random, RandomRecords records, Workload workload) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(records.next(ApprovalRule.class))
            .filter(rule -> workload.cost().isPresent() || rule.above().perHour().isEmpty());
  }

  /// With the region that its workloads run in.
  private static Platform platform(RandomRecords records) {
    Platform drawn = records.next(Platform.class);
    List<Region> regions = new ArrayList<>(drawn.regions());
    regions.add(new Region(HERE, new TreeSet<>(List.of(new Jurisdiction("UK")))));
    return new Platform(
        drawn.name(),
        drawn.interval(),
        drawn.calendar(),
        regions,
        drawn.adequacies(),
        drawn.budget(),
        drawn.quota(),
        drawn.records());
  }

  /// All who depend on it agree on its limit.
  private static Dependency dependency(RandomRecords records) {
    Dependency drawn = records.next(Dependency.class);
    var limit = drawn.limit().isPresent() ? OptionalDouble.of(400.5) : OptionalDouble.empty();
    return new Dependency(
        new WorkloadName("db"), drawn.connectionsPerReplica(), limit, drawn.fanOut());
  }

  private static Behavior behavior(Random random, RandomRecords records) {
    return new Behavior(rules(random, records), rules(random, records));
  }

  private static Behavior.Rules rules(Random random, RandomRecords records) {
    var select = records.next(Behavior.Select.class);
    int least = select == Behavior.Select.DISABLED ? 0 : 1;
    List<Behavior.RatePolicy> policies =
        IntStream.range(0, random.nextInt(least, 4))
            .mapToObj(_ ->
                new Behavior.RatePolicy(
                    records.next(Behavior.Unit.class),
                    random.nextInt(1, 300),
                    Duration.ofSeconds(random.nextInt(1, 1801))))
            .toList();
    return new Behavior.Rules(Duration.ofSeconds(random.nextInt(3601)), select, policies);
  }
}
