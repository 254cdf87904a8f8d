package dev.surgeline.core.decide.hpa;

import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.platform.Replicas;

/// Sizes from one value, as the Kubernetes HPA does for Object and External metrics
/// (`replica_calculator.go`).
public final class Totals {
  private Totals() {}

  /// @param replicas wanted
  /// @param usageMilli what Kubernetes shows as the current value
  public record Sized(Replicas replicas, long usageMilli) {}

  /// For a target of type Value: the ratio times the pods that are ready, not times the current
  /// size. With none ready that is zero. Example: 50 for a target of 10 with one of three pods
  /// ready: 5.
  public static Sized value(
      long totalMilli, long targetMilli, Replicas current, int ready, Tolerance tolerance) {
    double ratio = totalMilli / (double) targetMilli;
    if (current.value() == 0) {
      return new Sized(Replicas.saturated(Math.ceil(ratio)), totalMilli);
    }
    Replicas wanted =
        tolerance.within(ratio) ? current : Replicas.saturated(Math.ceil(ratio * ready));
    return new Sized(wanted, totalMilli);
  }

  /// For a target of type AverageValue: readiness is not looked at. Example: 8.6 at 2.15 each: 4.
  public static Sized average(
      long totalMilli, long targetMilli, Replicas current, Tolerance tolerance) {
    double ratio = totalMilli / ((double) targetMilli * current.value());
    Replicas wanted =
        tolerance.within(ratio)
            ? current
            : Replicas.saturated(Math.ceil(totalMilli / (double) targetMilli));
    return new Sized(wanted, (long) Math.ceil(totalMilli / (double) current.value()));
  }
}
