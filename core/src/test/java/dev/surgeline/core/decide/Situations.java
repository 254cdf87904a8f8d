package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Pictures of one workload for tests of single stages.
public final class Situations {
  public static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  public static final SignalName LOAD = new SignalName("load");

  private Situations() {}

  public static Workload workload(String name, int min, int max) {
    return new Workload(
        new WorkloadName(name),
        new Hosting.Process(
            List.of("serve", "{port}"), "/health", "/metrics", Duration.ofSeconds(5)),
        Criticality.STANDARD,
        new ReplicaBounds(new Replicas(min), new Replicas(max)),
        Slo.NONE,
        new Capacity(Duration.ofSeconds(10), 8, Duration.ofMillis(200)));
  }

  public static Scaling scaling(Behavior behavior, Tolerance tolerance, MetricTarget... metrics) {
    return new Scaling(List.of(new Policy.TargetTracking(List.of(metrics), tolerance)), behavior);
  }

  /// A situation without history.
  public static Situation of(
      Workload workload,
      Scaling scaling,
      WorkloadStatus status,
      SortedMap<SignalName, Signal> seen) {
    return with(workload, scaling, status, seen, History.EMPTY);
  }

  public static Situation with(
      Workload workload,
      Scaling scaling,
      WorkloadStatus status,
      SortedMap<SignalName, Signal> seen,
      History history) {
    var observation = new Observation(status, seen);
    return new Situation(NOW, workload, scaling, status.desired(), observation, history);
  }

  /// A situation about the size alone, for guardrails.
  public static Situation sized(
      ReplicaBounds bounds, Behavior behavior, Replicas current, History history) {
    Workload workload = workload("beds", bounds.min().value(), bounds.max().value());
    Scaling scaling =
        scaling(
            behavior,
            Tolerance.DEFAULT,
            new MetricTarget(
                MetricTarget.Source.EXTERNAL, LOAD, new MetricTarget.AverageValue(10_000)));
    return with(
        workload, scaling, new WorkloadStatus(current, List.of()), new TreeMap<>(), history);
  }

  /// The same under break-glass that asks for at least so many.
  static Situation under(Situation plain, int atLeast) {
    var command =
        new Command.StartEmergency(
            "a surge",
            new Emergency.Scope.All(),
            Duration.ofHours(1),
            Optional.of(new Replicas(atLeast)));
    var emergency = Emergency.started(NOW, new Actor("ops-1"), command);
    return new Situation(
        plain.now(),
        plain.workload(),
        plain.scaling(),
        plain.current(),
        plain.observation(),
        plain.history(),
        plain.agenda(),
        plain.surroundings().with(People.SILENT.with(emergency)));
  }

  /// What policies and guardrails make of it.
  static Deliberation guarded(Situation situation) {
    return Guardrails.pass(List.of(Deliberation.of(situation)), List.of(), Optional.empty())
        .getFirst();
  }
}
