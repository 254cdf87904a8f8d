package dev.surgeline.core.route;

import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The whole picture a gateway serves from. A later version replaces an earlier one whole.
///
/// @param version grows with every change; a gateway refuses to go back
/// @param routes who answers which request
/// @param endpoints the addresses of each workload; a workload without any has an empty list
/// @param health the path at which each workload's endpoints are asked whether they are well;
///   absent in snapshots of versions that knew only one path for all
public record RoutingSnapshot(
    long version,
    List<Route> routes,
    SortedMap<WorkloadName, List<Endpoint>> endpoints,
    Optional<SortedMap<WorkloadName, String>> health) {
  private static final String HEALTH = "/health";

  public RoutingSnapshot {
    if (version < 0) {
      throw new IllegalArgumentException("a snapshot's version is 0 or more");
    }
    routes = List.copyOf(routes);
    var copy = new TreeMap<WorkloadName, List<Endpoint>>();
    endpoints.forEach((workload, list) -> copy.put(workload, List.copyOf(list)));
    for (Route route : routes) {
      if (!copy.containsKey(route.workload())) {
        throw new IllegalArgumentException(
            "the route to " + route.workload() + " has no entry under endpoints");
      }
    }
    endpoints = Collections.unmodifiableSortedMap(copy);
    health = health.map(RoutingSnapshot::paths);
  }

  /// One that names no health paths.
  public RoutingSnapshot(
      long version, List<Route> routes, SortedMap<WorkloadName, List<Endpoint>> endpoints) {
    this(version, routes, endpoints, Optional.empty());
  }

  /// Where a workload's endpoints are asked whether they are well: `/health` when nothing is said.
  public String healthPath(WorkloadName workload) {
    return health.map(paths -> paths.getOrDefault(workload, HEALTH)).orElse(HEALTH);
  }

  private static SortedMap<WorkloadName, String> paths(SortedMap<WorkloadName, String> health) {
    health.forEach((workload, path) -> {
      if (!Hosting.isPath(path)) {
        throw new IllegalArgumentException(
            "the health path of " + workload + " starts with / and has no blanks");
      }
    });
    return Collections.unmodifiableSortedMap(new TreeMap<>(health));
  }
}
