package dev.surgeline.core.control;

import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/// Everything that is remembered between two inputs: the fold of all inputs so far. One platform
/// has one state and one writer.
///
/// @param now the latest time seen
/// @param spec the documents in force; absent before the first `Respecified`
/// @param specVersion their version, empty before
/// @param workloads what is remembered of each workload of the spec
/// @param emergencies break-glass under way, waiting for its review or reviewed lately
/// @param spending what was spent; absent while no workload has a price
/// @param assurance what was found not to hold around protected data; absent: nobody looked
public record State(
    Instant now,
    Optional<PlatformSpec> spec,
    String specVersion,
    SortedMap<WorkloadName, WorkloadState> workloads,
    SortedMap<Emergency.Id, Emergency> emergencies,
    Optional<Spending> spending,
    Optional<Assurance> assurance) {
  /// Before the first input.
  public static final State INITIAL =
      new State(
          Instant.EPOCH,
          Optional.empty(),
          "",
          FrozenMap.empty(),
          FrozenMap.empty(),
          Optional.empty(),
          Optional.empty());

  public State {
    workloads = FrozenMap.copyOf(workloads);
    emergencies = FrozenMap.copyOf(emergencies);
  }

  /// The same at a later time, with what is remembered of the workloads now.
  public State with(Instant later, SortedMap<WorkloadName, WorkloadState> remembered) {
    return with(later, remembered, spending);
  }

  /// The same, with what was spent by then.
  State with(
      Instant later, SortedMap<WorkloadName, WorkloadState> remembered, Optional<Spending> spent) {
    return new State(later, spec, specVersion, remembered, emergencies, spent, assurance);
  }

  /// With other documents in force.
  State with(PlatformSpec other, String version) {
    return new State(now, Optional.of(other), version, workloads, emergencies, spending, assurance);
  }

  /// With break-glass as it is now.
  State withEmergencies(SortedMap<Emergency.Id, Emergency> turned) {
    return new State(now, spec, specVersion, workloads, turned, spending, assurance);
  }

  /// With what was found around protected data.
  State with(Instant later, Assurance found) {
    return new State(
        later, spec, specVersion, workloads, emergencies, spending, Optional.of(found));
  }

  /// What is remembered of a workload; of one never seen, nothing.
  public WorkloadState of(WorkloadName workload) {
    return workloads.getOrDefault(workload, WorkloadState.NEW);
  }
}
