package dev.surgeline.core.decide;

import java.time.Duration;
import java.util.List;

/// How quickly a size may follow what is wanted: Kubernetes' HorizontalPodAutoscalerBehavior, with
/// its names and its defaults.
///
/// @param scaleUp rules for growing
/// @param scaleDown rules for shrinking
public record Behavior(Rules scaleUp, Rules scaleDown) {
  /// What Kubernetes fills in where a document says nothing.
  public static final Behavior DEFAULT =
      new Behavior(
          new Rules(
              Duration.ZERO,
              Select.MAX,
              List.of(
                  new RatePolicy(Unit.PODS, 4, Duration.ofSeconds(15)),
                  new RatePolicy(Unit.PERCENT, 100, Duration.ofSeconds(15)))),
          new Rules(
              Duration.ofSeconds(300),
              Select.MAX,
              List.of(new RatePolicy(Unit.PERCENT, 100, Duration.ofSeconds(15)))));

  /// What holds where a document says nothing and the size follows the slo policy, which weighs
  /// growth and shrinking itself: ten times the size at one tick, for that is what a mass-casualty
  /// call asks for, and down once four decisions at the default interval agree.
  public static final Behavior FOR_OBJECTIVE =
      new Behavior(
          new Rules(
              Duration.ZERO,
              Select.MAX,
              List.of(
                  new RatePolicy(Unit.PODS, 10, Duration.ofSeconds(15)),
                  new RatePolicy(Unit.PERCENT, 900, Duration.ofSeconds(15)))),
          new Rules(
              Duration.ofSeconds(60),
              Select.MAX,
              List.of(new RatePolicy(Unit.PERCENT, 100, Duration.ofSeconds(15)))));

  /// Which of several rate policies counts: the one that allows most, the one that allows least, or
  /// no change at all.
  public enum Select {
    MAX,
    MIN,
    DISABLED
  }

  /// Of what a rate policy is a number: of replicas, or of a hundredth of the present size.
  public enum Unit {
    PODS,
    PERCENT
  }

  /// At most so much change in so much time: `{type: Percent, value: 100, periodSeconds: 15}`.
  ///
  /// @param type what `value` counts
  /// @param value above 0
  /// @param period 1 s to 30 min
  public record RatePolicy(Unit type, int value, Duration period) {
    public RatePolicy {
      if (value < 1) {
        throw new IllegalArgumentException("a rate policy's value is above 0");
      }
      if (period.compareTo(Duration.ofSeconds(1)) < 0
          || period.compareTo(Duration.ofMinutes(30)) > 0) {
        throw new IllegalArgumentException("periodSeconds is 1 to 1800");
      }
    }
  }

  /// The rules for one direction.
  ///
  /// @param stabilization the safest wish within this time wins; zero to an hour
  /// @param select how several policies combine
  /// @param policies at least one, unless disabled
  public record Rules(Duration stabilization, Select select, List<RatePolicy> policies) {
    public Rules {
      policies = List.copyOf(policies);
      if (stabilization.isNegative() || stabilization.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("stabilizationWindowSeconds is 0 to 3600");
      }
      if (policies.size() > 100 || (policies.isEmpty() && select != Select.DISABLED)) {
        throw new IllegalArgumentException("there are 1 to 100 rate policies for a direction");
      }
    }

    /// The longest time that any of the policies looks back.
    public Duration longestPeriod() {
      Duration longest = Duration.ZERO;
      for (RatePolicy policy : policies) {
        longest = policy.period().compareTo(longest) > 0 ? policy.period() : longest;
      }
      return longest;
    }
  }

  /// How far back the history must reach for these rules.
  public Duration memory() {
    Duration windows = longer(scaleUp.stabilization(), scaleDown.stabilization());
    return longer(windows, longer(scaleUp.longestPeriod(), scaleDown.longestPeriod()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
