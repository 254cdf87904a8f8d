package dev.surgeline.core.route;

import java.time.Duration;

/// When an endpoint is taken out of use and for how long.
///
/// @param failedChecksMax so many failed health checks in a row make an endpoint unhealthy
/// @param failuresMax so many broken requests in a row eject it
/// @param ejection the length of the first ejection; the n-th lasts n times as long
/// @param ejectionMax no ejection is longer
public record HealthRules(
    int failedChecksMax, int failuresMax, Duration ejection, Duration ejectionMax) {
  /// Two failed checks, five broken requests, 5 s growing to 60 s.
  public static final HealthRules DEFAULT =
      new HealthRules(2, 5, Duration.ofSeconds(5), Duration.ofSeconds(60));

  public HealthRules {
    if (failedChecksMax < 1 || failuresMax < 1) {
      throw new IllegalArgumentException("it takes 1 failure or more to take an endpoint out");
    }
    if (!ejection.isPositive() || ejectionMax.compareTo(ejection) < 0) {
      throw new IllegalArgumentException("an ejection is longer than 0 and not above its maximum");
    }
  }

  /// The length of the n-th ejection in milliseconds.
  long ejectionMillis(int n) {
    return Math.min(ejectionMax.toMillis(), ejection.toMillis() * n);
  }
}
