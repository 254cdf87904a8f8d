package dev.surgeline.core.act;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;

/// One change to the world. It says what shall be, not what to add, so that applying it twice is
/// safe.
public sealed interface Action {
  ActionId id();

  WorkloadName workload();

  /// Keep this many replicas of a workload.
  ///
  /// @param id of its content
  /// @param workload whose replicas
  /// @param from how many there were to be before
  /// @param to how many there shall be
  record Scale(ActionId id, WorkloadName workload, Replicas from, Replicas to) implements Action {
    public Scale {
      if (from.equals(to)) {
        throw new IllegalArgumentException("a scale action changes the number of replicas");
      }
    }

    /// The action that takes a workload from one size to another.
    ///
    /// @param at when it was decided
    /// @throws IllegalArgumentException if the sizes are the same
    public static Scale of(WorkloadName workload, Instant at, Replicas from, Replicas to) {
      return new Scale(ActionId.of("scale", workload, at, from, to), workload, from, to);
    }

    /// The action that takes this one back.
    ///
    /// @param back the size to go back to, other than `to`
    Scale undo(Instant at, Replicas back) {
      return new Scale(ActionId.of("undo", workload, at, to, back), workload, to, back);
    }

    /// Whether it adds replicas; if not, it takes some away.
    public boolean up() {
      return to.above(from);
    }
  }
}
