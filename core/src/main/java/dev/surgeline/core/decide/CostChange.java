package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Cost;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.util.Optional;

/// What a decision does to what a workload costs.
///
/// @param currency the one of the platform's budget; absent: no document says which
/// @param before what the size costs that it had or was on its way to
/// @param after what the size costs that it shall have
/// @param measured what an earlier growth brought, on the decision at which that was known
public record CostChange(
    Optional<String> currency, Cost before, Cost after, Optional<Return> measured) {

  /// The cost of a decision.
  ///
  /// @return absent when no price is known, which is not a cost of zero
  public static Optional<CostChange> of(
      Platform platform, Optional<Price> price, Decision decision, Optional<Return> measured) {
    if (price.isEmpty()) {
      return Optional.empty();
    }
    Replicas current = decision.current();
    Cost before = price.get().cost(current);
    boolean same = decision.desired().equals(current);
    Cost after = same ? before : price.get().cost(decision.desired());
    return Optional.of(
        new CostChange(platform.budget().map(Budget::currency), before, after, measured));
  }
}
