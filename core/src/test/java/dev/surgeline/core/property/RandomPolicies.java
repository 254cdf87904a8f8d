package dev.surgeline.core.property;

import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Steps;
import java.util.ArrayList;
import java.util.List;

/// Policies other than target tracking that are allowed, and seldom sensible.
final class RandomPolicies {
  private static final List<Gauge.As> WAYS = List.of(Gauge.As.values());

  private RandomPolicies() {}

  static Policy next(Chance chance) {
    return steps(chance);
  }

  private static Gauge gauge(Chance chance) {
    return new Gauge(chance.of(RandomSpecs.SIGNALS), chance.of(WAYS));
  }

  private static Policy steps(Chance chance) {
    boolean percent = chance.oneIn(2);
    double above = chance.of(10.0, 40.0, 1e300);
    double below = chance.of(9.0, 1.0);
    int amount = chance.of(1, 30);
    List<Steps.Step> up = new ArrayList<>();
    List<Steps.Step> down = new ArrayList<>();
    for (int i = chance.between(1, 3); i > 0; i--) {
      up.addFirst(new Steps.Step(above * i, change(amount * i, percent)));
      down.addFirst(new Steps.Step(below / i, change(amount * i, percent)));
    }
    return switch (chance.between(0, 2)) {
      case 0 -> new Steps(gauge(chance), up, List.of());
      case 1 -> new Steps(gauge(chance), List.of(), down);
      default -> new Steps(gauge(chance), up, down);
    };
  }

  private static Steps.Change change(int amount, boolean percent) {
    return percent ? new Steps.Percent(amount) : new Steps.Count(amount);
  }
}
