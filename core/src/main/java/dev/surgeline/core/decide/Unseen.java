package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;

/// A workload that could not be observed at this tick. Nothing is decided for it, and what it holds
/// of the things that workloads share is not known: its last known size counts.
///
/// @param workload which
/// @param size how many replicas it had when it was last seen; never seen: its min, which is due to
///   it
/// @param known whether it was ever seen
public record Unseen(Workload workload, Replicas size, boolean known) {
  /// What follows its name in a sentence about what it holds.
  String how() {
    return known ? " (when last seen) " : " (its min, never seen) ";
  }

  /// What it is counted as, for a reason's sentence.
  String words() {
    return workload.name() + how();
  }
}
