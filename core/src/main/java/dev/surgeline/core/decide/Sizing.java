package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.util.OptionalDouble;

/// Sizes from values of each replica, as the Kubernetes HPA does (`replica_calculator.go`), in
/// thousandths and with its integer truncation.
///
/// A replica that can not take requests yet counts as using nothing on the way up; one that did not
/// report counts as using nothing on the way up and as full on the way down. Either may only make a
/// change smaller, never turn it round.
///
/// Worked example: 3 ready replicas at 90% of a target of 50% are 1.8 times the target: ceil(1.8 x
/// 3) = 6. With 2 more that are still starting, their nothing is averaged in: 270% / 5 = 54%, 1.08
/// times the target and within tolerance, so the size stays.
final class Sizing {
  private Sizing() {}

  /// What the mean of the replicas shall be.
  sealed interface Goal {}

  record Utilization(int percent) implements Goal {}

  record Average(long milli) implements Goal {}

  /// The answer.
  sealed interface Result {
    record Want(Replicas replicas, String figures) implements Result {}

    record Stay(String figures) implements Result {}

    record Unusable(String why) implements Result {}
  }

  /// The replicas sorted into those that count and those that are filled in.
  private static final class Groups {
    long used;
    long capacity;
    int counted;
    int unready;
    int missing;
    boolean capacityKnown = true;

    /// Replicas of a workload are alike: who did not report has the mean capacity of those who did.
    long capacityOf(int replicas) {
      return capacity * replicas / counted;
    }
  }

  private static final Measure.Usage NOTHING =
      new Measure.Usage(OptionalDouble.empty(), OptionalDouble.empty());

  static Result size(
      Goal goal, Measure.PerReplica measure, Tolerance tolerance, Situation situation) {
    Groups groups = group(measure, situation);
    if (groups.counted == 0) {
      return new Result.Unusable("no replica that is ready has reported");
    }
    if (goal instanceof Utilization && !(groups.capacityKnown && groups.capacity > 0)) {
      return new Result.Unusable("a replica states no capacity to compare with");
    }
    double ratio = ratio(goal, groups.used, groups.capacity, groups.counted);
    String figures = figures(goal, groups);
    boolean fill = groups.missing > 0 || (groups.unready > 0 && ratio > 1);
    if (!fill) {
      return tolerance.within(ratio)
          ? new Result.Stay(figures)
          : new Result.Want(Replicas.saturated(Math.ceil(ratio * groups.counted)), figures);
    }
    return filledIn(goal, groups, ratio, tolerance, situation, figures);
  }

  private static Result filledIn(
      Goal goal,
      Groups groups,
      double ratio,
      Tolerance tolerance,
      Situation situation,
      String figures) {
    long used = groups.used;
    long capacity = groups.capacity;
    int count = groups.counted + groups.missing;
    if (ratio < 1) {
      used += assumedFull(goal, groups);
    }
    capacity += groups.capacityOf(groups.missing);
    if (ratio > 1) {
      count += groups.unready;
      capacity += groups.capacityOf(groups.unready);
    }
    double filled = ratio(goal, used, capacity, count);
    boolean turned = (ratio < 1 && filled > 1) || (ratio > 1 && filled < 1);
    if (turned || tolerance.within(filled)) {
      return new Result.Stay(figures);
    }
    Replicas wanted = Replicas.saturated(Math.ceil(filled * count));
    Replicas current = situation.current();
    boolean against =
        (filled < 1 && wanted.above(current)) || (filled > 1 && wanted.below(current));
    return against ? new Result.Stay(figures) : new Result.Want(wanted, figures);
  }

  private static long assumedFull(Goal goal, Groups groups) {
    return switch (goal) {
      case Utilization(var percent) ->
          groups.capacityOf(groups.missing) * Math.max(100, percent) / 100;
      case Average(var milli) -> groups.missing * milli;
    };
  }

  private static Groups group(Measure.PerReplica measure, Situation situation) {
    Groups groups = new Groups();
    for (ReplicaStatus replica : situation.observation().status().replicas()) {
      Measure.Usage usage = measure.replicas().getOrDefault(replica.id(), NOTHING);
      switch (replica.phase()) {
        case DRAINING, FAILED -> {}
        case STARTING, UNREADY -> groups.unready++;
        case READY -> {
          if (usage.used().isEmpty()) {
            groups.missing++;
          } else {
            groups.counted++;
            groups.used += milli(usage.used().getAsDouble());
            groups.capacityKnown &= usage.capacity().isPresent();
            groups.capacity += milli(usage.capacity().orElse(0));
          }
        }
      }
    }
    return groups;
  }

  private static double ratio(Goal goal, long used, long capacity, int count) {
    return switch (goal) {
      case Utilization(var percent) -> percent(used, capacity) / (double) percent;
      case Average(var milli) -> average(used, count) / (double) milli;
    };
  }

  /// Truncated to a whole per cent, as in Kubernetes.
  private static long percent(long used, long capacity) {
    return used * 100 / capacity;
  }

  /// Truncated to a whole thousandth, as in Kubernetes.
  private static long average(long used, int count) {
    return used / count;
  }

  private static String figures(Goal goal, Groups groups) {
    return switch (goal) {
      case Utilization(var percent) ->
          percent(groups.used, groups.capacity) + "% for a target of " + percent + "%";
      case Average(var milli) ->
          Figures.of(average(groups.used, groups.counted) / 1000.0)
              + " a replica for a target of "
              + Figures.of(milli / 1000.0);
    };
  }

  static long milli(double value) {
    return Math.round(value * 1000);
  }
}
