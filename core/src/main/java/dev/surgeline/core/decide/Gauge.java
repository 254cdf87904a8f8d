package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Alongside;
import dev.surgeline.core.platform.Figures;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// A signal read as one number, which thresholds can be put on.
///
/// @param signal what is read
/// @param as how it becomes one number
public record Gauge(SignalName signal, As as) {
  private static final Measure.Usage SILENT =
      new Measure.Usage(OptionalDouble.empty(), OptionalDouble.empty());

  /// How a signal becomes one number.
  public enum As {
    /// One value for the workload as a whole, in the signal's own unit.
    TOTAL,
    /// The mean over the ready replicas, in the signal's own unit; of a total, its share for each
    /// of the replicas that the actuator was last told to keep.
    AVERAGE,
    /// What the ready replicas use of their capacity, in percent.
    UTILIZATION;

    /// Whether the replicas are asked each for its own value.
    boolean each() {
      return this != TOTAL;
    }
  }

  /// What a gauge shows.
  ///
  /// @param value not negative; with an absence only the least that it can be, which is zero when
  ///   nothing is known: it may argue for more and never for less
  /// @param absence why it is not the whole truth; absent exactly when it is
  record Level(double value, Optional<Reason> absence) {
    static Level absent(Reason.Code code, String sentence) {
      return new Level(0, Optional.of(new Reason(code, sentence)));
    }

    boolean known() {
      return absence.isEmpty();
    }
  }

  /// What it shows in this situation.
  Level level(Situation situation) {
    return switch (situation.observation().signal(signal)) {
      case Signal.Missing(var why) ->
          Level.absent(Reason.Code.METRIC_MISSING, signal + ": " + why.sentence());
      case Signal.Stale(_, var at) -> {
        String age = Figures.of(Duration.between(at, situation.now()));
        yield Level.absent(Reason.Code.METRIC_STALE, signal + " is " + age + " old");
      }
      case Signal.Known(Measure.Total(var value), _) -> total(value, situation);
      case Signal.Known(Measure.PerReplica measure, _) -> perReplica(measure, situation);
    };
  }

  /// What it shows, for a reason's sentence: `cpu 85%`, `backlog at least 1200`.
  String words(Level level) {
    return signal + (level.known() ? " " : " at least ") + figure(level.value());
  }

  /// A value with its unit, as far as there is one: `85%`, `1200`.
  String figure(double value) {
    return Figures.of(value) + (as == As.UTILIZATION ? "%" : "");
  }

  private Level total(double value, Situation situation) {
    int told = situation.observation().status().desired().value();
    return switch (as) {
      case TOTAL -> new Level(value, Optional.empty());
      case AVERAGE -> new Level(rounded(value / Math.max(1, told)), Optional.empty());
      case UTILIZATION -> unusable("is one total, and a utilization is of each replica");
    };
  }

  /// Only of the ready ones: those that start have no load yet and those that go none any more. One
  /// that is ready and reported nothing counts as idle, which makes the value the least it can be
  /// (as the Kubernetes HPA does on the way up).
  private Level perReplica(Measure.PerReplica measure, Situation situation) {
    if (as == As.TOTAL) {
      return unusable("is a value of each replica, and one total is asked for");
    }
    int ready = 0;
    int reported = 0;
    double used = 0;
    double capacity = 0;
    var usages = new Alongside<>(measure.replicas());
    for (ReplicaStatus replica : situation.observation().status().replicas()) {
      Measure.Usage usage = usages.at(replica.id()).orElse(SILENT);
      ready += replica.ready() ? 1 : 0;
      if (replica.ready() && usage.used().isPresent()) {
        if (as == As.UTILIZATION && usage.capacity().isEmpty()) {
          return unusable("of " + replica.id() + " has no capacity to be a part of");
        }
        reported++;
        used += usage.used().getAsDouble();
        capacity += usage.capacity().orElse(0);
      }
    }
    if (reported == 0) {
      return unusable("is known of no ready replica");
    }
    double whole = as == As.UTILIZATION ? capacity / 100 / reported * ready : ready;
    return level(rounded(used / whole), ready - reported, ready);
  }

  private Level level(double value, int silent, int ready) {
    // Of sums beyond what a double holds.
    if (!(value <= Double.MAX_VALUE)) {
      return unusable("is too large to be added up");
    }
    if (silent == 0) {
      return new Level(value, Optional.empty());
    }
    String sentence = signal + " is absent of " + silent + " of " + ready + " ready replicas";
    return new Level(value, Optional.of(new Reason(Reason.Code.METRIC_MISSING, sentence)));
  }

  /// Ten times 0.7 is a little less than 7 in binary, and 70% is not below 70%.
  private static double rounded(double value) {
    return value < 1e9 ? Math.rint(value * 1e6) / 1e6 : value;
  }

  private Level unusable(String sentence) {
    return Level.absent(Reason.Code.METRIC_UNUSABLE, signal + " " + sentence);
  }
}
