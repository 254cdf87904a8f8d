package dev.surgeline.gateway.routing;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.EndpointHealth.Observation;
import dev.surgeline.core.route.HealthRules;
import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.core.route.UsableEndpoints;
import dev.surgeline.gateway.report.WorkloadCounters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The routing that requests read, replaced whole by each snapshot. Requests read it without a
/// lock; snapshots and changes of health, both rare, take one.
public final class LiveRouting {
  private final HealthRules rules;
  private final Map<Key, Upstream> upstreams = new HashMap<>();
  private final Map<WorkloadName, WorkloadCounters> counters = new HashMap<>();
  private volatile Routing current = new Routing(Optional.empty(), new TreeMap<>());

  private record Key(WorkloadName workload, ReplicaId replica, String host, int port) {}

  /// @param rules when an endpoint is taken out of use
  public LiveRouting(HealthRules rules) {
    this.rules = rules;
  }

  public Routing current() {
    return current;
  }

  /// Picks an endpoint of a workload and counts the request in flight there; the caller must
  /// release it. Nothing when there is none that may have it.
  public Optional<Upstream> acquire(
      WorkloadName workload, RandomGenerator random, List<Upstream> tried, int most) {
    while (true) {
      Routing seen = current;
      Optional<Upstream> picked =
          seen.pool(workload).flatMap(pool -> pool.acquire(random, tried, most));
      // An old picture's endpoints may all have closed since it was read.
      if (picked.isPresent() || seen == current) {
        return picked;
      }
    }
  }

  /// Serves from this snapshot. When it returns, no endpoint that the snapshot drains or leaves out
  /// takes another request; those it has, it finishes.
  public synchronized void apply(RoutingSnapshot snapshot) {
    var pools = new TreeMap<WorkloadName, Pool>();
    var open = new HashSet<Upstream>();
    snapshot
        .endpoints()
        .forEach((workload, endpoints) ->
            pools.put(workload, pool(workload, snapshot.healthPath(workload), endpoints, open)));
    long now = nowMillis();
    pools.values().forEach(pool -> pool.refresh(now, rules));
    // Opened before and closed after the switch: in between both pictures find open endpoints.
    open.forEach(upstream -> upstream.accept(true));
    current = new Routing(Optional.of(snapshot), pools);
    upstreams.values().forEach(upstream -> upstream.accept(open.contains(upstream)));
    forgetFinished();
  }

  /// @param open collects the endpoints that take new requests
  private Pool pool(
      WorkloadName workload, String healthPath, List<Endpoint> endpoints, Set<Upstream> open) {
    var active = new ArrayList<Upstream>();
    var draining = new ArrayList<Upstream>();
    for (Endpoint endpoint : endpoints) {
      var key = new Key(workload, endpoint.replica(), endpoint.host(), endpoint.port());
      Upstream upstream = upstreams.computeIfAbsent(key, _ -> new Upstream(workload, endpoint));
      switch (endpoint.state()) {
        case ACTIVE -> active.add(upstream);
        case DRAINING -> draining.add(upstream);
      }
    }
    open.addAll(active);
    return new Pool(
        workload,
        healthPath,
        counters.computeIfAbsent(workload, _ -> new WorkloadCounters()),
        active,
        draining);
  }

  /// Takes note of how an endpoint did.
  public void observe(Upstream upstream, Observation seen) {
    if (seen == Observation.ANSWERED && upstream.health().failures() == 0) {
      return;
    }
    change(upstream, seen);
  }

  private synchronized void change(Upstream upstream, Observation seen) {
    long now = nowMillis();
    Optional<Pool> pool = current.pool(upstream.workload());
    boolean mayEject = pool.map(p -> UsableEndpoints.mayEject(p.healths(), now)).orElse(false);
    upstream.become(upstream.health().after(seen, now, rules, mayEject));
    pool.ifPresent(p -> p.refresh(now, rules));
  }

  /// Lets ejections end whose time is over.
  public synchronized void refresh() {
    long now = nowMillis();
    current.pools().values().forEach(pool -> pool.refresh(now, rules));
  }

  /// Endpoints that no snapshot names any more and that still finish requests.
  public synchronized List<Upstream> lingering() {
    forgetFinished();
    return upstreams.values().stream().filter(upstream -> !named(upstream)).toList();
  }

  /// Whether health checks and ejections let it take requests.
  public boolean healthy(Upstream upstream) {
    return upstream.health().usable(nowMillis(), rules);
  }

  /// Whether an endpoint fails its health checks while another of its workload is well.
  public boolean forsaken(Upstream upstream) {
    if (upstream.health().failedChecks() < rules.failedChecksMax()) {
      return false;
    }
    return current
        .pool(upstream.workload())
        .map(pool -> pool.active().stream().anyMatch(this::healthy))
        .orElse(false);
  }

  private void forgetFinished() {
    upstreams.values().removeIf(upstream -> !named(upstream) && upstream.inFlight() == 0);
  }

  private boolean named(Upstream upstream) {
    return current
        .pool(upstream.workload())
        .map(pool -> pool.active().contains(upstream) || pool.draining().contains(upstream))
        .orElse(false);
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
