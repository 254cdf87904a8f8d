package dev.surgeline.core.property;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Behavior.RatePolicy;
import dev.surgeline.core.decide.Behavior.Rules;
import dev.surgeline.core.decide.Behavior.Select;
import dev.surgeline.core.decide.Behavior.Unit;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Documents that are allowed, and seldom sensible.
final class RandomSpecs {
  static final List<WorkloadName> NAMES =
      List.of(new WorkloadName("a"), new WorkloadName("b"), new WorkloadName("c"));
  static final List<SignalName> SIGNALS = List.of(new SignalName("x"), new SignalName("y"));

  private static final Platform PLATFORM =
      new Platform(new WorkloadName("random"), Duration.ofSeconds(15), RandomSchedules.CALENDAR);

  private RandomSpecs() {}

  /// Workloads that share something.
  static PlatformSpec platform(Chance chance) {
    PlatformSpec plain = platform(chance, true);
    return chance.oneIn(2) ? plain : RandomLimits.shared(plain, chance);
  }

  /// Of workloads that neither follow each other nor share anything.
  static PlatformSpec apart(Chance chance) {
    return platform(chance, false);
  }

  private static PlatformSpec platform(Chance chance, boolean following) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    // Last first, so that what is followed is sorted after whom it follows.
    for (WorkloadName name : NAMES.reversed()) {
      if (chance.oneIn(3)) {
        Optional<Policy> follow =
            following && !workloads.isEmpty() && chance.oneIn(2)
                ? Optional.of(RandomPolicies.follow(List.copyOf(workloads.keySet()), chance))
                : Optional.empty();
        workloads.put(name, workload(name, follow, chance));
      }
    }
    if (workloads.isEmpty()) {
      WorkloadName name = NAMES.getFirst();
      workloads.put(name, workload(name, Optional.empty(), chance));
    }
    return new PlatformSpec(PLATFORM, workloads);
  }

  /// The same with prices and a budget that all workloads share.
  static PlatformSpec priced(PlatformSpec spec, Chance chance) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    spec.workloads()
        .forEach((name, one) ->
            workloads.put(
                name,
                new WorkloadSpec(
                    RandomMoney.priced(one.workload(), chance), one.scaling(), one.routes())));
    return new PlatformSpec(RandomMoney.limited(spec.platform(), chance), workloads);
  }

  private static WorkloadSpec workload(WorkloadName name, Optional<Policy> follow, Chance chance) {
    int min = chance.oneIn(20) ? Replicas.LIMIT : chance.between(0, 12);
    int max = Math.min(Replicas.LIMIT, Math.max(1, min + chance.of(0, 1, 8, 1_000, 100_000)));
    var hosting =
        new Hosting.Process(
            List.of("serve", "{port}"),
            "/health",
            "/metrics",
            Duration.ofSeconds(chance.of(0, 5, 3_600)));
    Optional<Slo.Latency> latency =
        chance.oneIn(2)
            ? Optional.of(new Slo.Latency(0.99, Duration.ofMillis(500)))
            : Optional.empty();
    var workload =
        new Workload(
            name,
            hosting,
            Criticality.STANDARD,
            new ReplicaBounds(new Replicas(min), new Replicas(max)),
            new Slo(latency),
            new Capacity(Duration.ofSeconds(chance.of(0, 10, 3_600)), 8, Duration.ofMillis(200)),
            Optional.empty(),
            chance.oneIn(2)
                ? Optional.of(new Price(0.25, Optional.empty(), Optional.empty()))
                : Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            new TreeMap<>());
    return new WorkloadSpec(workload, scaling(follow, chance), List.of());
  }

  private static Scaling scaling(Optional<Policy> follow, Chance chance) {
    List<Policy> policies = new ArrayList<>();
    for (int i = chance.between(1, 2); i > 0; i--) {
      Policy drawn = chance.oneIn(2) ? tracking(chance) : RandomPolicies.next(chance);
      if (!(drawn instanceof Policy.Remembering)
          || policies.stream().noneMatch(other -> other.name().equals(drawn.name()))) {
        policies.add(drawn);
      }
    }
    follow.ifPresent(policies::add);
    if (chance.oneIn(3)) {
      if (chance.oneIn(4)) {
        policies.clear();
      }
      policies.add(RandomSchedules.next(chance));
    }
    var behavior = chance.oneIn(2) ? Behavior.DEFAULT : new Behavior(rules(chance), rules(chance));
    Mode mode = chance.oneIn(4) ? chance.of(Mode.values()) : Mode.ACT;
    return new Scaling(policies, behavior, mode, approval(chance), signals(chance));
  }

  private static SignalRules signals(Chance chance) {
    if (chance.oneIn(2)) {
      return SignalRules.DEFAULT;
    }
    return new SignalRules(
        Optional.of(Duration.ofSeconds(chance.of(0, 15, 120, 604_800))),
        Optional.of(new Replicas(chance.of(0, 4, Replicas.LIMIT))),
        Optional.of(Duration.ofSeconds(chance.of(0, 30, 604_800))),
        OptionalDouble.of(chance.of(1.000001, 3.0, 50.0, 1e9)));
  }

  private static Optional<ApprovalRule> approval(Chance chance) {
    if (!chance.oneIn(3)) {
      return Optional.empty();
    }
    boolean byCost = chance.oneIn(2);
    var above =
        new ApprovalRule.Above(
            byCost && chance.oneIn(2)
                ? Optional.empty()
                : Optional.of(new Replicas(chance.of(0, 2, 8, 1_000))),
            byCost ? OptionalDouble.of(chance.of(0.0, 1.0, 2.2)) : OptionalDouble.empty());
    Duration validFor = Duration.ofMinutes(chance.of(1, 30));
    return Optional.of(new ApprovalRule(above, chance.between(1, 2), Optional.of(validFor)));
  }

  private static Policy tracking(Chance chance) {
    List<MetricTarget> metrics = new ArrayList<>();
    for (int j = chance.between(1, 2); j > 0; j--) {
      metrics.add(target(chance));
    }
    var tolerance =
        chance.oneIn(2)
            ? Tolerance.DEFAULT
            : new Tolerance(chance.of(0.0, 0.99, 1e9), chance.of(0.0, 2.0, 1e9));
    return new Policy.TargetTracking(metrics, tolerance);
  }

  private static MetricTarget target(Chance chance) {
    SignalName signal = chance.of(SIGNALS);
    long milli = chance.of(1L, 1_000L, 10_000L, Long.MAX_VALUE);
    return switch (chance.between(0, 4)) {
      case 0 ->
          new MetricTarget(
              MetricTarget.Source.RESOURCE,
              signal,
              new MetricTarget.Utilization(chance.of(1, 70, 100_000)));
      case 1 ->
          new MetricTarget(
              MetricTarget.Source.RESOURCE, signal, new MetricTarget.AverageValue(milli));
      case 2 ->
          new MetricTarget(MetricTarget.Source.PODS, signal, new MetricTarget.AverageValue(milli));
      case 3 ->
          new MetricTarget(MetricTarget.Source.EXTERNAL, signal, new MetricTarget.Value(milli));
      default ->
          new MetricTarget(
              MetricTarget.Source.EXTERNAL, signal, new MetricTarget.AverageValue(milli));
    };
  }

  private static Rules rules(Chance chance) {
    List<RatePolicy> policies = new ArrayList<>();
    for (int i = chance.between(1, 2); i > 0; i--) {
      int value = chance.of(1, 4, 50, 100, Integer.MAX_VALUE);
      var period = Duration.ofSeconds(chance.of(1, 15, 1_800));
      policies.add(new RatePolicy(chance.of(Unit.values()), value, period));
    }
    return new Rules(
        Duration.ofSeconds(chance.of(0, 0, 30, 3_600)), chance.of(Select.values()), policies);
  }
}
