package dev.surgeline.core.property;

import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.util.Optional;
import java.util.OptionalDouble;

/// Prices and budgets that are allowed, and seldom sensible.
final class RandomMoney {
  private RandomMoney() {}

  static Workload priced(Workload plain, Chance chance) {
    return new Workload(
        plain.name(),
        plain.hosting(),
        criticality(plain, chance),
        plain.replicas(),
        plain.slo(),
        plain.capacity(),
        plain.region(),
        chance.oneIn(4) ? Optional.empty() : Optional.of(price(chance)),
        plain.data(),
        plain.dependsOn(),
        plain.ceilings(),
        plain.needs());
  }

  private static Criticality criticality(Workload plain, Chance chance) {
    Criticality drawn = chance.of(Criticality.values());
    return plain.replicas().min().value() == 0 && drawn == Criticality.LIFE_SAFETY
        ? Criticality.CRITICAL
        : drawn;
  }

  static Price price(Chance chance) {
    Optional<Price.Reserved> reserved =
        chance.oneIn(2)
            ? Optional.empty()
            : Optional.of(
                new Price.Reserved(new Replicas(chance.of(0, 3, 20)), chance.of(0.0, 0.12)));
    Optional<Price.Spot> spot =
        chance.oneIn(2)
            ? Optional.empty()
            : Optional.of(new Price.Spot(chance.of(0.0, 0.3, 0.5, 1.0), chance.of(0.07, 0.9)));
    return new Price(chance.of(0.0, 0.1, 0.19, 1e6), reserved, spot);
  }

  static Platform limited(Platform plain, Chance chance) {
    var budget =
        new Budget(
            "GBP",
            amount(chance, 0, 1, 4, 1e9),
            amount(chance, 0, 20, 100, 1e9),
            amount(chance, 0, 500, 3_000, 1e9),
            amount(chance, 0, 100));
    return new Platform(
        plain.name(),
        plain.interval(),
        plain.calendar(),
        plain.regions(),
        plain.adequacies(),
        chance.oneIn(5) ? Optional.empty() : Optional.of(budget),
        plain.quota());
  }

  private static OptionalDouble amount(Chance chance, double... of) {
    return chance.oneIn(2)
        ? OptionalDouble.empty()
        : OptionalDouble.of(of[chance.between(0, of.length - 1)]);
  }
}
