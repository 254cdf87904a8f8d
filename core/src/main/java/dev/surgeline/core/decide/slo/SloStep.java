package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.Advice;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Recommendation;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One tick of the slo policy: first it learns from what was measured, then it sizes from what it
/// knows. The same tick twice gives the same size and the same memory.
public final class SloStep {
  /// The name of the policy in documents and reasons.
  public static final String NAME = "slo";

  /// What a tick comes to.
  ///
  /// @param recommendation the size, with its reason; the level of its forecast is the share of the
  ///   scenarios that the size serves, 0 to 1, and there is none while no forecast is believed
  /// @param memory for the next tick
  public record Sized(Recommendation recommendation, SloMemory memory) {}

  private SloStep() {}

  /// One tick of a workload with what it remembers.
  public static Advice advise(SloPolicy policy, Situation situation) {
    Optional<SloMemory> memory = situation.surroundings().memory(policy.key(), SloMemory.class);
    OptionalDouble replicaSecond =
        situation.workload().cost().isPresent()
            ? OptionalDouble.of(situation.workload().cost().get().perReplicaHour() / 3600)
            : OptionalDouble.empty();
    Sized sized = step(policy, situation, memory, replicaSecond);
    return new Advice(sized.recommendation(), sized.memory());
  }

  /// Without a known cost of replicas.
  public static Sized step(SloPolicy policy, Situation situation, Optional<SloMemory> memory) {
    return step(policy, situation, memory, OptionalDouble.empty());
  }

  /// One tick.
  ///
  /// @param memory of the tick before; absent at the first
  /// @param replicaSecond what a replica costs per second, above 0, for a price in money; absent:
  ///   not known
  public static Sized step(
      SloPolicy policy,
      Situation situation,
      Optional<SloMemory> memory,
      OptionalDouble replicaSecond) {
    SloMemory learned = Learning.learned(policy, situation, memory);
    List<Reason> absences = new ArrayList<>();
    absence(situation, policy.requests()).ifPresent(absences::add);
    boolean blind = !absences.isEmpty();
    policy.inFlight().flatMap(name -> absence(situation, name)).ifPresent(absences::add);
    if (blind) {
      return new Sized(new Recommendation(NAME, Optional.empty(), false, absences), learned);
    }
    double price = policy.replicaSeconds(situation.workload().criticality(), replicaSecond);
    OptionalDouble times = policy.headroom(situation.workload().criticality());
    Sizes sizes = Sizes.of(policy, situation, learned, price);
    List<Reason> reasons = new ArrayList<>();
    reasons.add(new Reason(Reason.Code.TARGET, sizes.sentence()));
    reasons.addAll(absences);
    return new Sized(
        new Recommendation(
            NAME,
            Optional.of(Replicas.saturated(sizes.wanted())),
            absences.isEmpty(),
            reasons,
            sizes.forecast()),
        memory
            .filter(before -> situation.now().isAfter(before.at()))
            .map(before -> learned.with(sizes.headroom(learned, situation, before.at(), times)))
            .orElse(learned));
  }

  private static Optional<Reason> absence(Situation situation, SignalName name) {
    return switch (situation.observation().signal(name)) {
      case Signal.Known _ ->
          Learning.known(situation, name).isPresent()
              ? Optional.empty()
              : Optional.of(
                  new Reason(
                      Reason.Code.METRIC_UNUSABLE,
                      name + " is a value of each replica, and one total is asked for"));
      case Signal.Stale(_, var at) ->
          Optional.of(
              new Reason(
                  Reason.Code.METRIC_STALE,
                  name + " is " + Figures.of(Duration.between(at, situation.now())) + " old"));
      case Signal.Missing(var why) ->
          Optional.of(new Reason(Reason.Code.METRIC_MISSING, name + ": " + why.sentence()));
    };
  }
}
