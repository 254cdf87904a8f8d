package dev.surgeline.plane.audit.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long something took, each time that it is known.
///
/// @param known of how many
/// @param median of those, the lower of two in the middle; absent of none
/// @param longest of those
public record Spread(int known, Optional<Duration> median, Optional<Duration> longest) {
  static Spread of(List<Duration> all) {
    List<Duration> sorted = all.stream().sorted().toList();
    return new Spread(
        sorted.size(),
        sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2)),
        sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.getLast()));
  }
}
