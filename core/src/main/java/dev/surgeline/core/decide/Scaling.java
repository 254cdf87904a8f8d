package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalRules;
import java.util.List;
import java.util.Optional;

/// How a workload is scaled: its policies and what bounds their speed.
///
/// @param policies at least one; the largest recommendation wins
/// @param behavior how quickly the size may follow
/// @param mode what is done with what is decided
/// @param approval from which size on people must agree; absent: never
/// @param signals what is made of signals that are absent or look wrong
public record Scaling(
    List<Policy> policies,
    Behavior behavior,
    Mode mode,
    Optional<ApprovalRule> approval,
    SignalRules signals) {
  /// What is decided is carried out, without anybody's approval.
  public Scaling(List<Policy> policies, Behavior behavior) {
    this(policies, behavior, Mode.ACT, Optional.empty(), SignalRules.DEFAULT);
  }

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
