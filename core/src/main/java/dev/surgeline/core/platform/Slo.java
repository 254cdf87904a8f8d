package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.Optional;

/// What the workload promises its users.
///
/// @param latency the bound on the time of an answer; absent: none is promised, and no action is
///   judged by it
public record Slo(Optional<Latency> latency) {
  /// Nothing is promised.
  public static final Slo NONE = new Slo(Optional.empty());

  /// A share of the requests is answered within a bound: `{quantile: 0.99, below: 500ms}`.
  ///
  /// @param quantile the share, above 0 and below 1
  /// @param below the bound, above zero, at most an hour
  public record Latency(double quantile, Duration below) {
    public Latency {
      if (!(quantile > 0 && quantile < 1)) {
        throw new IllegalArgumentException("quantile is above 0 and below 1, not " + quantile);
      }
      if (below.compareTo(Duration.ZERO) <= 0 || below.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("below is above zero and at most 1h");
      }
    }
  }
}
