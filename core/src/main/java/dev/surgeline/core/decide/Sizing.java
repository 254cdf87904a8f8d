package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.math.BigInteger;
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

  /// Use by capacity, in per cent, above 0.
  record Utilization(int percent) implements Goal {}

  /// Use, in thousandths of the signal's unit, above 0.
  record Average(long milli) implements Goal {}

  /// The answer.
  sealed interface Result {
    /// @param figures what was compared with what
    record Want(Replicas replicas, String figures) implements Result {}

    /// @param why the figures, and that they are no reason to change
    record Stay(String why) implements Result {}

    /// @param why there is nothing to judge by
    record Unusable(String why) implements Result {}
  }

  /// The replicas sorted into those that count and those that are filled in.
  private static final class Groups {
    long used; // tidy: owned window
    long capacity; // tidy: owned window
    int counted; // tidy: owned window
    int unready; // tidy: owned window
    int missing; // tidy: owned window
    boolean capacityKnown = true; // tidy: owned window

    /// Replicas of a workload are alike: who did not report has the mean capacity of those who did.
    long capacityOf(int replicas) {
      return share(capacity, replicas, counted);
    }

    boolean comparable() {
      return capacityKnown && capacity > 0 && capacity < Long.MAX_VALUE;
    }
  }

  /// What the replicas use of what they have, all that count.
  private record Sum(long used, long capacity, int count) {
    double ratio(Goal goal) {
      return switch (goal) {
        case Utilization(var percent) -> percent() / (double) percent;
        case Average(var milli) -> average() / (double) milli;
      };
    }

    /// Truncated to a whole per cent, as in Kubernetes.
    private long percent() {
      return share(used, 100, capacity);
    }

    /// Truncated to a whole thousandth, as in Kubernetes.
    private long average() {
      return used / count;
    }

    String figure(Goal goal) {
      return switch (goal) {
        case Utilization _ -> percent() + "%";
        case Average _ -> Figures.of(average() / 1000.0) + " a replica";
      };
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
    if (goal instanceof Utilization && !groups.comparable()) {
      return new Result.Unusable("a replica states no capacity that can be compared with");
    }
    var sum = new Sum(groups.used, groups.capacity, groups.counted);
    double ratio = sum.ratio(goal);
    // Who is missing argues against a change; exactly at the target there is none to argue against.
    boolean fill = ratio < 1 ? groups.missing > 0 : groups.missing + groups.unready > 0;
    if (fill && ratio != 1) {
      return filledIn(goal, groups, sum, tolerance, situation);
    }
    String figures = sum.figure(goal) + target(goal);
    return tolerance.within(ratio)
        ? new Result.Stay(figures + " is near enough")
        : new Result.Want(Replicas.saturated(Math.ceil(ratio * sum.count())), figures);
  }

  private static Result filledIn(
      Goal goal, Groups groups, Sum seen, Tolerance tolerance, Situation situation) {
    boolean up = seen.ratio(goal) > 1;
    int added = groups.missing + (up ? groups.unready : 0);
    var sum =
        new Sum(
            up ? seen.used() : plus(seen.used(), assumedFull(goal, groups)),
            plus(seen.capacity(), groups.capacityOf(added)),
            seen.count() + added);
    double ratio = sum.ratio(goal);
    String assumed = " (" + sum.figure(goal) + " with " + assumed(groups, up) + ")";
    String figures = seen.figure(goal) + assumed + target(goal);
    if (tolerance.within(ratio)) {
      return new Result.Stay(figures + " is near enough");
    }
    Replicas wanted = Replicas.saturated(Math.ceil(ratio * sum.count()));
    boolean turned = up ? ratio < 1 : ratio > 1;
    boolean against = up ? wanted.below(situation.current()) : wanted.above(situation.current());
    return turned || against
        ? new Result.Stay(figures + " is no reason to " + (up ? "grow" : "shrink"))
        : new Result.Want(wanted, figures);
  }

  private static String assumed(Groups groups, boolean up) {
    String missing = groups.missing > 0 ? groups.missing + " silent" : "";
    String unready = up && groups.unready > 0 ? groups.unready + " not ready" : "";
    String and = missing.isEmpty() || unready.isEmpty() ? "" : " and ";
    return missing + and + unready + (up ? " as idle" : " as full");
  }

  private static String target(Goal goal) {
    return switch (goal) {
      case Utilization(var percent) -> " for a target of " + percent + "%";
      case Average(var milli) -> " for a target of " + Figures.of(milli / 1000.0);
    };
  }

  private static long assumedFull(Goal goal, Groups groups) {
    return switch (goal) {
      case Utilization(var percent) ->
          share(groups.capacityOf(groups.missing), Math.max(100, percent), 100);
      case Average(var milli) -> share(milli, groups.missing, 1);
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
            groups.used = plus(groups.used, milli(usage.used().getAsDouble()));
            groups.capacityKnown &= usage.capacity().isPresent();
            groups.capacity = plus(groups.capacity, milli(usage.capacity().orElse(0)));
          }
        }
      }
    }
    return groups;
  }

  /// A sum that stays at the largest number there is: a source that runs away must not look idle.
  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// `value * times / by`, truncated, and as large as can be where it would not fit.
  private static long share(long value, long times, long by) {
    long product = value * times;
    if (Math.multiplyHigh(value, times) == 0 && product >= 0) {
      return product / by;
    }
    BigInteger exact =
        BigInteger.valueOf(value)
            .multiply(BigInteger.valueOf(times))
            .divide(BigInteger.valueOf(by));
    return exact.bitLength() < Long.SIZE ? exact.longValue() : Long.MAX_VALUE;
  }

  static long milli(double value) {
    return Math.round(value * 1000);
  }
}
