package dev.surgeline.core.control;

import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that is remembered between two inputs: the fold of all inputs so far. One platform
/// has one state and one writer.
///
/// @param now the latest time seen
/// @param spec the documents in force; absent before the first `Respecified`
/// @param specVersion their version, empty before
/// @param workloads what is remembered of each workload of the spec
/// @param spending what was spent; absent while no workload has a price
public record State(
    Instant now,
    Optional<PlatformSpec> spec,
    String specVersion,
    SortedMap<WorkloadName, WorkloadState> workloads,
    Optional<Spending> spending) {
  /// Before the first input.
  public static final State INITIAL =
      new State(Instant.EPOCH, Optional.empty(), "", new TreeMap<>(), Optional.empty());

  public State {
    workloads = Collections.unmodifiableSortedMap(new TreeMap<>(workloads));
  }

  /// The same at a later time, with what is remembered of the workloads now.
  State with(Instant later, SortedMap<WorkloadName, WorkloadState> remembered) {
    return with(later, remembered, spending);
  }

  /// The same, with what was spent by then.
  State with(
      Instant later, SortedMap<WorkloadName, WorkloadState> remembered, Optional<Spending> spent) {
    return new State(later, spec, specVersion, remembered, spent);
  }

  /// With other documents in force.
  State with(PlatformSpec other, String version) {
    return new State(now, Optional.of(other), version, workloads, spending);
  }

  /// What is remembered of a workload; of one never seen, nothing.
  public WorkloadState of(WorkloadName workload) {
    return workloads.getOrDefault(workload, WorkloadState.NEW);
  }
}
