package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How demand becomes a wanted size. A policy is data; each kind is one record, and the evaluation
/// of each is one class.
public sealed interface Policy permits Policy.TargetTracking, Steps, Tiers, Queue {
  /// The name under which it gives its reasons, as in documents.
  String name();

  /// The signals it reads, each with whether a value of each replica is asked for, or else one for
  /// the workload as a whole. All of them must be known before it may argue for less.
  SortedMap<SignalName, Boolean> signals();

  /// The Kubernetes HPA's algorithm: each metric by itself says how many replicas would bring it to
  /// its target, and the largest answer counts.
  ///
  /// @param metrics at least one
  /// @param tolerance the dead band
  record TargetTracking(List<MetricTarget> metrics, Tolerance tolerance) implements Policy {
    public TargetTracking {
      metrics = List.copyOf(metrics);
      if (metrics.isEmpty() || metrics.size() > 100) {
        throw new IllegalArgumentException("targetTracking has 1 to 100 metrics");
      }
    }

    @Override
    public String name() {
      return "targetTracking";
    }

    @Override
    public SortedMap<SignalName, Boolean> signals() {
      SortedMap<SignalName, Boolean> signals = new TreeMap<>();
      metrics.forEach(metric -> signals.put(metric.signal(), metric.source().each()));
      return signals;
    }
  }

  /// What this policy wants in this situation.
  static Recommendation recommend(Policy policy, Situation situation) {
    return switch (policy) {
      case TargetTracking tracking -> TargetTrackingEvaluation.recommend(tracking, situation);
      case Steps steps -> StepsEvaluation.recommend(steps, situation);
      case Tiers tiers -> TiersEvaluation.recommend(tiers, situation);
      case Queue queue -> QueueEvaluation.recommend(queue, situation);
    };
  }
}
