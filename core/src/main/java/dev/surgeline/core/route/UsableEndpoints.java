package dev.surgeline.core.route;

import java.util.ArrayList;
import java.util.List;

/// Which endpoints of a workload take requests, given the health of all that the control plane lets
/// take them.
public final class UsableEndpoints {
  private UsableEndpoints() {}

  /// The indexes of the usable endpoints, or all of them when none is usable: when everything looks
  /// dead the checks are more likely wrong than the endpoints, and an error costs no more than a
  /// refusal (Envoy's panic threshold).
  public static List<Integer> of(List<EndpointHealth> pool, long nowMillis, HealthRules rules) {
    var usable = new ArrayList<Integer>();
    var all = new ArrayList<Integer>();
    for (int i = 0; i < pool.size(); i++) {
      all.add(i);
      if (pool.get(i).usable(nowMillis, rules)) {
        usable.add(i);
      }
    }
    return List.copyOf(usable.isEmpty() ? all : usable);
  }

  /// Whether one more endpoint of the pool may be ejected: never more than half of them are, so
  /// that a fault they share does not throw the whole load on a few.
  public static boolean mayEject(List<EndpointHealth> pool, long nowMillis) {
    long ejected = pool.stream().filter(health -> health.ejected(nowMillis)).count();
    return (ejected + 1) * 2 <= pool.size();
  }
}
