package dev.surgeline.core.route;

import dev.surgeline.core.platform.WorkloadName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The whole picture a gateway serves from. A later version replaces an earlier one whole.
///
/// @param version grows with every change; a gateway refuses to go back
/// @param routes who answers which request
/// @param endpoints the addresses of each workload; a workload without any has an empty list
public record RoutingSnapshot(
    long version, List<Route> routes, SortedMap<WorkloadName, List<Endpoint>> endpoints) {
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
  }
}
