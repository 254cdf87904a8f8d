package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// Something that a workload needs to answer its requests.
///
/// @param workload its name: a workload of the platform, or a database that is not scaled with it
/// @param connectionsPerReplica how many connections each replica holds to it; absent with no limit
/// @param limit how many connections it takes from all who depend on it; absent: as many as come
/// @param fanOut how many requests reach it for each request here; absent: not stated
/// @param callTime how long one of these keeps its connection, in the mean: then a simulated
///   request makes them after a service time that does not hold them; absent: they are part of it
public record Dependency(
    WorkloadName workload,
    OptionalDouble connectionsPerReplica,
    OptionalDouble limit,
    OptionalDouble fanOut,
    Optional<Duration> callTime) {
  /// Its calls are part of the service time.
  public Dependency(
      WorkloadName workload,
      OptionalDouble connectionsPerReplica,
      OptionalDouble limit,
      OptionalDouble fanOut) {
    this(workload, connectionsPerReplica, limit, fanOut, Optional.empty());
  }

  private static final double FAN_OUT_MAX = 1000;

  public Dependency {
    if (connectionsPerReplica.isPresent() != limit.isPresent()) {
      throw new IllegalArgumentException("connectionsPerReplica and limit go together");
    }
    if (connectionsPerReplica.isPresent() && !within(connectionsPerReplica, 1e6)) {
      throw new IllegalArgumentException("connectionsPerReplica is above 0 and at most 1000000");
    }
    if (limit.isPresent() && !within(limit, 1e9)) {
      throw new IllegalArgumentException("limit is above 0 and at most 1000000000");
    }
    if (fanOut.isPresent() && !within(fanOut, 1e6)) {
      throw new IllegalArgumentException("fanOut is above 0 and at most 1000000");
    }
    callTime.ifPresent(time -> {
      if (time.compareTo(Duration.ZERO) <= 0 || time.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("callTime is above zero and at most 1h");
      }
      if (fanOut.orElse(1) > FAN_OUT_MAX) {
        throw new IllegalArgumentException("with a callTime, fanOut is at most 1000");
      }
    });
  }

  private static boolean within(OptionalDouble value, double most) {
    return value.getAsDouble() > 0 && value.getAsDouble() <= most;
  }
}
