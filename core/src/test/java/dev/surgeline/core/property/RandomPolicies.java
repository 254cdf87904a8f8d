package dev.surgeline.core.property;

import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Policies other than target tracking that are allowed, and seldom sensible.
final class RandomPolicies {
  private static final List<Gauge.As> WAYS = List.of(Gauge.As.values());

  private RandomPolicies() {}

  static Policy next(Chance chance) {
    return switch (chance.between(0, 4)) {
      case 0 -> steps(chance);
      case 1 -> tiers(chance);
      case 2 -> predictive(chance);
      case 3 -> slo(chance);
      default -> queue(chance);
    };
  }

  /// One that follows some of these, or all.
  static Policy follow(List<WorkloadName> names, Chance chance) {
    List<Follow.Lead> leads = new ArrayList<>();
    for (WorkloadName name : names) {
      if (leads.isEmpty() || chance.oneIn(2)) {
        leads.add(new Follow.Lead(name, chance.of(1e-3, 0.5, 1.0, 3.0, 1e6)));
      }
    }
    return new Follow(leads);
  }

  private static Policy predictive(Chance chance) {
    var quantile =
        chance.oneIn(2) ? OptionalDouble.empty() : OptionalDouble.of(chance.of(0.5, 0.95, 0.9999));
    return new Predictive(chance.of(RandomSpecs.SIGNALS), quantile, List.of());
  }

  private static Policy slo(Chance chance) {
    SignalName requests = chance.of(RandomSpecs.SIGNALS);
    Optional<SignalName> busy =
        Optional.of(chance.of(RandomSpecs.SIGNALS)).filter(other -> !other.equals(requests));
    Optional<SloPolicy.Price> price =
        chance.oneIn(2)
            ? Optional.empty()
            : Optional.of(new SloPolicy.ReplicaSeconds(chance.of(1.0, 400.0, 1e6)));
    return new SloPolicy(requests, busy, price);
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

  private static Policy tiers(Chance chance) {
    var first = new Gauge(RandomSpecs.SIGNALS.getFirst(), chance.of(WAYS));
    var second = new Gauge(RandomSpecs.SIGNALS.getLast(), chance.of(WAYS));
    List<Tiers.Row> rows = new ArrayList<>();
    double from = chance.of(0.0, 0.5, 7.0);
    for (int i = chance.between(1, 4); i > 0; i--) {
      double to = from + chance.of(1.0, 30.0, 1e6);
      List<Tiers.Condition> when = new ArrayList<>();
      when.add(new Tiers.Condition(first, OptionalDouble.of(from), OptionalDouble.of(to)));
      if (chance.oneIn(2)) {
        when.add(new Tiers.Condition(second, OptionalDouble.empty(), OptionalDouble.of(to)));
      }
      rows.add(new Tiers.Row(when, replicas(chance)));
      from = to;
    }
    if (chance.oneIn(2)) {
      rows.add(new Tiers.Row(List.of(), replicas(chance)));
    }
    return new Tiers(rows);
  }

  private static Replicas replicas(Chance chance) {
    return new Replicas(chance.of(0, 1, 5, 12, Replicas.LIMIT));
  }

  private static Policy queue(Chance chance) {
    SignalName backlog = RandomSpecs.SIGNALS.getFirst();
    if (chance.oneIn(2)) {
      return new Queue(backlog, new Queue.PerReplica(chance.of(1e-9, 0.5, 5.0, 1e9)));
    }
    return new Queue(
        backlog,
        new Queue.Drain(
            Duration.ofSeconds(chance.of(1, 120, 86_400)),
            chance.oneIn(2) ? Optional.empty() : Optional.of(RandomSpecs.SIGNALS.getLast()),
            chance.oneIn(2) ? OptionalDouble.empty() : OptionalDouble.of(chance.of(1e-9, 3.0))));
  }
}
