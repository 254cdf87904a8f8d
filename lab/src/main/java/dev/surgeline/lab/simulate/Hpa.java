package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.hpa.Condition;
import dev.surgeline.core.decide.hpa.HorizontalPodAutoscaler;
import dev.surgeline.core.decide.hpa.Memory;
import dev.surgeline.core.decide.hpa.Reconciliation;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The Kubernetes HPA with its production defaults: it syncs every 15 s, and as often the metrics
/// server reads what replicas use, whatever the tick of our documents is.
public final class Hpa implements Controller {
  /// `--horizontal-pod-autoscaler-sync-period`, and the metrics server's `--metric-resolution`.
  static final Duration SYNC = Duration.ofSeconds(15);

  private final String name;
  private final List<MetricTarget> targets;
  private final HorizontalPodAutoscaler hpa;
  private List<Condition> conditions = List.of();
  private Optional<Memory> memory = Optional.empty();

  /// @param targets what it tracks, at least one
  /// @param bounds of the workload
  /// @param behavior of the workload
  public Hpa(
      String name,
      List<MetricTarget> targets,
      ReplicaBounds bounds,
      Behavior behavior,
      Tolerance tolerance) {
    this.name = name;
    this.targets = List.copyOf(targets);
    hpa =
        new HorizontalPodAutoscaler(
            bounds,
            targets.stream().map(Optional::of).toList(),
            Optional.of(behavior),
            tolerance,
            HorizontalPodAutoscaler.Settings.DEFAULT);
  }

  /// Tracks the use of CPU, which is what the slots of a replica work.
  ///
  /// @param percent 1 to 100
  public static Hpa ofCpu(String name, int percent, ReplicaBounds bounds) {
    var target =
        new MetricTarget(
            MetricTarget.Source.RESOURCE, Metrics.CPU, new MetricTarget.Utilization(percent));
    return new Hpa(name, List.of(target), bounds, Behavior.DEFAULT, Tolerance.DEFAULT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedSet<SignalName> signals() {
    SortedSet<SignalName> names = new TreeSet<>();
    targets.forEach(target -> names.add(target.signal()));
    return names;
  }

  @Override
  public Optional<Duration> period() {
    return Optional.of(SYNC);
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    var status = seen.status();
    var outcome =
        Reconciliation.run(
            hpa,
            new Reconciliation.Seen(
                now,
                status.desired(),
                status.staying(),
                status,
                status.ready().value(),
                seen.signals(),
                true),
            conditions,
            memory);
    conditions = outcome.conditions();
    memory = Optional.of(outcome.memory());
    return Wish.measured(outcome.desired().value());
  }
}
