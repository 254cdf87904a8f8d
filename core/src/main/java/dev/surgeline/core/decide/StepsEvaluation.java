package dev.surgeline.core.decide;

import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which step is taken, and from where.
///
/// A step up is taken from the replicas that were asked for and had time to start: what the others
/// will relieve the signal does not show yet, and adding the same step again at each tick would run
/// away (AWS step scaling counts instances in warm-up in the same way). Example: 10 replicas at 93%
/// with 4 more above 90% become 14. While the 4 start, 10 + 4 are still 14; when they serve and it
/// is still 93%, 18.
///
/// A step down of a value per replica is made smaller when those that stay would each have so much
/// more that a step up followed (Azure autoscale has the same check against flapping). Example: 2
/// replicas at 28% with 1 less below 30% and 1 more above 50% stay, since one would be at 56%.
final class StepsEvaluation {
  private StepsEvaluation() {}

  static Recommendation recommend(Steps policy, Situation situation) {
    Gauge.Level level = policy.gauge().level(situation);
    Optional<Steps.Step> up = farthest(policy.up(), level.value(), true);
    if (up.isPresent()) {
      return given(policy, level, Optional.of(up(policy, up.get(), level, situation)));
    }
    if (!level.known()) {
      return given(policy, level, Optional.empty());
    }
    Wish wish =
        farthest(policy.down(), level.value(), false)
            .map(step -> down(policy, step, level, situation))
            .orElseGet(() -> stay(policy, level, situation.current()));
    return given(policy, level, Optional.of(wish));
  }

  private record Wish(Replicas replicas, Reason reason) {}

  private static Recommendation given(Steps policy, Gauge.Level level, Optional<Wish> wish) {
    List<Reason> reasons = new ArrayList<>(2);
    wish.ifPresent(given -> reasons.add(given.reason()));
    level.absence().ifPresent(reasons::add);
    return new Recommendation(policy.name(), wish.map(Wish::replicas), level.known(), reasons);
  }

  private static Optional<Steps.Step> farthest(List<Steps.Step> steps, double value, boolean up) {
    Optional<Steps.Step> farthest = Optional.empty();
    for (Steps.Step step : steps) {
      boolean beyond = up ? value > step.threshold() : value < step.threshold();
      farthest = beyond ? Optional.of(step) : farthest;
    }
    return farthest;
  }

  private static Wish up(Steps policy, Steps.Step step, Gauge.Level level, Situation situation) {
    int from = counted(situation);
    int coming = situation.current().value() - from;
    long more =
        switch (step.change()) {
          case Steps.Count(var count) -> count;
          case Steps.Percent(var percent) -> Math.max(1, Math.ceilDiv((long) from * percent, 100));
        };
    Replicas wanted = Replicas.saturated((double) (from + more)).max(situation.current());
    String rest = coming <= 0 ? "" : "; " + coming + " on the way are not counted";
    return wants(
        wanted,
        beyond(policy, step, level, " is above ") + ", adds " + more + " to " + from + rest);
  }

  /// How many were asked for, without those that start and are still in time. It follows from what
  /// is seen alone: seen twice, a step is not taken twice.
  private static int counted(Situation situation) {
    Instant asked = situation.now().minus(situation.workload().capacity().startup());
    WorkloadStatus status = situation.observation().status();
    int counted = status.desired().value();
    for (ReplicaStatus replica : status.replicas()) {
      boolean inTime = replica.phase() == Phase.STARTING && replica.startedAt().isAfter(asked);
      counted -= inTime ? 1 : 0;
    }
    return Math.max(0, counted);
  }

  private static Wish down(Steps policy, Steps.Step step, Gauge.Level level, Situation situation) {
    int current = situation.current().value();
    long fewer =
        switch (step.change()) {
          case Steps.Count(var count) -> count;
          case Steps.Percent(var percent) -> Math.max(1, (long) current * percent / 100);
        };
    String passed = beyond(policy, step, level, " is below ");
    Replicas wanted = Replicas.saturated((double) (current - fewer));
    Replicas least = least(policy, level.value(), situation);
    if (!wanted.below(least)) {
      return wants(wanted, passed + ", takes " + fewer + " from " + current);
    }
    String limit = policy.gauge().figure(policy.up().getFirst().threshold());
    String held = ", but fewer than " + least + " would be above " + limit;
    return least.equals(situation.current())
        ? new Wish(least, new Reason(Reason.Code.WITHIN_TOLERANCE, passed + held))
        : wants(least, passed + held);
  }

  /// As few as can carry the same load without a step up, at most as many as there are.
  private static Replicas least(Steps policy, double value, Situation situation) {
    if (policy.up().isEmpty() || !policy.gauge().as().each()) {
      return Replicas.ZERO;
    }
    int told = situation.observation().status().desired().value();
    double share = value / policy.up().getFirst().threshold();
    return Replicas.saturated(Math.ceil(told * share)).min(situation.current());
  }

  private static Wish stay(Steps policy, Gauge.Level level, Replicas current) {
    Gauge gauge = policy.gauge();
    List<String> sides = new ArrayList<>(2);
    if (!policy.up().isEmpty()) {
      sides.add("not above " + gauge.figure(policy.up().getFirst().threshold()));
    }
    if (!policy.down().isEmpty()) {
      sides.add("not below " + gauge.figure(policy.down().getFirst().threshold()));
    }
    String sentence = gauge.words(level) + " is " + String.join(" and ", sides);
    return new Wish(current, new Reason(Reason.Code.WITHIN_TOLERANCE, sentence));
  }

  private static String beyond(Steps policy, Steps.Step step, Gauge.Level level, String side) {
    return policy.gauge().words(level) + side + policy.gauge().figure(step.threshold());
  }

  private static Wish wants(Replicas replicas, String because) {
    return new Wish(replicas, new Reason(Reason.Code.TARGET, "wants " + replicas + ": " + because));
  }
}
