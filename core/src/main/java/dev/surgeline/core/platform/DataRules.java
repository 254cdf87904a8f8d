package dev.surgeline.core.platform;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the workload's data is and where it must stay.
///
/// @param classification what is lost when it leaks
/// @param residency the region that it is held in must satisfy every one of them; none: anywhere
public record DataRules(Classification classification, SortedSet<Jurisdiction> residency) {
  /// What is lost when the data leaks.
  public enum Classification {
    PUBLIC,
    INTERNAL,
    /// Protected health information.
    PHI
  }

  public DataRules {
    residency = Collections.unmodifiableSortedSet(new TreeSet<>(residency));
    if (residency.size() > 20) {
      throw new IllegalArgumentException("residency lists at most 20 jurisdictions");
    }
  }
}
