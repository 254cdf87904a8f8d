package dev.surgeline.gateway.settings;

import dev.surgeline.core.route.HealthRules;
import java.time.Duration;

/// How the gateway asks endpoints whether they are well. What it gets there is the snapshot's
/// business; a status of 200 to 399 is well.
///
/// @param every how often it asks each endpoint
/// @param timeout for the answer
/// @param rules what follows from the answers, and from requests that break
public record HealthCheck(Duration every, Duration timeout, HealthRules rules) {
  /// What a gateway without flags uses.
  public static final HealthCheck DEFAULT =
      new HealthCheck(Duration.ofSeconds(1), Duration.ofSeconds(1), HealthRules.DEFAULT);
}
