package dev.surgeline.core.platform;

/// How few and how many replicas a workload may have, both inclusive.
///
/// @param min never fewer, whatever the demand
/// @param max never more, whatever the demand; at least `min`
public record ReplicaBounds(Replicas min, Replicas max) {
  public ReplicaBounds {
    if (min.above(max)) {
      throw new IllegalArgumentException("min " + min + " is above max " + max);
    }
    if (max.value() == 0) {
      throw new IllegalArgumentException("max is at least 1");
    }
  }

  /// The nearest allowed number to `wanted`.
  public Replicas clamp(Replicas wanted) {
    return wanted.max(min).min(max);
  }

  /// Whether a size is allowed.
  public boolean contains(Replicas replicas) {
    return !replicas.below(min) && !replicas.above(max);
  }
}
