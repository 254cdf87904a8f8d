package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// A size that follows the sizes of other workloads, at the same tick: a surge that reaches the
/// front tier grows the tiers behind it before it arrives there.
///
/// What is followed is what the others are wanted to be now within their bounds, before windows and
/// rates, which stand for demand; each workload has windows and rates of its own.
///
/// Example: a replica of the portal answers 40 requests a second and each asks records twice, of
/// which a replica answers 100: 0.8 replicas of records for each of the portal. When the portal is
/// wanted to be 10, records is wanted to be 8.
///
/// @param leads which workloads, at most 100, each once; none: all that depend on this one and
///   state their fan-out, each by fan-out and capacities
public record Follow(List<Lead> leads) implements Policy.Remembering {
  private static final PolicyMemory.Key KEY = new PolicyMemory.Key("follow");

  private static final double RATIO_MOST = 1e6;

  /// One workload that is followed.
  ///
  /// @param workload which
  /// @param ratio how many replicas here for one there; above 0, at most 1,000,000
  public record Lead(WorkloadName workload, double ratio) {
    public Lead {
      if (!(ratio > 0 && ratio <= RATIO_MOST)) {
        throw new IllegalArgumentException("ratio is above 0 and at most 1000000");
      }
    }
  }

  public Follow {
    leads = List.copyOf(leads);
    if (leads.size() > 100) {
      throw new IllegalArgumentException("a workload follows at most 100 others");
    }
    if (leads.stream().map(Lead::workload).distinct().count() < leads.size()) {
      throw new IllegalArgumentException("each workload that is followed is listed once");
    }
  }

  @Override
  public String name() {
    return "follow";
  }

  @Override
  public PolicyMemory.Key key() {
    return KEY;
  }

  @Override
  public SortedMap<SignalName, Boolean> signals() {
    return Collections.emptySortedMap();
  }
}
