package dev.surgeline.core.decide.hpa;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One pass of the controller after another, ten seconds apart, with its memory and its status.
final class Passes {
  static final SignalName QUEUE = new SignalName("Queue/claims/length");

  /// 10 for each pod.
  static final MetricTarget OBJECT =
      new MetricTarget(MetricTarget.Source.OBJECT, QUEUE, new MetricTarget.AverageValue(10_000));

  Replicas size;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  List<Condition> conditions = List.of();
  private Optional<Memory> memory = Optional.empty();

  Passes(int size) {
    this.size = new Replicas(size);
  }

  /// With the defaults of the controller.
  static HorizontalPodAutoscaler hpa(
      int min, int max, Optional<Behavior> behavior, MetricTarget... metrics) {
    return new HorizontalPodAutoscaler(
        new ReplicaBounds(new Replicas(min), new Replicas(max)),
        List.of(metrics).stream().map(Optional::of).toList(),
        behavior,
        Tolerance.DEFAULT,
        HorizontalPodAutoscaler.Settings.DEFAULT);
  }

  /// One value for the whole workload.
  static Signal known(double value) {
    return new Signal.Known(new Measure.Total(value), Instant.EPOCH);
  }

  /// What is seen of pods that are not listed, all of them ready.
  ///
  /// @param signals in order of the metrics
  Reconciliation.Seen seen(HorizontalPodAutoscaler hpa, Signal... signals) {
    SortedMap<SignalName, Signal> named = new TreeMap<>();
    for (int i = 0; i < signals.length; i++) {
      named.put(hpa.metrics().get(i).orElseThrow().signal(), signals[i]);
    }
    var pods = new WorkloadStatus(size, List.of());
    return new Reconciliation.Seen(now, size, size, pods, size.value(), named, true);
  }

  Reconciliation.Outcome pass(HorizontalPodAutoscaler hpa, Signal... signals) {
    return pass(hpa, seen(hpa, signals));
  }

  Reconciliation.Outcome pass(HorizontalPodAutoscaler hpa, Reconciliation.Seen seen) {
    Reconciliation.Outcome outcome = Reconciliation.run(hpa, seen, conditions, memory);
    memory = Optional.of(outcome.memory());
    conditions = outcome.conditions();
    size = outcome.desired();
    now = now.plusSeconds(10);
    return outcome;
  }

  /// What the status says last: `True ValidMetricFound`, or `-`.
  String status(Condition.Type type) {
    return conditions.stream()
        .filter(one -> one.type() == type)
        .map(one -> (one.holds() ? "True " : "False ") + one.reason())
        .reduce((one, other) -> one + " and " + other)
        .map(Objects::toString)
        .orElse("-");
  }
}
