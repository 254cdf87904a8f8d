package dev.surgeline.gateway.settings;

import dev.surgeline.core.route.HealthRules;
import java.time.Duration;

/// How the gateway asks endpoints whether they are well.
///
/// @param path what it gets; a status of 200 to 399 is well
/// @param every how often it asks each endpoint
/// @param timeout for the answer
/// @param rules what follows from the answers, and from requests that break
public record HealthCheck(String path, Duration every, Duration timeout, HealthRules rules) {
  /// What a gateway without flags uses.
  public static final HealthCheck DEFAULT =
      new HealthCheck("/health", Duration.ofSeconds(1), Duration.ofSeconds(1), HealthRules.DEFAULT);

  public HealthCheck {
    if (!path.startsWith("/") || !path.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("a health path starts with / and has no blanks");
    }
  }
}
