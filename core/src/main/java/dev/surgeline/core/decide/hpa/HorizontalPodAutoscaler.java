package dev.surgeline.core.decide.hpa;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.platform.ReplicaBounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An autoscaler as declared, and the settings of the controller that works on it.
///
/// @param bounds min and max
/// @param metrics in the order of the document; empty: of a type that the controller does not know
/// @param behavior absent: the older rules, a window downwards and a factor upwards
/// @param tolerance the dead band
/// @param settings of the controller
public record HorizontalPodAutoscaler(
    ReplicaBounds bounds,
    List<Optional<MetricTarget>> metrics,
    Optional<Behavior> behavior,
    Tolerance tolerance,
    Settings settings) {
  public HorizontalPodAutoscaler {
    metrics = List.copyOf(metrics);
  }

  /// What flags and feature gates of kube-controller-manager say.
  ///
  /// @param downscaleWindow the highest recommendation within it wins where there is no behavior
  /// @param initialization how long after its start a pod's CPU is looked at twice
  /// @param readinessDelay a pod that became unready within this time of its start never was ready
  /// @param scaleUpFactor without a behavior a size at most grows by this factor at a time
  /// @param scaleUpMinimum which a size may always grow to
  /// @param scaleToZero whether the gate HPAScaleToZero is on
  public record Settings(
      Duration downscaleWindow,
      Duration initialization,
      Duration readinessDelay,
      double scaleUpFactor,
      double scaleUpMinimum,
      boolean scaleToZero) {
    /// The defaults of v1.36.
    public static final Settings DEFAULT =
        new Settings(
            Duration.ofSeconds(300), Duration.ofSeconds(300), Duration.ofSeconds(30), 2, 4, false);
  }
}
