package dev.surgeline.core.observe;

import dev.surgeline.core.platform.ReplicaId;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A measure as one number, by which a signal's values are compared with each other.
final class Levels {
  /// A whole number up to this repeats itself by chance: 3 beds asked for are 3 again.
  private static final double FEW = 15;

  private Levels() {}

  /// The total, or the mean of the replicas that reported; zero when none did.
  static double of(Measure measure) {
    return switch (measure) {
      case Measure.Total(var value) -> value;
      case Measure.PerReplica(var replicas) -> {
        int reported = reported(measure);
        double mean = 0;
        for (Measure.Usage usage : replicas.values()) {
          // Divided one by one: a sum could be beyond what a double holds.
          mean += usage.used().orElse(0) / reported;
        }
        yield reported == 0 ? 0 : Math.min(Double.MAX_VALUE, mean);
      }
    };
  }

  /// How many replicas reported; one for a total.
  static int reported(Measure measure) {
    return switch (measure) {
      case Measure.Total _ -> 1;
      case Measure.PerReplica(var replicas) -> {
        int reported = 0;
        for (Measure.Usage usage : replicas.values()) {
          reported += usage.used().isPresent() ? 1 : 0;
        }
        yield reported;
      }
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

  /// The measure without the value of one replica that is more than `jump` times the mean of the
  /// others, of which there are at least two; the same object when there is none.
  static Measure withoutOutlier(Measure measure, double jump) {
    if (!(measure instanceof Measure.PerReplica(var replicas)) || replicas.size() < 3) {
      return measure;
    }
    int reported = 0;
    double sum = 0;
    double most = 0;
    for (Measure.Usage usage : replicas.values()) {
      if (usage.used().isPresent()) {
        reported++;
        sum += usage.used().getAsDouble();
        most = Math.max(most, usage.used().getAsDouble());
      }
    }
    double others = (sum - most) / (reported - 1);
    boolean odd = reported >= 3 && others > 0 && sum <= Double.MAX_VALUE && most > jump * others;
    return odd ? without(most, replicas) : measure;
  }

  private static Measure without(double value, SortedMap<ReplicaId, Measure.Usage> replicas) {
    SortedMap<ReplicaId, Measure.Usage> left = new TreeMap<>(replicas);
    for (Map.Entry<ReplicaId, Measure.Usage> one : left.entrySet()) {
      Measure.Usage usage = one.getValue();
      if (usage.used().isPresent() && usage.used().getAsDouble() == value) {
        one.setValue(new Measure.Usage(OptionalDouble.empty(), usage.capacity(), usage.since()));
      }
    }
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
