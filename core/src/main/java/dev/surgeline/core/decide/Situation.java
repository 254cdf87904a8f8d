package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.time.Instant;
import java.util.Optional;

/// The whole present picture of one workload: all that a policy or a guardrail may look at.
///
/// @param now the time of the tick
/// @param workload what it is
/// @param scaling how it is scaled
/// @param current the size it has or is on its way to
/// @param observation what is measured of it
/// @param history what was wanted and changed lately
/// @param agenda what the schedule says now
/// @param surroundings what comes from outside the workload
public record Situation(
    Instant now,
    Workload workload,
    Scaling scaling,
    Replicas current,
    Observation observation,
    History history,
    Agenda agenda,
    Surroundings surroundings) {

  /// Of a workload by itself, without a schedule.
  public Situation(
      Instant now,
      Workload workload,
      Scaling scaling,
      Replicas current,
      Observation observation,
      History history) {
    this(now, workload, scaling, current, observation, history, Agenda.NONE, Surroundings.NONE);
  }

  /// How few and how many there may be now: the declared bounds with a scheduled max.
  public ReplicaBounds bounds() {
    return agenda.bounds(workload.replicas());
  }

  /// Whether break-glass is active for the workload.
  public boolean emergency() {
    return surroundings.emergency();
  }

  /// The window that sets the max, where it is not the declared one.
  Optional<String> maxBy() {
    boolean declared = bounds().max().equals(workload.replicas().max());
    return declared ? Optional.empty() : agenda.max().map(Policy.Schedule.Entry::toString);
  }

  /// The same as the policies shall see it.
  Situation multiplied() {
    Observation seen = agenda.seen(observation);
    return new Situation(now, workload, scaling, current, seen, history, agenda, surroundings);
  }
}
