package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a rate limit lets a size move, as the Kubernetes HPA computes it (`horizontal.go`,
/// calculateScaleUpLimitWithScalingRules and its twin), floating point quirks included: 10% more
/// than 100 is 111 there, and here.
///
/// Each policy starts from the size at the beginning of its period: the present size less what was
/// added since and plus what was taken away. Example: 4 replicas, 3 of them added 10 s ago, and
/// 100% in 15 s: the period began with 1, so 2 are allowed, and the present 4 stay.
public final class RateArithmetic {
  private RateArithmetic() {}

  /// A limit.
  ///
  /// @param replicas the size that may be reached now
  /// @param by the rate policy that says so; absent: the direction is disabled
  public record Limit(Replicas replicas, Optional<Behavior.RatePolicy> by) {}

  /// The largest size allowed now, never below `from`.
  public static Limit most(Behavior.Rules rules, Replicas from, History history, Instant now) {
    Reach reach = reach(true, rules, from, history, now);
    return new Limit(Replicas.saturated(reach.size()).max(from), reach.by());
  }

  /// The smallest size allowed now, never above `from`.
  public static Limit least(Behavior.Rules rules, Replicas from, History history, Instant now) {
    Reach reach = reach(false, rules, from, history, now);
    return new Limit(Replicas.saturated(reach.size()).min(from), reach.by());
  }

  /// How far the rates alone reach, which after much change may be behind the present size.
  ///
  /// @param size may be below zero
  /// @param by the rate policy that says so; absent: the direction is disabled
  public record Reach(double size, Optional<Behavior.RatePolicy> by) {}

  /// The reach of all policies of a direction together.
  public static Reach reach(
      boolean up, Behavior.Rules rules, Replicas from, History history, Instant now) {
    boolean furthest = rules.select() == Behavior.Select.MAX;
    var reach = new Reach(from.value(), Optional.empty());
    for (Behavior.RatePolicy policy : effective(rules)) {
      int start = from.value() - history.netChange(now, policy.period());
      double size = up ? grown(start, policy) : shrunk(start, policy);
      boolean further = up ? size > reach.size() : size < reach.size();
      boolean nearer = up ? size < reach.size() : size > reach.size();
      if (reach.by().isEmpty() || (furthest ? further : nearer)) {
        reach = new Reach(size, Optional.of(policy));
      }
    }
    return reach;
  }

  private static double grown(int start, Behavior.RatePolicy policy) {
    return switch (policy.type()) {
      case PODS -> (double) start + policy.value();
      case PERCENT -> Math.ceil(start * (1 + policy.value() / 100.0));
    };
  }

  private static double shrunk(int start, Behavior.RatePolicy policy) {
    return switch (policy.type()) {
      case PODS -> (double) start - policy.value();
      case PERCENT -> (int) (start * (1 - policy.value() / 100.0));
    };
  }

  private static List<Behavior.RatePolicy> effective(Behavior.Rules rules) {
    return rules.select() == Behavior.Select.DISABLED ? List.of() : rules.policies();
  }

  /// A rate policy in words: `at most 100% in 15s`.
  static String words(Behavior.RatePolicy policy) {
    String unit = policy.type() == Behavior.Unit.PERCENT ? "%" : "";
    return "at most " + policy.value() + unit + " in " + Figures.of(policy.period());
  }
}
