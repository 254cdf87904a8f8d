package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.Optional;

/// What one policy wants, before guardrails.
///
/// @param policy its name
/// @param wanted the size it wants; absent: it has nothing to judge by, which is not a wish for
///   zero
/// @param complete whether everything it looks at was known; if not, it can not argue for less
/// @param reasons at least one, the deciding one first
/// @param forecast what it took from a forecast; absent: it looked at none, or did not believe it
public record Recommendation(
    String policy,
    Optional<Replicas> wanted,
    boolean complete,
    List<Reason> reasons,
    Optional<Foreseen> forecast) {
  /// Of what is measured, without a forecast.
  public Recommendation(
      String policy, Optional<Replicas> wanted, boolean complete, List<Reason> reasons) {
    this(policy, wanted, complete, reasons, Optional.empty());
  }

  public Recommendation {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a recommendation has a reason");
    }
  }
}
