package dev.surgeline.plane.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The decisions that a page opened late must know: the latest that changed something, and the
/// latest of each workload.
final class RecentDecisions {
  static final int CHANGES_MAX = 200;

  /// The page shows the latest decision of so many workloads at most; more would only be memory.
  static final int WORKLOADS_MAX = 2_000;

  private final Map<String, DecisionLine> changes = new LinkedHashMap<>();
  private final Map<String, DecisionLine> byWorkload = new LinkedHashMap<>();

  void add(Collection<DecisionLine> decisions) {
    for (DecisionLine decision : decisions) {
      byWorkload.merge(decision.workload(), decision, RecentDecisions::later);
      if (decision.changes()) {
        changes.put(decision.id(), decision);
      }
    }
    trim(changes, CHANGES_MAX);
    trim(byWorkload, WORKLOADS_MAX);
  }

  /// From the oldest to the latest.
  List<DecisionLine> all() {
    return Stream.concat(changes.values().stream(), byWorkload.values().stream())
        .distinct()
        .sorted(Comparator.comparing(DecisionLine::at).thenComparing(DecisionLine::id))
        .toList();
  }

  private static DecisionLine later(DecisionLine one, DecisionLine other) {
    return other.at().isBefore(one.at()) ? one : other;
  }

  private static void trim(Map<String, DecisionLine> decisions, int most) {
    var eldest = decisions.keySet().iterator();
    for (int excess = decisions.size() - most; excess > 0; excess--) {
      eldest.next();
      eldest.remove();
    }
  }
}
