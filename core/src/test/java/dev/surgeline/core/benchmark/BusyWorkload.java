package dev.surgeline.core.benchmark;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Behavior.RatePolicy;
import dev.surgeline.core.decide.Behavior.Rules;
import dev.surgeline.core.decide.Behavior.Select;
import dev.surgeline.core.decide.Behavior.Unit;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.property.Chance;
import dev.surgeline.core.scenario.Plant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// One workload of a busy platform, with its demand and the replicas that carry it.
final class BusyWorkload {
  private static final SignalName CPU = new SignalName("cpu");
  private static final SignalName REQUESTS = new SignalName("requests_in_flight");

  /// What one replica carries at its target, in requests in flight.
  static final double EACH = 10;

  private static final Duration STARTUP = Duration.ofSeconds(20);
  private static final Behavior CAREFUL =
      new Behavior(
          new Rules(
              Duration.ofSeconds(30),
              Select.MAX,
              List.of(new RatePolicy(Unit.PODS, 1, Duration.ofMinutes(1)))),
          Behavior.DEFAULT.scaleDown());

  /// How it is scaled.
  enum Policies {
    /// By target tracking.
    TRACKING,
    /// By target tracking, queue, tiers and schedule together; nine of ten follow the one before.
    ALL,
    /// By the slo policy, which has learned for a while.
    SLO
  }

  private final WorkloadSpec spec;
  private final Plant plant;
  private final Chance chance;
  private final double mean;
  private final double phase;
  private final double ticksPerWave;
  private int ticks;

  /// @param number from 0; all that is random about the workload follows from it
  BusyWorkload(int number, Instant start, Policies policies) {
    chance = new Chance(number);
    spec = spec(named(number), number, policies);
    mean = chance.between(25, 70);
    phase = chance.share() * 2 * Math.PI;
    ticksPerWave = chance.between(40, 240);
    plant = new Plant(name());
    plant.takes(STARTUP, Duration.ofSeconds(5));
    plant.begin(new Replicas((int) Math.ceil(mean / EACH)), start);
  }

  static WorkloadName named(int number) {
    return new WorkloadName("workload-%06d".formatted(number));
  }

  WorkloadName name() {
    return spec.workload().name();
  }

  WorkloadSpec spec() {
    return spec;
  }

  void carryOut(Action.Scale action, Instant now) {
    plant.carryOut(action, now);
  }

  /// The picture at the next tick.
  Observation observed(Instant now) {
    plant.advance(now);
    WorkloadStatus status = plant.status();
    double wave = 1 + 0.6 * StrictMath.sin(phase + 2 * Math.PI * ticks++ / ticksPerWave);
    double burst = chance.oneIn(100) ? 3 : 1;
    double load = mean * wave * burst * (0.95 + 0.1 * chance.share());
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(CPU, heard(cpu(status, load), now));
    signals.put(REQUESTS, heard(new Measure.Total(load), now));
    signals.put(BusyPolicies.BACKLOG, heard(new Measure.Total(20 * load), now));
    var millis = new Measure.Total(100 + 300 * chance.share());
    signals.put(SignalName.OBJECTIVE_LATENCY, new Signal.Known(millis, now));
    return new Observation(status, signals);
  }

  private Signal heard(Measure measure, Instant now) {
    return switch (chance.between(0, 99)) {
      case 0 -> new Signal.Missing(Absence.SOURCE_FAILED);
      case 1 -> new Signal.Stale(measure, now.minusSeconds(90));
      default -> new Signal.Known(measure, now);
    };
  }

  /// In cores: at its target a replica uses 70% of the one that it has.
  private Measure.PerReplica cpu(WorkloadStatus status, double load) {
    double each = 0.7 * load / (EACH * Math.max(1, status.ready().value()));
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.ready() && !chance.oneIn(200)) {
        double used = each * (0.9 + 0.2 * chance.share());
        usages.put(replica.id(), new Measure.Usage(OptionalDouble.of(used), OptionalDouble.of(1)));
      }
    }
    return new Measure.PerReplica(usages);
  }

  private static WorkloadSpec spec(WorkloadName name, int number, Policies policies) {
    var workload =
        new Workload(
            name,
            new Hosting.Process(
                List.of("serve", "{port}"), "/health", "/metrics", Duration.ofSeconds(5)),
            Criticality.STANDARD,
            new ReplicaBounds(new Replicas(2), new Replicas(10)),
            new Slo(Optional.of(new Slo.Latency(0.99, Duration.ofMillis(500)))),
            new Capacity(STARTUP, 8, Duration.ofMillis(200)));
    var utilization =
        new MetricTarget(MetricTarget.Source.RESOURCE, CPU, new MetricTarget.Utilization(70));
    var average =
        new MetricTarget(
            MetricTarget.Source.EXTERNAL,
            REQUESTS,
            new MetricTarget.AverageValue((long) (EACH * 1000)));
    List<MetricTarget> metrics =
        switch (number % 4) {
          case 0 -> List.of(utilization);
          case 1 -> List.of(average);
          case 2 ->
              List.of(
                  new MetricTarget(
                      MetricTarget.Source.RESOURCE, CPU, new MetricTarget.AverageValue(700)));
          default -> List.of(utilization, average);
        };
    List<Policy> all = new ArrayList<>();
    all.add(new Policy.TargetTracking(metrics, Tolerance.DEFAULT));
    if (policies == Policies.SLO) {
      var slo = new SloPolicy(REQUESTS, Optional.empty(), Optional.empty());
      return new WorkloadSpec(
          workload, new Scaling(List.of(slo), Behavior.FOR_OBJECTIVE), List.of());
    }
    if (policies == Policies.ALL) {
      all.addAll(BusyPolicies.besideTracking(number, CPU, REQUESTS));
    }
    Behavior behavior = number % 10 == 0 ? CAREFUL : Behavior.DEFAULT;
    return new WorkloadSpec(workload, new Scaling(all, behavior), List.of());
  }
}
