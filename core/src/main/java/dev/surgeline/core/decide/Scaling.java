package dev.surgeline.core.decide;

import java.util.List;

/// How a workload is scaled: its policies and what bounds their speed.
///
/// @param policies at least one; the largest recommendation wins
/// @param behavior how quickly the size may follow
public record Scaling(List<Policy> policies, Behavior behavior) {
  public Scaling {
    policies = List.copyOf(policies);
    if (policies.isEmpty() || policies.size() > 20) {
      throw new IllegalArgumentException("a workload has 1 to 20 policies");
    }
    if (policies.stream().filter(Policy.Schedule.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("a workload has one schedule, with all its windows");
    }
  }
}
