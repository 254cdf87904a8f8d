package dev.surgeline.core.gate;

import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The kinds of policy, each with what it reads. Each of them wants a replica for `EACH` of demand.
enum Sized {
  TOTAL(false, 1),
  RATIO(false, 100),
  EACH_REPLICA(true, 1),
  UTILIZATION(true, 0.07),
  STEPS(true, 0.07),
  TIERS(false, 1),
  LIST_LENGTH(false, 1),
  DRAIN(false, 3);

  /// What one replica carries.
  static final double EACH = 10;

  static final SignalName SIGNAL = new SignalName("demand");
  static final SignalName ARRIVALS = new SignalName("arrivals");

  private final boolean perReplica;
  private final double unit;

  Sized(boolean perReplica, double unit) {
    this.perReplica = perReplica;
    this.unit = unit;
  }

  boolean perReplica() {
    return perReplica;
  }

  /// What its signal says of so much demand: for the whole, or for each replica that serves.
  double told(double demand, int ready) {
    return switch (this) {
      case TOTAL, TIERS, LIST_LENGTH, DRAIN -> unit * demand;
      case RATIO -> unit * demand / EACH / Math.max(1, ready);
      case EACH_REPLICA, UTILIZATION, STEPS -> unit * demand / Math.max(1, ready);
    };
  }

  Policy policy() {
    return switch (this) {
      case TOTAL -> tracking(MetricTarget.Source.EXTERNAL, new MetricTarget.AverageValue(10_000));
      case RATIO -> tracking(MetricTarget.Source.EXTERNAL, new MetricTarget.Value(100_000));
      case EACH_REPLICA ->
          tracking(MetricTarget.Source.PODS, new MetricTarget.AverageValue(10_000));
      case UTILIZATION -> tracking(MetricTarget.Source.RESOURCE, new MetricTarget.Utilization(70));
      case STEPS ->
          new Steps(
              new Gauge(SIGNAL, Gauge.As.UTILIZATION),
              List.of(new Steps.Step(76, new Steps.Percent(20))),
              List.of(new Steps.Step(58, new Steps.Percent(10))));
      case TIERS -> tiers();
      case LIST_LENGTH -> new Queue(SIGNAL, new Queue.PerReplica(EACH));
      case DRAIN ->
          new Queue(
              SIGNAL,
              new Queue.Drain(Duration.ofSeconds(60), Optional.of(ARRIVALS), OptionalDouble.of(1)));
    };
  }

  private static Policy tracking(MetricTarget.Source source, MetricTarget.Goal goal) {
    var metric = new MetricTarget(source, SIGNAL, goal);
    return new Policy.TargetTracking(List.of(metric), Tolerance.DEFAULT);
  }

  private static Policy tiers() {
    List<Tiers.Row> rows = new ArrayList<>();
    for (int replicas = 2; replicas <= 38; replicas += 2) {
      var below = OptionalDouble.of(replicas * EACH);
      var gauge = new Gauge(SIGNAL, Gauge.As.TOTAL);
      var when = List.of(new Tiers.Condition(gauge, OptionalDouble.empty(), below));
      rows.add(new Tiers.Row(when, new Replicas(replicas)));
    }
    rows.add(new Tiers.Row(List.of(), new Replicas(100)));
    return new Tiers(rows);
  }
}
