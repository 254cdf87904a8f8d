package dev.surgeline.wire;

import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import java.util.Optional;
import java.util.OptionalDouble;

/// The slo policy: `{signal: requests_per_second, inFlight: requests_in_flight, price: 400}`.
///
/// @param signal absent: what the gateway counts, as `inFlight` then
/// @param inFlight absent: the declared service time is believed
/// @param price what a violated second is worth in replica-seconds; absent: by criticality
/// @param violatedSecond the same in money, in place of `price`
record SloDocument(
    Optional<SignalName> signal,
    Optional<SignalName> inFlight,
    OptionalDouble price,
    OptionalDouble violatedSecond) {
  SloDocument {
    policy(signal, inFlight, price, violatedSecond);
  }

  static SloDocument of(SloPolicy policy) {
    return new SloDocument(
        Optional.of(policy.requests()),
        policy.inFlight(),
        policy.price().stream()
            .filter(SloPolicy.ReplicaSeconds.class::isInstance)
            .mapToDouble(price -> ((SloPolicy.ReplicaSeconds) price).value())
            .findFirst(),
        policy.price().stream()
            .filter(SloPolicy.Money.class::isInstance)
            .mapToDouble(price -> ((SloPolicy.Money) price).violatedSecond())
            .findFirst());
  }

  SloPolicy toPolicy() {
    return policy(signal, inFlight, price, violatedSecond);
  }

  private static SloPolicy policy(
      Optional<SignalName> signal,
      Optional<SignalName> inFlight,
      OptionalDouble price,
      OptionalDouble violatedSecond) {
    if (price.isPresent() && violatedSecond.isPresent()) {
      throw new IllegalArgumentException("slo has price or violatedSecond, not both");
    }
    Optional<SloPolicy.Price> given =
        price.isPresent()
            ? Optional.of(new SloPolicy.ReplicaSeconds(price.getAsDouble()))
            : violatedSecond.isPresent()
                ? Optional.of(new SloPolicy.Money(violatedSecond.getAsDouble()))
                : Optional.empty();
    Optional<SignalName> busy =
        signal.isEmpty() ? inFlight.or(() -> SloPolicy.DEFAULT.inFlight()) : inFlight;
    return new SloPolicy(signal.orElse(SloPolicy.DEFAULT.requests()), busy, given);
  }
}
