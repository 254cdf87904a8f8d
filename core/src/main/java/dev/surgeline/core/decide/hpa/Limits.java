package dev.surgeline.core.decide.hpa;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.RateArithmetic;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;

/// How far a stabilized size may go at once, and which limit says so.
public final class Limits {
  private static final String FREE = "DesiredWithinRange";

  private Limits() {}

  /// @param replicas the size that is left
  /// @param reason the code of the limit, `DesiredWithinRange` where none was met
  public record Limited(Replicas replicas, String reason) {}

  /// Without a behavior: at most the factor times the current size, or a few (`horizontal.go`,
  /// convertDesiredReplicasWithRules). Example: from 3 with factor 2 and minimum 4 to at most 6,
  /// from 1 to at most 4.
  public static Limited byFactor(
      Replicas current,
      Replicas desired,
      ReplicaBounds bounds,
      HorizontalPodAutoscaler.Settings settings) {
    Replicas factor =
        Replicas.saturated(
            (int) Math.max(settings.scaleUpFactor() * current.value(), settings.scaleUpMinimum()));
    boolean byMax = !bounds.max().above(factor);
    Replicas most = byMax ? bounds.max() : factor;
    if (desired.below(bounds.min())) {
      return new Limited(bounds.min(), "TooFewReplicas");
    }
    return desired.above(most)
        ? new Limited(most, byMax ? "TooManyReplicas" : "ScaleUpLimit")
        : new Limited(desired, FREE);
  }

  /// With a behavior: by its rates (convertDesiredReplicasWithBehaviorRate).
  public static Limited byRate(
      Replicas current,
      Replicas desired,
      ReplicaBounds bounds,
      Behavior behavior,
      Memory memory,
      Instant now) {
    if (desired.above(current)) {
      Replicas rate =
          RateArithmetic.most(behavior.scaleUp(), current, memory.history(), now).replicas();
      boolean byMax = !bounds.max().above(rate);
      Replicas most = byMax ? bounds.max() : rate;
      return desired.above(most)
          ? new Limited(most, byMax ? "TooManyReplicas" : "ScaleUpLimit")
          : new Limited(desired, FREE);
    }
    if (desired.below(current)) {
      Replicas rate =
          RateArithmetic.least(behavior.scaleDown(), current, memory.history(), now).replicas();
      boolean byMin = !bounds.min().below(rate);
      Replicas least = byMin ? bounds.min() : rate;
      return desired.below(least)
          ? new Limited(least, byMin ? "TooFewReplicas" : "ScaleDownLimit")
          : new Limited(desired, FREE);
    }
    return new Limited(desired, FREE);
  }
}
