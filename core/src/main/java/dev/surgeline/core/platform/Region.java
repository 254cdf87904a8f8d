package dev.surgeline.core.platform;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A place where replicas can run.
///
/// @param name a DNS label, such as `eu-west-2`
/// @param jurisdictions whose law holds there; 1 to 20
public record Region(WorkloadName name, SortedSet<Jurisdiction> jurisdictions) {
  public Region {
    jurisdictions = Collections.unmodifiableSortedSet(new TreeSet<>(jurisdictions));
    if (jurisdictions.isEmpty() || jurisdictions.size() > 20) {
      throw new IllegalArgumentException("a region has 1 to 20 jurisdictions");
    }
  }

  /// Refuses two regions of one name, and more than 100.
  static List<Region> distinct(List<Region> regions) {
    if (regions.size() > 100) {
      throw new IllegalArgumentException("a platform has at most 100 regions");
    }
    if (regions.stream().map(Region::name).distinct().count() < regions.size()) {
      throw new IllegalArgumentException("each region has a name of its own");
    }
    return List.copyOf(regions);
  }
}
