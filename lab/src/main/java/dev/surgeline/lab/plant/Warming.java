package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Capacity;

/// A replica that has just begun to serve takes longer for a request: so many times as long at
/// once, and less and less on a straight line, until it does not.
///
/// @param slower at once, at least 1
/// @param over nanoseconds until none takes longer
record Warming(double slower, long over) {
  /// A new replica is as good as any.
  static final Warming NONE = new Warming(1, 1);

  static Warming of(Capacity capacity) {
    return capacity
        .coldStart()
        .map(cold -> new Warming(cold.slower(), cold.over().toNanos()))
        .orElse(NONE);
  }

  boolean any() {
    return slower > 1;
  }

  /// How long a request takes, for one that takes so long on a warm replica.
  ///
  /// @param age of the replica: nanoseconds since it began to serve
  long served(long age, long takes) {
    return age >= over ? takes : Math.round(takes * (1 + (slower - 1) * (1 - age / (double) over)));
  }
}
