package dev.surgeline.wire;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Tolerance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How quickly a size may follow, verbatim as the HorizontalPodAutoscalerBehavior of Kubernetes
/// `autoscaling/v2`: its keys and words, and for each key that is absent its default.
record BehaviorDocument(Optional<Rules> scaleUp, Optional<Rules> scaleDown) {
  static final BehaviorDocument NONE = new BehaviorDocument(Optional.empty(), Optional.empty());

  BehaviorDocument {
    tolerance(scaleUp, scaleDown);
    behavior(scaleUp, scaleDown);
  }

  /// HPAScalingRules.
  record Rules(
      OptionalInt stabilizationWindowSeconds,
      Optional<Select> selectPolicy,
      Optional<List<RatePolicy>> policies,
      Optional<Quantity> tolerance) {
    Rules {
      toRules(stabilizationWindowSeconds, selectPolicy, policies, Behavior.DEFAULT.scaleUp());
    }

    static Rules of(Behavior.Rules rules, Optional<Double> tolerance) {
      return new Rules(
          OptionalInt.of(seconds(rules.stabilization())),
          Optional.of(Select.valueOf(rules.select().name())),
          Optional.of(rules.policies().stream().map(RatePolicy::of).toList()),
          tolerance.map(Quantity::of));
    }

    Behavior.Rules toRules(Behavior.Rules absent) {
      return toRules(stabilizationWindowSeconds, selectPolicy, policies, absent);
    }

    private static Behavior.Rules toRules(
        OptionalInt window,
        Optional<Select> select,
        Optional<List<RatePolicy>> policies,
        Behavior.Rules absent) {
      return new Behavior.Rules(
          window.isPresent() ? Duration.ofSeconds(window.getAsInt()) : absent.stabilization(),
          select.map(Select::toSelect).orElse(absent.select()),
          policies
              .map(list -> list.stream().map(RatePolicy::toRatePolicy).toList())
              .orElse(absent.policies()));
    }
  }

  /// HPAScalingPolicy.
  record RatePolicy(Unit type, int value, int periodSeconds) {
    RatePolicy {
      new Behavior.RatePolicy(type.toUnit(), value, Duration.ofSeconds(periodSeconds));
    }

    static RatePolicy of(Behavior.RatePolicy policy) {
      return new RatePolicy(
          Unit.valueOf(policy.type().name()), policy.value(), seconds(policy.period()));
    }

    Behavior.RatePolicy toRatePolicy() {
      return new Behavior.RatePolicy(type.toUnit(), value, Duration.ofSeconds(periodSeconds));
    }
  }

  /// ScalingPolicySelect, by the names of [Behavior.Select].
  enum Select implements EnumCodec.Spelled {
    MAX("Max"),
    MIN("Min"),
    DISABLED("Disabled");

    private final String spelling;

    Select(String spelling) {
      this.spelling = spelling;
    }

    @Override
    public String spelling() {
      return spelling;
    }

    Behavior.Select toSelect() {
      return Behavior.Select.valueOf(name());
    }
  }

  /// HPAScalingPolicyType, by the names of [Behavior.Unit].
  enum Unit implements EnumCodec.Spelled {
    PODS("Pods"),
    PERCENT("Percent");

    private final String spelling;

    Unit(String spelling) {
      this.spelling = spelling;
    }

    @Override
    public String spelling() {
      return spelling;
    }

    Behavior.Unit toUnit() {
      return Behavior.Unit.valueOf(name());
    }
  }

  /// @param tolerance absent where a policy says its own
  static BehaviorDocument of(Behavior behavior, Optional<Tolerance> tolerance) {
    return new BehaviorDocument(
        Optional.of(Rules.of(behavior.scaleUp(), tolerance.map(Tolerance::up))),
        Optional.of(Rules.of(behavior.scaleDown(), tolerance.map(Tolerance::down))));
  }

  Behavior toBehavior() {
    return behavior(scaleUp, scaleDown);
  }

  Tolerance tolerance() {
    return tolerance(scaleUp, scaleDown);
  }

  private static Behavior behavior(Optional<Rules> up, Optional<Rules> down) {
    Behavior absent = Behavior.DEFAULT;
    return new Behavior(
        up.map(rules -> rules.toRules(absent.scaleUp())).orElse(absent.scaleUp()),
        down.map(rules -> rules.toRules(absent.scaleDown())).orElse(absent.scaleDown()));
  }

  private static Tolerance tolerance(Optional<Rules> up, Optional<Rules> down) {
    return new Tolerance(
        width(down).orElse(Tolerance.DEFAULT.down()), width(up).orElse(Tolerance.DEFAULT.up()));
  }

  private static Optional<Double> width(Optional<Rules> rules) {
    return rules.flatMap(Rules::tolerance).map(quantity -> quantity.value().doubleValue());
  }

  private static int seconds(Duration duration) {
    if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
      throw new IllegalArgumentException(
          DurationText.format(duration) + " has no form in a document: it takes whole seconds");
    }
    return Math.toIntExact(duration.toSeconds());
  }
}
