package dev.surgeline.core.route;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What a gateway has counted since it started. Counters only grow while `startedAt` stays the
/// same.
///
/// @param startedAt when the gateway started: a later one means that the counters began again at
///   zero
/// @param at when the report was taken
/// @param snapshotVersion the version it serves from
/// @param workloads the counts of each workload of the snapshot
public record TrafficReport(
    Instant startedAt,
    Instant at,
    long snapshotVersion,
    SortedMap<WorkloadName, Traffic> workloads) {

  /// The counts of one workload.
  ///
  /// @param requests arrived since start, answered or not
  /// @param inFlight arrived and not yet answered, now
  /// @param responses answered with a status from the workload below 500
  /// @param serverErrors answered by the workload with a status of 500 or above
  /// @param gatewayErrors answered by the gateway itself because no endpoint did (502, 503 or 504),
  ///   or cut short because the endpoint broke off in the middle of its answer
  /// @param retries attempts beyond a request's first
  /// @param latency of answered requests, from the request's first byte to the answer's last
  /// @param endpoints what each endpoint is doing
  public record Traffic(
      long requests,
      int inFlight,
      long responses,
      long serverErrors,
      long gatewayErrors,
      long retries,
      LatencyHistogram latency,
      SortedMap<ReplicaId, EndpointTraffic> endpoints) {}

  /// One endpoint as the gateway sees it.
  ///
  /// @param inFlight requests it has not yet answered
  /// @param healthy whether health checks let it take requests
  public record EndpointTraffic(int inFlight, boolean healthy) {}

  /// Counts by upper bound.
  ///
  /// @param boundsMillis upper bounds, inclusive, growing; a last bucket without bound follows
  /// @param counts answers per bucket, not cumulated, one more than there are bounds
  /// @param sumMillis the sum of all latencies
  public record LatencyHistogram(List<Double> boundsMillis, List<Long> counts, double sumMillis) {
    public LatencyHistogram {
      boundsMillis = List.copyOf(boundsMillis);
      counts = List.copyOf(counts);
      if (counts.size() != boundsMillis.size() + 1) {
        throw new IllegalArgumentException("a histogram has one count more than it has bounds");
      }
    }
  }
}
