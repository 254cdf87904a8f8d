package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.PolicyMemory;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A size for the latency objective, by price: the least of replicas plus what a violated second is
/// worth times the share of time that the demand at start-up time ahead is expected to be too much.
///
/// Example: a violated second is worth 400 replica-seconds. An eighth replica would serve another
/// 0.5% of what may come, 18 seconds of each hour, worth 7,200 replica-seconds: it is wanted. A
/// ninth would serve another 0.1%, worth 1,440, and costs 3,600 as each does: it is not.
///
/// @param requests a total: how many requests arrive per second
/// @param inFlight a total: how many requests have arrived and are not answered; absent: the
///   declared service time is believed
/// @param price what a violated second is worth; absent: by criticality
public record SloPolicy(SignalName requests, Optional<SignalName> inFlight, Optional<Price> price)
    implements Policy.Remembering {

  /// What a violated second is worth.
  public sealed interface Price {}

  /// In seconds of one replica.
  ///
  /// @param value 1 to 1,000,000
  public record ReplicaSeconds(double value) implements Price {
    public ReplicaSeconds {
      if (!(value >= 1 && value <= MOST)) {
        throw new IllegalArgumentException("price is 1 to 1000000 replica-seconds");
      }
    }
  }

  /// In money, of the currency in which replicas are paid.
  ///
  /// @param violatedSecond above 0, at most 1,000,000
  public record Money(double violatedSecond) implements Price {
    public Money {
      if (!(violatedSecond > 0 && violatedSecond <= MOST)) {
        throw new IllegalArgumentException("violatedSecond is above 0 and at most 1000000");
      }
    }
  }

  private static final double MOST = 1e6;

  /// What scales a workload whose document says neither by metrics nor by policies how: by what the
  /// gateway counts of it.
  public static final SloPolicy DEFAULT =
      new SloPolicy(
          new SignalName("requests_per_second"),
          Optional.of(new SignalName("requests_in_flight")),
          Optional.empty());

  public SloPolicy {
    if (inFlight.filter(requests::equals).isPresent()) {
      throw new IllegalArgumentException("inFlight and signal are two signals, not one");
    }
  }

  @Override
  public String name() {
    return SloStep.NAME;
  }

  @Override
  public PolicyMemory.Key key() {
    return PolicyMemory.Key.of(name(), requests);
  }

  @Override
  public SortedMap<SignalName, Boolean> signals() {
    SortedMap<SignalName, Boolean> signals = new TreeMap<>();
    signals.put(requests, false);
    inFlight.ifPresent(name -> signals.put(name, false));
    return signals;
  }

  /// Whether the price is in money, for which the cost of a replica must be known.
  public boolean inMoney() {
    return price.filter(Money.class::isInstance).isPresent();
  }

  /// What a violated second is worth, in replica-seconds: 1 to 1,000,000.
  ///
  /// @param replicaSecond what a replica costs per second, above 0; absent: not known, and a price
  ///   in money is then as good as none
  public double replicaSeconds(Criticality criticality, OptionalDouble replicaSecond) {
    if (price.isEmpty()) {
      return byCriticality(criticality);
    }
    return switch (price.get()) {
      case ReplicaSeconds(var value) -> value;
      case Money(var violated) ->
          replicaSecond.isPresent()
              ? Math.max(1, Math.min(MOST, violated / replicaSecond.getAsDouble()))
              : byCriticality(criticality);
    };
  }

  /// How many times what demand needs may be kept, in the mean of about a day, before the price
  /// falls; absent: as many as the price says, for life-safety and where the document has a price.
  OptionalDouble headroom(Criticality criticality) {
    if (price.isPresent()) {
      return OptionalDouble.empty();
    }
    return switch (criticality) {
      case LIFE_SAFETY -> OptionalDouble.empty();
      case CRITICAL -> OptionalDouble.of(2.5);
      case STANDARD -> OptionalDouble.of(1.5);
      case DEFERRABLE -> OptionalDouble.of(1.2);
    };
  }

  private static double byCriticality(Criticality criticality) {
    return switch (criticality) {
      case LIFE_SAFETY -> 1600;
      case CRITICAL -> 800;
      case STANDARD -> 400;
      case DEFERRABLE -> 100;
    };
  }
}
