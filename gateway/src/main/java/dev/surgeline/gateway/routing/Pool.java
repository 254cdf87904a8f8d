package dev.surgeline.gateway.routing;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.EndpointHealth;
import dev.surgeline.core.route.HealthRules;
import dev.surgeline.core.route.LeastRequest;
import dev.surgeline.core.route.UsableEndpoints;
import dev.surgeline.gateway.report.WorkloadCounters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The endpoints of one workload in one version of the routing.
public final class Pool {
  private final WorkloadName workload;
  private final String healthPath;
  private final WorkloadCounters counters;
  private final List<Upstream> active;
  private final List<Upstream> draining;
  private volatile Upstream[] usable;

  Pool(
      WorkloadName workload,
      String healthPath,
      WorkloadCounters counters,
      List<Upstream> active,
      List<Upstream> draining) {
    this.workload = workload;
    this.healthPath = healthPath;
    this.counters = counters;
    this.active = List.copyOf(active);
    this.draining = List.copyOf(draining);
    this.usable = this.active.toArray(Upstream[]::new);
  }

  /// Picks an endpoint and counts the request in flight there; the caller must release it.
  ///
  /// @param tried endpoints to avoid while there is another
  /// @param most requests in flight per endpoint
  /// @return nothing when there is no endpoint or every one has `most` requests
  public Optional<Upstream> acquire(RandomGenerator random, List<Upstream> tried, int most) {
    Upstream[] among = tried.isEmpty() ? usable : others(tried);
    if (among.length == 0) {
      return Optional.empty();
    }
    Upstream picked = among[LeastRequest.pick(among.length, i -> among[i].inFlight(), random)];
    return picked.tryAcquire(most) ? Optional.of(picked) : anyFree(among, most);
  }

  /// When the picked one is full or has just begun to drain: the first that takes it. Rare, so a
  /// walk through all of them is no cost.
  private static Optional<Upstream> anyFree(Upstream[] among, int most) {
    return Arrays.stream(among).filter(upstream -> upstream.tryAcquire(most)).findFirst();
  }

  private Upstream[] others(List<Upstream> tried) {
    Upstream[] all = usable;
    Upstream[] others =
        Arrays.stream(all).filter(upstream -> !tried.contains(upstream)).toArray(Upstream[]::new);
    return others.length == 0 ? all : others;
  }

  /// Takes up what is now known of the endpoints' health.
  void refresh(long nowMillis, HealthRules rules) {
    List<EndpointHealth> known = healths();
    usable =
        UsableEndpoints.of(known, nowMillis, rules).stream()
            .map(active::get)
            .toArray(Upstream[]::new);
  }

  List<EndpointHealth> healths() {
    return active.stream().map(Upstream::health).toList();
  }

  public WorkloadName workload() {
    return workload;
  }

  /// Where its endpoints are asked whether they are well.
  public String healthPath() {
    return healthPath;
  }

  public WorkloadCounters counters() {
    return counters;
  }

  /// Those that may be given new requests, healthy or not.
  public List<Upstream> active() {
    return active;
  }

  public List<Upstream> draining() {
    return draining;
  }
}
