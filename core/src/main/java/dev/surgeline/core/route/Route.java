package dev.surgeline.core.route;

import dev.surgeline.core.platform.WorkloadName;
import java.util.Optional;

/// Which requests belong to a workload: by `Host` header, by path prefix, or by both.
///
/// A route without host matches every host; one without prefix matches every path. Among the routes
/// that match, one with a host wins over one without, then the longer prefix wins.
///
/// @param workload who answers
/// @param host the host without port, lower case
/// @param pathPrefix starts with `/`; matches whole segments: `/beds` matches `/beds` and
///   `/beds/7`, not `/bedside`
public record Route(WorkloadName workload, Optional<String> host, Optional<String> pathPrefix) {
  public Route {
    if (host.isEmpty() && pathPrefix.isEmpty()) {
      throw new IllegalArgumentException("a route names a host, a path prefix or both");
    }
    if (pathPrefix.isPresent() && !pathPrefix.get().startsWith("/")) {
      throw new IllegalArgumentException("a path prefix starts with /");
    }
  }
}
