package dev.surgeline.core.platform;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the workload's data is and where it must stay.
///
/// @param classification what is lost when it leaks
/// @param residency the region that it is held in must satisfy every one of them; none: anywhere
/// @param safeguards how it is kept safe; absent: nothing is said
public record DataRules(
    Classification classification,
    SortedSet<Jurisdiction> residency,
    Optional<Safeguards> safeguards) {
  /// What is lost when the data leaks.
  public enum Classification {
    PUBLIC,
    INTERNAL,
    /// Protected health information.
    PHI
  }

  /// Of which nothing is said but what it is and where it must stay.
  public DataRules(Classification classification, SortedSet<Jurisdiction> residency) {
    this(classification, residency, Optional.empty());
  }

  public DataRules {
    residency = Collections.unmodifiableSortedSet(new TreeSet<>(residency));
    if (residency.size() > 20) {
      throw new IllegalArgumentException("residency lists at most 20 jurisdictions");
    }
  }
}
