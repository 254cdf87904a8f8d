package dev.surgeline.core.control;

import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.route.Route;
import java.util.List;

/// A workload as declared: what it is, how it is scaled, which requests are its own.
///
/// @param workload what it is
/// @param scaling how it is scaled
/// @param routes which requests reach it through the gateway; none: it is not behind the gateway
public record WorkloadSpec(Workload workload, Scaling scaling, List<Route> routes) {
  public WorkloadSpec {
    routes = List.copyOf(routes);
    for (Route route : routes) {
      if (!route.workload().equals(workload.name())) {
        throw new IllegalArgumentException("a workload's routes lead to itself");
      }
    }
  }
}
