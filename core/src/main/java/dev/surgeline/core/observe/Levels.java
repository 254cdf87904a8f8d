package dev.surgeline.core.observe;

import dev.surgeline.core.platform.ReplicaId;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// A measure as one number, by which a signal's values are compared with each other.
final class Levels {
  /// A whole number up to this repeats itself by chance: 3 beds asked for are 3 again.
  private static final double FEW = 15;

  private Levels() {}

  /// The replicas' values taken together, in one pass.
  static final class Sum implements BiConsumer<ReplicaId, Measure.Usage> {
    private int reported; // tidy: owned window
    private double sum; // tidy: owned window
    private double most; // tidy: owned window

    @Override
    public void accept(ReplicaId id, Measure.Usage usage) {
      if (usage.used().isPresent()) {
        double used = usage.used().getAsDouble();
        reported++;
        sum += used;
        most = Math.max(most, used);
      }
    }

    /// How many reported.
    int reported() {
      return reported;
    }

    /// Their mean; zero when none did.
    double level() {
      return reported == 0 ? 0 : Math.min(Double.MAX_VALUE, sum / reported);
    }

    /// Whether one of them is more than `jump` times the mean of the others, of which there are at
    /// least two.
    boolean outlier(double jump) {
      double others = (sum - most) / (reported - 1);
      return reported >= 3 && others > 0 && sum <= Double.MAX_VALUE && most > jump * others;
    }
  }

  static Sum sum(Measure.PerReplica measure) {
    Sum sum = new Sum();
    measure.replicas().forEach(sum);
    return sum;
  }

  /// The total, or the mean of the replicas that reported; zero when none did.
  static double of(Measure measure) {
    return switch (measure) {
      case Measure.Total(var value) -> value;
      case Measure.PerReplica each -> sum(each).level();
    };
  }

  /// Whether it says something that it repeats itself exactly.
  static boolean telling(Measure measure) {
    return switch (measure) {
      case Measure.Total(var value) -> telling(value);
      case Measure.PerReplica(var replicas) -> {
        for (Measure.Usage usage : replicas.values()) {
          if (usage.used().isPresent() && telling(usage.used().getAsDouble())) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  private static boolean telling(double value) {
    return value > FEW || value != Math.rint(value);
  }

  /// The measure without its largest value, as if that replica had not reported.
  static Measure.PerReplica withoutMost(Measure.PerReplica measure) {
    double most = sum(measure).most;
    SortedMap<ReplicaId, Measure.Usage> left = new TreeMap<>(measure.replicas());
    left.replaceAll((_, usage) ->
        usage.used().isPresent() && usage.used().getAsDouble() == most
            ? new Measure.Usage(OptionalDouble.empty(), usage.capacity(), usage.since())
            : usage);
    return new Measure.PerReplica(left);
  }

  /// So many times the measure.
  ///
  /// @param times 0 to 1
  static Measure times(Measure measure, double times) {
    return switch (measure) {
      case Measure.Total(var value) -> new Measure.Total(value * times);
      case Measure.PerReplica(var replicas) -> {
        SortedMap<ReplicaId, Measure.Usage> scaled = new TreeMap<>(replicas);
        scaled.replaceAll((_, usage) ->
            usage.used().isEmpty()
                ? usage
                : new Measure.Usage(
                    OptionalDouble.of(usage.used().getAsDouble() * times),
                    usage.capacity(),
                    usage.since()));
        yield new Measure.PerReplica(scaled);
      }
    };
  }
}
