package dev.surgeline.lab.plant;

/// Time of replicas, in sum: exact to the nanosecond, for any fleet and any length of a trace. A
/// `long` of nanoseconds holds the month of no more than some 3,500 replicas.
///
/// @param seconds whole ones, not negative
/// @param rest nanoseconds beyond these, 0 to 999,999,999
public record ReplicaTime(long seconds, int rest) {
  private static final long SECOND = 1_000_000_000L;

  public ReplicaTime {
    if (seconds < 0 || rest < 0 || rest >= SECOND) {
      throw new IllegalArgumentException(seconds + " s and " + rest + " ns is no time of replicas");
    }
  }

  /// What is more than at a time before, in nanoseconds: the nearest `double`.
  public double nanosSince(ReplicaTime before) {
    long whole = seconds - before.seconds;
    int part = rest - before.rest;
    boolean fits = whole < Long.MAX_VALUE / SECOND;
    return fits ? (double) (whole * SECOND + part) : whole * 1e9 + part;
  }

  /// Adds up.
  static final class Sum {
    private long seconds;
    private long rest;

    /// @param nanos that each of the replicas was there, not negative
    void add(long nanos, int replicas) {
      seconds += nanos / SECOND * replicas;
      rest += nanos % SECOND * replicas;
      seconds += rest / SECOND;
      rest %= SECOND;
    }

    ReplicaTime total() {
      return new ReplicaTime(seconds, (int) rest);
    }
  }
}
