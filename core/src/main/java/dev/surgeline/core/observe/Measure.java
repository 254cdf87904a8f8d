package dev.surgeline.core.observe;

import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/// A measured value: one for the whole workload, or one for each of its replicas.
public sealed interface Measure {

  /// One value for the workload as a whole, such as the length of its queue.
  ///
  /// @param value finite and not negative, in the signal's own unit
  record Total(double value) implements Measure {
    public Total {
      requireMeasured(value);
    }
  }

  /// A value for each replica that reported, such as its CPU use.
  ///
  /// @param replicas what is known of each; a replica that reported nothing may be absent
  record PerReplica(SortedMap<ReplicaId, Usage> replicas) implements Measure {
    public PerReplica {
      replicas = FrozenMap.copyOf(replicas);
    }
  }

  /// The use of one replica.
  ///
  /// @param used in the signal's own unit; absent: the replica did not report
  /// @param capacity what `used` is measured against for a utilization, in the same unit and above
  ///   zero; absent: none is stated, and a utilization can not be told
  /// @param since when the time over which it was measured began; absent: it was measured in the
  ///   moment of its signal
  record Usage(OptionalDouble used, OptionalDouble capacity, Optional<Instant> since) {
    /// Measured in the moment of its signal.
    public Usage(OptionalDouble used, OptionalDouble capacity) {
      this(used, capacity, Optional.empty());
    }

    public Usage {
      used.ifPresent(Measure::requireMeasured);
      capacity.ifPresent(Measure::requireMeasured);
      if (capacity.isPresent() && capacity.getAsDouble() == 0) {
        throw new IllegalArgumentException("a capacity is above zero");
      }
    }
  }

  private static void requireMeasured(double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("a measure is finite and not negative, not " + value);
    }
  }
}
