package dev.surgeline.core.platform;

import java.util.OptionalDouble;

/// Something that a workload needs to answer its requests.
///
/// @param workload its name: a workload of the platform, or a database that is not scaled with it
/// @param connectionsPerReplica how many connections each replica holds to it; absent with no limit
/// @param limit how many connections it takes from all who depend on it; absent: as many as come
/// @param fanOut how many requests reach it for each request here; absent: not stated
public record Dependency(
    WorkloadName workload,
    OptionalDouble connectionsPerReplica,
    OptionalDouble limit,
    OptionalDouble fanOut) {
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
  }

  private static boolean within(OptionalDouble value, double most) {
    return value.getAsDouble() > 0 && value.getAsDouble() <= most;
  }
}
