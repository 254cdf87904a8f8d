package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;

/// A change of size that someone asks for. Who asks, and why, is in the recommendations; what
/// became of it, in the decision.
///
/// @param workload whose size
/// @param from the size it has or is on its way to
/// @param to the size asked for; the same as `from` when nothing shall change
public record Proposal(WorkloadName workload, Replicas from, Replicas to) {

  /// The same with another size asked for.
  public Proposal to(Replicas other) {
    return other.equals(to) ? this : new Proposal(workload, from, other);
  }

  /// Whether more replicas are asked for than there are to be.
  public boolean up() {
    return to.above(from);
  }

  /// Whether fewer are.
  public boolean down() {
    return to.below(from);
  }
}
