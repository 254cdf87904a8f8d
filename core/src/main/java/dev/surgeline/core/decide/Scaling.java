package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalRules;
import java.util.ArrayList;
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
    if (policies.stream().filter(Follow.class::isInstance).count() > 1) {
      throw new IllegalArgumentException(
          "a workload has one follow, with all workloads that it follows");
    }
    List<PolicyMemory.Key> keys = remembering(policies);
    if (keys.stream().distinct().count() < keys.size()) {
      throw new IllegalArgumentException(
          "two policies of one kind for one signal would remember the same");
    }
  }

  /// How its size follows that of others, if it does.
  public Optional<Follow> follow() {
    for (Policy policy : policies) {
      if (policy instanceof Follow follow) {
        return Optional.of(follow);
      }
    }
    return Optional.empty();
  }

  /// Under what its policies remember.
  public List<PolicyMemory.Key> remembering() {
    return remembering(policies);
  }

  private static List<PolicyMemory.Key> remembering(List<Policy> policies) {
    List<PolicyMemory.Key> keys = new ArrayList<>();
    for (Policy policy : policies) {
      if (policy instanceof Policy.Remembering remembering) {
        keys.add(remembering.key());
      }
    }
    return keys;
  }
}
