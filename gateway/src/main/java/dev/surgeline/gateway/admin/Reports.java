package dev.surgeline.gateway.admin;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.core.route.TrafficReport.EndpointTraffic;
import dev.surgeline.core.route.TrafficReport.Traffic;
import dev.surgeline.gateway.report.WorkloadCounters;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.routing.Pool;
import dev.surgeline.gateway.routing.Routing;
import dev.surgeline.gateway.routing.Upstream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes the traffic report.
public final class Reports {
  private final LiveRouting routing;
  private final Clock clock;
  private final Instant startedAt;

  public Reports(LiveRouting routing, Clock clock) {
    this.routing = routing;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /// The report of now. Its version is 0 before a snapshot came. Endpoints that were removed are in
  /// it, as unhealthy, until their last request is answered.
  public TrafficReport take() {
    Routing now = routing.current();
    var endpoints = new TreeMap<WorkloadName, TreeMap<ReplicaId, EndpointTraffic>>();
    for (Upstream upstream : routing.lingering()) {
      endpoints
          .computeIfAbsent(upstream.workload(), _ -> new TreeMap<>())
          .put(upstream.endpoint().replica(), new EndpointTraffic(upstream.inFlight(), false));
    }
    var workloads = new TreeMap<WorkloadName, Traffic>();
    now.pools()
        .forEach((name, pool) ->
            workloads.put(
                name, traffic(pool, endpoints.computeIfAbsent(name, _ -> new TreeMap<>()))));
    return new TrafficReport(startedAt, clock.instant(), Math.max(0, now.version()), workloads);
  }

  private Traffic traffic(Pool pool, SortedMap<ReplicaId, EndpointTraffic> endpoints) {
    for (var upstreams : List.of(pool.active(), pool.draining())) {
      for (Upstream upstream : upstreams) {
        endpoints.put(
            upstream.endpoint().replica(),
            new EndpointTraffic(upstream.inFlight(), routing.healthy(upstream)));
      }
    }
    WorkloadCounters counters = pool.counters();
    int inFlight = counters.inFlight();
    return new Traffic(
        counters.requests(),
        inFlight,
        counters.responses(),
        counters.serverErrors(),
        counters.gatewayErrors(),
        counters.retries(),
        counters.latency().histogram(),
        endpoints);
  }
}
