package dev.surgeline.lab.fuzz;

import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a workload is scaled: one to three policies that know what a replica can do, or not quite.
final class RandomPolicies {
  private static final List<Window> WINDOWS =
      List.of(
          Window.parse("daily 08:10-08:25"),
          Window.parse("*/15 * * * * for 5m"),
          Window.parse("weekdays 07:00-19:00"));

  private final Chance chance;

  RandomPolicies(Chance chance) {
    this.chance = chance;
  }

  /// @param others whom it may follow
  Scaling scaling(Workload workload, List<WorkloadName> others) {
    List<Policy> policies = new ArrayList<>();
    for (int i = chance.of(1, 1, 1, 2, 3); i > 0; i--) {
      Policy drawn = policy(workload);
      boolean twice = policies.stream().anyMatch(one -> one.name().equals(drawn.name()));
      if (!twice) {
        policies.add(drawn);
      }
    }
    if (!others.isEmpty() && chance.oneIn(3)) {
      policies.add(new Follow(List.of(new Follow.Lead(chance.of(others), chance.of(0.5, 1.0)))));
    }
    if (chance.oneIn(4)) {
      policies.add(schedule(workload));
    }
    boolean forObjective = policies.stream().anyMatch(SloPolicy.class::isInstance);
    Behavior usual = forObjective ? Behavior.FOR_OBJECTIVE : Behavior.DEFAULT;
    return new Scaling(
        policies,
        chance.oneIn(4) ? behavior() : usual,
        chance.oneIn(10) ? chance.of(Mode.OBSERVE, Mode.RECOMMEND) : Mode.ACT,
        chance.oneIn(5) ? Optional.of(approval(workload)) : Optional.empty(),
        chance.oneIn(3) ? signals(workload) : SignalRules.DEFAULT);
  }

  private Policy policy(Workload workload) {
    double each = workload.capacity().requestsPerSecond();
    return switch (chance.between(0, 7)) {
      case 0 -> cpu();
      case 1 -> requests(each);
      case 2 -> steps(each);
      case 3 -> tiers(each, workload);
      case 4 ->
          new Queue(SignalName.IN_FLIGHT, new Queue.PerReplica(workload.capacity().slots() * 1.0));
      case 5 ->
          new SloPolicy(
              Metrics.REQUESTS,
              Optional.of(SignalName.IN_FLIGHT),
              Optional.of(new SloPolicy.ReplicaSeconds(chance.of(10.0, 400.0, 1e5))));
      default -> SloPolicy.DEFAULT;
    };
  }

  private Policy cpu() {
    var target =
        new MetricTarget(
            MetricTarget.Source.RESOURCE,
            Metrics.CPU,
            new MetricTarget.Utilization(chance.of(30, 70, 95)));
    return new Policy.TargetTracking(List.of(target), Tolerance.DEFAULT);
  }

  private Policy requests(double each) {
    long milli = Math.max(1, Math.round(1000 * each * chance.of(0.3, 0.7, 1.0)));
    var target =
        new MetricTarget(
            MetricTarget.Source.EXTERNAL, Metrics.REQUESTS, new MetricTarget.AverageValue(milli));
    return new Policy.TargetTracking(List.of(target), Tolerance.DEFAULT);
  }

  private Policy steps(double each) {
    var gauge = new Gauge(Metrics.REQUESTS, Gauge.As.AVERAGE);
    return new Steps(
        gauge,
        List.of(
            new Steps.Step(0.7 * each, new Steps.Count(2)),
            new Steps.Step(each, new Steps.Count(8))),
        List.of(new Steps.Step(0.3 * each, new Steps.Count(1))));
  }

  private Policy tiers(double each, Workload workload) {
    var gauge = new Gauge(Metrics.REQUESTS, Gauge.As.TOTAL);
    int min = workload.replicas().min().value();
    var low = new Tiers.Condition(gauge, OptionalDouble.of(0), OptionalDouble.of(2 * each));
    var high = new Tiers.Condition(gauge, OptionalDouble.of(2 * each), OptionalDouble.of(9 * each));
    return new Tiers(
        List.of(
            new Tiers.Row(List.of(low), new Replicas(min + 1)),
            new Tiers.Row(List.of(high), new Replicas(min + 6)),
            new Tiers.Row(List.of(), new Replicas(min + 20))));
  }

  private Policy schedule(Workload workload) {
    Optional<Replicas> some =
        Optional.of(
            new Replicas(
                chance.between(
                    Math.max(1, workload.replicas().min().value()),
                    workload.replicas().max().value())));
    Optional<Replicas> none = Optional.empty();
    int kind = chance.between(0, 4);
    return new Policy.Schedule(
        List.of(
            new Policy.Schedule.Entry(
                "window",
                chance.of(WINDOWS),
                kind == 0 ? some : none,
                kind == 1 ? some : none,
                kind == 2 ? some : none,
                kind == 3 ? OptionalDouble.of(chance.of(0.5, 2.0)) : OptionalDouble.empty(),
                kind == 4 ? Optional.of(true) : Optional.empty())));
  }

  private Behavior behavior() {
    return new Behavior(rules(), rules());
  }

  private Behavior.Rules rules() {
    var rate =
        new Behavior.RatePolicy(
            chance.of(Behavior.Unit.values()),
            chance.of(1, 20, 100),
            Duration.ofSeconds(chance.of(15, 60)));
    return new Behavior.Rules(
        Duration.ofSeconds(chance.of(0, 60, 300)),
        chance.of(Behavior.Select.MAX, Behavior.Select.MIN),
        List.of(rate));
  }

  private ApprovalRule approval(Workload workload) {
    boolean byCost = workload.cost().isPresent() && chance.oneIn(2);
    var above =
        new ApprovalRule.Above(
            byCost ? Optional.empty() : Optional.of(new Replicas(chance.of(2, 8, 20))),
            byCost ? OptionalDouble.of(chance.of(1.0, 5.0)) : OptionalDouble.empty());
    return new ApprovalRule(above, chance.of(1, 2), Optional.empty());
  }

  private SignalRules signals(Workload workload) {
    return new SignalRules(
        Optional.of(Duration.ofSeconds(chance.of(0, 30, 120))),
        chance.oneIn(2) ? Optional.of(workload.replicas().max()) : Optional.empty(),
        Optional.of(Duration.ofSeconds(chance.of(60, 600))),
        OptionalDouble.of(chance.of(3.0, 50.0)));
  }
}
