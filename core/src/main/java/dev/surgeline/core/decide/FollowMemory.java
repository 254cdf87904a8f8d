package dev.surgeline.core.decide;

import java.time.Instant;
import java.util.List;

/// What was followed at the latest tick. What others want depends on what they have, which one tick
/// may have changed: the same tick again must follow what it followed.
///
/// @param tick the time of the tick as it said itself
/// @param upstream as they were to be
public record FollowMemory(Instant tick, List<Upstream> upstream) implements PolicyMemory {
  public FollowMemory {
    upstream = List.copyOf(upstream);
  }

  /// Whether it remembers this very tick: the time is the same, and the same workloads are seen.
  boolean sameTick(Surroundings around) {
    if (!tick.equals(around.tick()) || upstream.size() != around.upstream().size()) {
      return false;
    }
    for (int i = 0; i < upstream.size(); i++) {
      Upstream before = upstream.get(i);
      Upstream now = around.upstream().get(i);
      if (!before.workload().equals(now.workload())
          || before.size().isPresent() != now.size().isPresent()) {
        return false;
      }
    }
    return true;
  }
}
