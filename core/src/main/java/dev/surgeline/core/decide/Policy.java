package dev.surgeline.core.decide;

import java.util.List;

/// How demand becomes a wanted size. A policy is data; each kind is one record, and the evaluation
/// of each is one class.
public sealed interface Policy {
  /// The name under which it gives its reasons, as in documents.
  String name();

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
  }

  /// What this policy wants in this situation.
  static Recommendation recommend(Policy policy, Situation situation) {
    return switch (policy) {
      case TargetTracking tracking -> TargetTrackingEvaluation.recommend(tracking, situation);
    };
  }
}
