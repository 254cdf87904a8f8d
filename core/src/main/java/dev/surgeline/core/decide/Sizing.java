package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Alongside;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.math.BigInteger;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

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
public final class Sizing {
  private Sizing() {}

  /// What is looked at.
  ///
  /// @param status the replicas
  /// @param current the size that they have or are on their way to
  /// @param tolerance the dead band
  /// @param readiness which of them count
  public record Scene(
      WorkloadStatus status, Replicas current, Tolerance tolerance, Readiness readiness) {}

  /// What the replicas that count use, before anything is filled in.
  ///
  /// @param percent of their capacity; 0 where none is asked for
  /// @param averageMilli the mean of their use, in thousandths
  public record Use(long percent, long averageMilli) {}

  /// The answer.
  public sealed interface Result {
    /// @param figures what was compared with what
    record Want(Replicas replicas, Use use, String figures) implements Result {}

    /// @param why the figures, and that they are no reason to change
    record Stay(Use use, String why) implements Result {}

    record Unusable(Cause cause) implements Result {}
  }

  /// Why there is no answer.
  public enum Cause {
    /// None that counts has reported.
    SILENT("no replica that is ready has reported"),
    /// The capacity of one is not stated.
    NO_CAPACITY("a replica states no capacity that can be compared with"),
    /// Only replicas that are not there have reported.
    STRANGERS("only replicas that are not there have reported");

    private final String sentence;

    Cause(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  /// The replicas sorted into those that count and those that are filled in.
  private static final class Groups {
    final Filled unready = new Filled();
    final Filled missing = new Filled();
    long used; // tidy: owned window
    long capacity; // tidy: owned window
    int counted; // tidy: owned window
    boolean capacityKnown = true; // tidy: owned window
    long strangersUsed; // tidy: owned window
    int strangers; // tidy: owned window

    boolean comparable() {
      return capacityKnown && capacity > 0 && capacity < Long.MAX_VALUE;
    }

    /// Kubernetes averages over whoever reports, those it does not list among its pods included.
    Sum sum(MetricTarget.Mean goal) {
      return switch (goal) {
        case MetricTarget.Utilization _ -> new Sum(used, capacity, counted);
        case MetricTarget.AverageValue _ ->
            new Sum(plus(used, strangersUsed), 0, counted + strangers);
      };
    }

    /// Replicas of a workload are alike: who states no capacity has the mean of those who count.
    long capacityOf(Filled filled) {
      return counted == 0
          ? filled.capacity
          : plus(filled.capacity, share(capacity, filled.unstated, counted));
    }
  }

  /// Replicas that are filled in.
  private static final class Filled {
    int count; // tidy: owned window
    long capacity; // tidy: owned window
    int unstated; // tidy: owned window

    void add(Measure.Usage usage) {
      count++;
      if (usage.capacity().isPresent()) {
        capacity = plus(capacity, milli(usage.capacity().getAsDouble()));
      } else {
        unstated++;
      }
    }
  }

  /// What the replicas use of what they have, all that are averaged.
  private record Sum(long used, long capacity, int count) {
    double ratio(MetricTarget.Mean goal) {
      return switch (goal) {
        case MetricTarget.Utilization(var percent) -> percent() / (double) percent;
        case MetricTarget.AverageValue(var milli) -> average() / (double) milli;
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

    Use use(MetricTarget.Mean goal) {
      return new Use(goal instanceof MetricTarget.Utilization ? percent() : 0, average());
    }

    String figure(MetricTarget.Mean goal) {
      return switch (goal) {
        case MetricTarget.Utilization _ -> percent() + "%";
        case MetricTarget.AverageValue _ -> Figures.of(average() / 1000.0) + " a replica";
      };
    }
  }

  private static final Measure.Usage NOTHING =
      new Measure.Usage(OptionalDouble.empty(), OptionalDouble.empty());

  /// The size at which the mean of the replicas would be at the goal. Where only strangers report,
  /// there is nothing to judge by.
  ///
  /// @param measured when the measure was taken
  public static Result size(
      MetricTarget.Mean goal, Measure.PerReplica measure, Instant measured, Scene scene) {
    Groups groups = group(measure, measured, scene);
    return groups.counted == 0 && groups.strangers > 0
        ? new Result.Unusable(Cause.STRANGERS)
        : size(goal, groups, scene);
  }

  /// The same as Kubernetes has it: an average of strangers alone is an average too. It scales the
  /// replicas that count, of which there are none, so it wants 0 where it is beyond the tolerance
  /// and nobody is silent.
  public static Result asKubernetes(
      MetricTarget.Mean goal, Measure.PerReplica measure, Instant measured, Scene scene) {
    return goal instanceof MetricTarget.AverageValue
        ? size(goal, group(measure, measured, scene), scene)
        : size(goal, measure, measured, scene);
  }

  private static Result size(MetricTarget.Mean goal, Groups groups, Scene scene) {
    if (groups.counted + groups.strangers == 0) {
      return new Result.Unusable(Cause.SILENT);
    }
    if (goal instanceof MetricTarget.Utilization && !groups.comparable()) {
      return new Result.Unusable(Cause.NO_CAPACITY);
    }
    Sum sum = groups.sum(goal);
    double ratio = sum.ratio(goal);
    // Who is missing argues against a change; exactly at the target there is none to argue against.
    boolean fill = groups.missing.count + (ratio < 1 ? 0 : groups.unready.count) > 0;
    if (fill && ratio != 1) {
      return filledIn(goal, groups, sum, scene);
    }
    String figures = sum.figure(goal) + target(goal);
    return scene.tolerance().within(ratio)
        ? new Result.Stay(sum.use(goal), figures + " is near enough")
        : new Result.Want(
            Replicas.saturated(Math.ceil(ratio * groups.counted)), sum.use(goal), figures);
  }

  private static Result filledIn(MetricTarget.Mean goal, Groups groups, Sum seen, Scene scene) {
    boolean up = seen.ratio(goal) > 1;
    int added = groups.missing.count + (up ? groups.unready.count : 0);
    long capacity = plus(seen.capacity(), groups.capacityOf(groups.missing));
    var sum =
        new Sum(
            up ? seen.used() : plus(seen.used(), assumedFull(goal, groups)),
            up ? plus(capacity, groups.capacityOf(groups.unready)) : capacity,
            seen.count() + added);
    double ratio = sum.ratio(goal);
    String assumed = " (" + sum.figure(goal) + " with " + assumed(groups, up) + ")";
    String figures = seen.figure(goal) + assumed + target(goal);
    Use use = seen.use(goal);
    if (scene.tolerance().within(ratio)) {
      return new Result.Stay(use, figures + " is near enough");
    }
    // For a utilization too, Kubernetes counts the strangers here.
    int all = groups.counted + groups.strangers + added;
    Replicas wanted = Replicas.saturated(Math.ceil(ratio * all));
    Replicas current = scene.current();
    boolean turned = up ? ratio < 1 : ratio > 1;
    boolean against = ratio > 1 ? wanted.below(current) : wanted.above(current);
    return turned || against
        ? new Result.Stay(use, figures + " is no reason to " + (up ? "grow" : "shrink"))
        : new Result.Want(wanted, use, figures);
  }

  private static String assumed(Groups groups, boolean up) {
    String missing = groups.missing.count > 0 ? groups.missing.count + " silent" : "";
    String unready = up && groups.unready.count > 0 ? groups.unready.count + " not ready" : "";
    String and = missing.isEmpty() || unready.isEmpty() ? "" : " and ";
    return missing + and + unready + (up ? " as idle" : " as full");
  }

  private static String target(MetricTarget.Mean goal) {
    return switch (goal) {
      case MetricTarget.Utilization(var percent) -> " for a target of " + percent + "%";
      case MetricTarget.AverageValue(var milli) -> " for a target of " + Figures.of(milli / 1000.0);
    };
  }

  private static long assumedFull(MetricTarget.Mean goal, Groups groups) {
    return switch (goal) {
      case MetricTarget.Utilization(var percent) ->
          share(groups.capacityOf(groups.missing), Math.max(100, percent), 100);
      case MetricTarget.AverageValue(var milli) -> share(milli, groups.missing.count, 1);
    };
  }

  private static Groups group(Measure.PerReplica measure, Instant measured, Scene scene) {
    Groups groups = new Groups();
    int known = 0;
    var usages = new Alongside<>(measure.replicas());
    for (ReplicaStatus replica : scene.status().replicas()) {
      Measure.Usage usage = usages.at(replica.id()).orElse(NOTHING);
      known += usage.used().isPresent() ? 1 : 0;
      switch (scene.readiness().group(replica, usage, measured)) {
        case IGNORED -> {}
        case UNREADY -> groups.unready.add(usage);
        case MISSING -> groups.missing.add(usage);
        case COUNTED -> {
          groups.counted++;
          groups.used = plus(groups.used, milli(usage.used().orElseThrow()));
          groups.capacityKnown &= usage.capacity().isPresent();
          groups.capacity = plus(groups.capacity, milli(usage.capacity().orElse(0)));
        }
      }
    }
    if (known < measure.replicas().size()) {
      strangers(measure, scene, groups);
    }
    return groups;
  }

  /// Whoever reports and is not among the replicas.
  private static void strangers(Measure.PerReplica measure, Scene scene, Groups groups) {
    SortedSet<ReplicaId> strangers = new TreeSet<>(measure.replicas().keySet());
    scene.status().replicas().forEach(replica -> strangers.remove(replica.id()));
    for (ReplicaId id : strangers) {
      OptionalDouble used = measure.replicas().getOrDefault(id, NOTHING).used();
      if (used.isPresent()) {
        groups.strangers++;
        groups.strangersUsed = plus(groups.strangersUsed, milli(used.getAsDouble()));
      }
    }
  }

  /// A sum that stays at the largest number there is: a source that runs away must not look idle.
  private static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// `value * times / by`, truncated, and as large as can be where it would not fit.
  private static long share(long value, long times, long by) {
    if (times == 0) {
      return 0;
    }
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
