package dev.surgeline.gateway.routing;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.RouteTable;
import dev.surgeline.core.route.RoutingSnapshot;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One version of the routing, ready to be looked up.
public final class Routing {
  private final Optional<RoutingSnapshot> snapshot;
  private final RouteTable table;
  private final Pool[] byRoute;
  private final SortedMap<WorkloadName, Pool> pools;

  /// @param snapshot nothing before the first one came
  Routing(Optional<RoutingSnapshot> snapshot, SortedMap<WorkloadName, Pool> pools) {
    this.snapshot = snapshot;
    this.pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    List<Route> routes = snapshot.map(RoutingSnapshot::routes).orElse(List.of());
    this.table = new RouteTable(routes);
    this.byRoute = routes.stream().map(route -> pools.get(route.workload())).toArray(Pool[]::new);
  }

  /// Who answers a request.
  public Optional<Pool> match(String host, String path) {
    int route = table.match(host, path);
    return route == RouteTable.NONE ? Optional.empty() : Optional.of(byRoute[route]);
  }

  public Optional<Pool> pool(WorkloadName workload) {
    return Optional.ofNullable(pools.get(workload));
  }

  public SortedMap<WorkloadName, Pool> pools() {
    return pools;
  }

  public Optional<RoutingSnapshot> snapshot() {
    return snapshot;
  }

  /// The snapshot's version, -1 before the first one came.
  public long version() {
    return snapshot.map(RoutingSnapshot::version).orElse(-1L);
  }
}
