package dev.surgeline.wire;

import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/// One policy: one key, which names its kind.
record PolicyDocument(
    Optional<TargetTracking> targetTracking,
    Optional<StepsDocument> steps,
    Optional<List<TierDocument>> tiers,
    Optional<QueueDocument> queue,
    Optional<SloDocument> slo,
    Optional<PredictiveDocument> predictive,
    Optional<FollowDocument> follow,
    Optional<List<Policy.Schedule.Entry>> schedule) {
  PolicyDocument {
    if (Stream.of(targetTracking, steps, tiers, queue, slo, predictive, follow, schedule)
            .filter(Optional::isPresent)
            .count()
        != 1) {
      throw new IllegalArgumentException(
          "a policy has one key, which names its kind:"
              + " targetTracking, steps, tiers, queue, slo, predictive, follow or schedule");
    }
    tiers.ifPresent(TierDocument::policy);
    schedule.ifPresent(Policy.Schedule::new);
  }

  /// @param tolerance absent: the default
  record TargetTracking(List<MetricDocument> metrics, Optional<Tolerance> tolerance) {
    TargetTracking {
      tracking(metrics, Tolerance.DEFAULT);
    }

    static TargetTracking of(Policy.TargetTracking policy) {
      return new TargetTracking(PolicyDocument.metrics(policy), Optional.of(policy.tolerance()));
    }

    Policy toPolicy() {
      return tracking(metrics, tolerance.orElse(Tolerance.DEFAULT));
    }
  }

  /// The predictive policy: `{signal: requests_per_second, quantile: 0.95, season: [1d, 7d]}`.
  ///
  /// @param quantile absent: by criticality
  /// @param season absent: none is known
  record PredictiveDocument(
      SignalName signal, OptionalDouble quantile, Optional<List<Duration>> season) {
    PredictiveDocument {
      new Predictive(signal, quantile, season.orElse(List.of()));
    }

    static PredictiveDocument of(Predictive policy) {
      var season = policy.season();
      return new PredictiveDocument(
          policy.signal(),
          policy.quantile(),
          season.isEmpty() ? Optional.empty() : Optional.of(season));
    }

    Policy toPolicy() {
      return new Predictive(signal, quantile, season.orElse(List.of()));
    }
  }

  /// A kind that is not asked for here gives no key, which the constructor refuses.
  static PolicyDocument of(Policy policy) {
    return new PolicyDocument(
        only(policy, Policy.TargetTracking.class, TargetTracking::of),
        only(policy, Steps.class, StepsDocument::of),
        only(policy, Tiers.class, TierDocument::of),
        only(policy, Queue.class, QueueDocument::of),
        only(policy, SloPolicy.class, SloDocument::of),
        only(policy, Predictive.class, PredictiveDocument::of),
        only(policy, Follow.class, FollowDocument::of),
        only(policy, Policy.Schedule.class, Policy.Schedule::entries));
  }

  private static <P extends Policy, D> Optional<D> only(
      Policy policy, Class<P> kind, Function<P, D> document) {
    return Optional.of(policy).filter(kind::isInstance).map(kind::cast).map(document);
  }

  Policy toPolicy() {
    return targetTracking
        .map(TargetTracking::toPolicy)
        .or(() -> steps.map(StepsDocument::toPolicy))
        .or(() -> tiers.map(TierDocument::policy))
        .or(() -> queue.map(QueueDocument::toPolicy))
        .or(() -> slo.map(SloDocument::toPolicy))
        .or(() -> predictive.map(PredictiveDocument::toPolicy))
        .or(() -> follow.map(FollowDocument::toPolicy))
        .or(() -> schedule.map(Policy.Schedule::new))
        .orElseThrow();
  }

  static Policy.TargetTracking tracking(List<MetricDocument> metrics, Tolerance tolerance) {
    return new Policy.TargetTracking(
        metrics.stream().map(MetricDocument::toTarget).toList(), tolerance);
  }

  static List<MetricDocument> metrics(Policy.TargetTracking tracking) {
    return tracking.metrics().stream().map(MetricDocument::of).toList();
  }
}
