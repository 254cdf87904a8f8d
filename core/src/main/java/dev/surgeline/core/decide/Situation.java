package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.Trust;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The whole present picture of one workload: all that a policy or a guardrail may look at.
///
/// @param now the time of the tick
/// @param workload what it is
/// @param scaling how it is scaled
/// @param current the size it has or is on its way to
/// @param observation what is measured of it, as the data-quality gate lets it through
/// @param history what was wanted and changed lately
/// @param agenda what the schedule says now
/// @param surroundings what comes from outside the workload
/// @param trust how far the signals of the observation are to be believed
public record Situation(
    Instant now,
    Workload workload,
    Scaling scaling,
    Replicas current,
    Observation observation,
    History history,
    Agenda agenda,
    Surroundings surroundings,
    Trust trust) {

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

  /// Of signals that are all to be believed.
  public Situation(
      Instant now,
      Workload workload,
      Scaling scaling,
      Replicas current,
      Observation observation,
      History history,
      Agenda agenda,
      Surroundings surroundings) {
    this(now, workload, scaling, current, observation, history, agenda, surroundings, Trust.FULL);
  }

  /// How few and how many there may be now: the declared bounds with a scheduled max.
  public ReplicaBounds bounds() {
    return agenda.bounds(workload.replicas());
  }

  /// Whether the workload's objective is missed now; unknown counts as not.
  public static boolean objectiveMissed(Workload workload, Observation observation) {
    return workload.slo().latency().isPresent()
        && observation.signal(SignalName.OBJECTIVE_LATENCY)
            instanceof Signal.Known(Measure.Total(var millis), _)
        && millis > workload.slo().latency().get().below().toNanos() / 1e6;
  }

  /// The window that sets the max, where it is not the declared one.
  Optional<String> maxBy() {
    if (agenda.max().isEmpty() || bounds().max().equals(workload.replicas().max())) {
      return Optional.empty();
    }
    return agenda.max().map(Policy.Schedule.Entry::toString);
  }

  /// Break-glass that holds for the workload. Each guardrail that yields to it lets growth pass.
  public Optional<Emergency> emergency() {
    return surroundings.people().emergency();
  }

  /// The latest request that people agree to a growth.
  Optional<Approval> approval() {
    return surroundings.people().approval();
  }

  /// The same with a size, and changes of it, that there only would have been: what the guardrails
  /// of a workload that is not acted on look at.
  public Situation imagined(Replicas size, List<History.Changed> changes) {
    var would = new History(history.wanted(), changes);
    return new Situation(
        now, workload, scaling, size, observation, would, agenda, surroundings, trust);
  }

  /// The same as the policies shall see it.
  Situation multiplied() {
    return agenda.multipliers().isEmpty() ? this : seeing(agenda.seen(observation));
  }

  /// The same with other signals.
  Situation seeing(Observation other) {
    return new Situation(
        now, workload, scaling, current, other, history, agenda, surroundings, trust);
  }
}
