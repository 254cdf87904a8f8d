package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.Optional;

/// How far a rate limit lets a size move, as the Kubernetes HPA computes it (`horizontal.go`,
/// calculateScaleUpLimitWithScalingRules and its twin), floating point quirks included: 10% more
/// than 100 is 111 there, and here.
///
/// Each policy starts from the size at the beginning of its period: the present size less what was
/// added since and plus what was taken away. Example: 4 replicas, 3 of them added 10 s ago, and
/// 100% in 15 s: the period began with 1, so 2 are allowed, and the present 4 stay.
final class RateArithmetic {
  private RateArithmetic() {}

  /// A limit.
  ///
  /// @param replicas the size that may be reached now
  /// @param by the rate policy that says so; absent: the direction is disabled
  record Limit(Replicas replicas, Optional<Behavior.RatePolicy> by) {}

  /// The largest size allowed now, never below `from`.
  static Limit most(Behavior.Rules rules, Replicas from, Situation situation) {
    boolean most = rules.select() == Behavior.Select.MAX;
    double limit = from.value();
    Optional<Behavior.RatePolicy> by = Optional.empty();
    for (Behavior.RatePolicy policy : effective(rules)) {
      int start = start(policy, from, situation);
      double allowed =
          switch (policy.type()) {
            case PODS -> (double) start + policy.value();
            case PERCENT -> Math.ceil(start * (1 + policy.value() / 100.0));
          };
      if (by.isEmpty() || (most ? allowed > limit : allowed < limit)) {
        limit = allowed;
        by = Optional.of(policy);
      }
    }
    return new Limit(Replicas.saturated(limit).max(from), by);
  }

  /// The smallest size allowed now, never above `from`.
  static Limit least(Behavior.Rules rules, Replicas from, Situation situation) {
    boolean most = rules.select() == Behavior.Select.MAX;
    double limit = from.value();
    Optional<Behavior.RatePolicy> by = Optional.empty();
    for (Behavior.RatePolicy policy : effective(rules)) {
      int start = start(policy, from, situation);
      double allowed =
          switch (policy.type()) {
            case PODS -> (double) start - policy.value();
            case PERCENT -> (int) (start * (1 - policy.value() / 100.0));
          };
      if (by.isEmpty() || (most ? allowed < limit : allowed > limit)) {
        limit = allowed;
        by = Optional.of(policy);
      }
    }
    return new Limit(Replicas.saturated(limit).min(from), by);
  }

  private static List<Behavior.RatePolicy> effective(Behavior.Rules rules) {
    return rules.select() == Behavior.Select.DISABLED ? List.of() : rules.policies();
  }

  private static int start(Behavior.RatePolicy policy, Replicas from, Situation situation) {
    return from.value() - situation.history().netChange(situation.now(), policy.period());
  }

  /// A rate policy in words: `at most 100% in 15s`.
  static String words(Behavior.RatePolicy policy) {
    String unit = policy.type() == Behavior.Unit.PERCENT ? "%" : "";
    return "at most " + policy.value() + unit + " in " + Figures.of(policy.period());
  }
}
