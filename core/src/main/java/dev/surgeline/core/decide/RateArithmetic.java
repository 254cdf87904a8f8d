package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;

/// How far a rate limit lets a size move, as the Kubernetes HPA computes it (`horizontal.go`,
/// calculateScaleUpLimitWithScalingRules and its twin), floating point quirks included: 10% more
/// than 100 is 111 there, and here.
///
/// Each policy starts from the size at the beginning of its period: the present size less what was
/// added since and plus what was taken away. Example: 4 replicas, 3 of them added 10 s ago, and
/// 100% in 15 s: the period began with 1, so 2 are allowed, and the present 4 stay.
final class RateArithmetic {
  private RateArithmetic() {}

  /// The largest size allowed now, never below `from`.
  static Replicas most(Behavior.Rules rules, Replicas from, Situation situation) {
    if (rules.select() == Behavior.Select.DISABLED) {
      return from;
    }
    double limit = rules.select() == Behavior.Select.MAX ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    for (Behavior.RatePolicy policy : rules.policies()) {
      int start = start(policy, from, situation);
      double allowed =
          switch (policy.type()) {
            case PODS -> (double) start + policy.value();
            case PERCENT -> Math.ceil(start * (1 + policy.value() / 100.0));
          };
      limit =
          rules.select() == Behavior.Select.MAX
              ? Math.max(limit, allowed)
              : Math.min(limit, allowed);
    }
    return Replicas.saturated(limit).max(from);
  }

  /// The smallest size allowed now, never above `from`.
  static Replicas least(Behavior.Rules rules, Replicas from, Situation situation) {
    if (rules.select() == Behavior.Select.DISABLED) {
      return from;
    }
    double limit = rules.select() == Behavior.Select.MAX ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    for (Behavior.RatePolicy policy : rules.policies()) {
      int start = start(policy, from, situation);
      double allowed =
          switch (policy.type()) {
            case PODS -> (double) start - policy.value();
            case PERCENT -> (int) (start * (1 - policy.value() / 100.0));
          };
      limit =
          rules.select() == Behavior.Select.MAX
              ? Math.min(limit, allowed)
              : Math.max(limit, allowed);
    }
    return Replicas.saturated(limit).min(from);
  }

  private static int start(Behavior.RatePolicy policy, Replicas from, Situation situation) {
    return from.value() - situation.history().netChange(situation.now(), policy.period());
  }

  /// The rules in words: `at most 4 in 15s or 100% in 15s`.
  static String words(Behavior.Rules rules) {
    if (rules.select() == Behavior.Select.DISABLED) {
      return "never";
    }
    List<String> parts = new ArrayList<>();
    for (Behavior.RatePolicy policy : rules.policies()) {
      String unit = policy.type() == Behavior.Unit.PERCENT ? "%" : "";
      parts.add(policy.value() + unit + " in " + Figures.of(policy.period()));
    }
    String joint = rules.select() == Behavior.Select.MAX ? " or " : " and ";
    return "at most " + String.join(joint, parts);
  }
}
