package dev.surgeline.core.control;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What would have changed a decision: the nearest value of one signal, all else being as it was,
/// at which the size would have been another.
///
/// Found by asking the evaluator itself, by halving between a value that changes nothing and one
/// that does: so it holds for every policy and with every guardrail that stood in the way. Of a
/// policy whose size falls as its signal grows it may not be the nearest.
///
/// Worked example: 60 requests a second on 6 replicas with a target of 10 each and a tolerance of a
/// tenth. At 66.1 it would be 7. Below there is none: fewer replicas wait for the stabilization
/// window.
///
/// @param signal which signal
/// @param was its value then; of values of each replica, their mean
/// @param at the nearest value, as a round number, at which the size is another
/// @param desired the size at that value
public record TurningPoint(SignalName signal, double was, double at, Replicas desired) {
  private static final int DOUBLINGS = 10;
  private static final int DOUBLINGS_FROM_ZERO = 20;

  /// Beyond it nothing is measured.
  private static final double MOST = 1e15;

  /// Near enough, as a part of the value.
  private static final double PRECISION = 1e-4;

  private static final MathContext NEAREST = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext UP = new MathContext(3, RoundingMode.CEILING);
  private static final MathContext DOWN = new MathContext(3, RoundingMode.FLOOR);

  /// The turning points of a decision: for each known signal the nearest above and the nearest
  /// below, as far as there are any between nothing and about a thousand times as much.
  ///
  /// @param before the state in which it was decided
  /// @param tick what it was decided from
  /// @param workload for which
  public static List<TurningPoint> of(State before, Input.Tick tick, WorkloadName workload) {
    Observation seen = tick.observations().get(workload);
    if (seen == null) {
      return List.of();
    }
    List<TurningPoint> points = new ArrayList<>();
    seen.signals()
        .forEach((name, signal) -> {
          if (signal instanceof Signal.Known(var measure, var at)) {
            var search = new Search(before, tick, workload, seen, name, measure, at);
            var free =
                new Search(
                    unaware(before, workload, name), tick, workload, seen, name, measure, at);
            // What the data-quality gate does not believe would not have turned anything.
            if (search.desired(measure).equals(free.desired(measure))) {
              points.addAll(free.points());
            }
          }
        });
    return points;
  }

  /// The state in which the gate has nothing to compare a value with: a value is asked for here as
  /// if demand had come to it by itself, and not in one leap from the last one.
  private static State unaware(State before, WorkloadName workload, SignalName signal) {
    SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>(before.workloads());
    workloads.computeIfPresent(workload, (_, known) -> known.with(known.gate().without(signal)));
    return before.with(before.now(), workloads);
  }

  /// For people: `at 61 requests_per_second (now 54) it would be 7`.
  public String sentence() {
    return "at "
        + Figures.of(at)
        + " "
        + signal
        + " (it was "
        + Figures.of(was)
        + ") it would be "
        + desired;
  }

  /// The search along one signal.
  private record Search(
      State before,
      Input.Tick tick,
      WorkloadName workload,
      Observation seen,
      SignalName signal,
      Measure measure,
      Instant measuredAt) {
    List<TurningPoint> points() {
      OptionalDouble level = level();
      if (level.isEmpty()) {
        return List.of();
      }
      Replicas present = desired(measure);
      List<TurningPoint> points = new ArrayList<>(2);
      above(level.getAsDouble(), present).ifPresent(points::add);
      below(level.getAsDouble(), present).ifPresent(points::add);
      return points;
    }

    private Optional<TurningPoint> above(double level, Replicas present) {
      double same = level;
      double other = level == 0 ? 1 : level * 2;
      int doublings = level == 0 ? DOUBLINGS_FROM_ZERO : DOUBLINGS;
      for (int i = 0; i < doublings && other < MOST; i++) {
        if (!desired(at(other, level)).equals(present)) {
          return Optional.of(point(level, same, other, present, UP));
        }
        same = other;
        other *= 2;
      }
      return Optional.empty();
    }

    private Optional<TurningPoint> below(double level, Replicas present) {
      boolean turns = level > 0 && !desired(at(0, level)).equals(present);
      return turns ? Optional.of(point(level, level, 0, present, DOWN)) : Optional.empty();
    }

    /// Halves the way between a value that leaves the size as it is and one that does not, and
    /// looks for a round number there.
    ///
    /// @param beyond rounds away from what leaves it as it is
    private TurningPoint point(
        double level, double same, double other, Replicas present, MathContext beyond) {
      double near = same;
      double far = other;
      while (Math.abs(far - near) > PRECISION * Math.max(near, far)) {
        double middle = (near + far) / 2;
        if (desired(at(middle, level)).equals(present)) {
          near = middle;
        } else {
          far = middle;
        }
      }
      for (MathContext rounding : List.of(NEAREST, beyond)) {
        double round = new BigDecimal(far).round(rounding).doubleValue();
        Replicas there = desired(at(round, level));
        if (!there.equals(present)) {
          return new TurningPoint(signal, level, round, there);
        }
      }
      return new TurningPoint(signal, level, far, desired(at(far, level)));
    }

    /// The value as one number.
    private OptionalDouble level() {
      return switch (measure) {
        case Measure.Total(var value) -> OptionalDouble.of(value);
        case Measure.PerReplica(var replicas) ->
            replicas.values().stream()
                .filter(usage -> usage.used().isPresent())
                .mapToDouble(usage -> usage.used().getAsDouble())
                .average();
      };
    }

    /// The same measure at another level; of values of each replica, each in proportion.
    private Measure at(double other, double level) {
      return switch (measure) {
        case Measure.Total _ -> new Measure.Total(other);
        case Measure.PerReplica(var replicas) -> {
          var scaled = new TreeMap<>(replicas);
          scaled.replaceAll((_, usage) ->
              new Measure.Usage(
                  usage.used().isEmpty()
                      ? usage.used()
                      : OptionalDouble.of(
                          level == 0 ? other : usage.used().getAsDouble() / level * other),
                  usage.capacity(),
                  usage.since()));
          yield new Measure.PerReplica(scaled);
        }
      };
    }

    private Replicas desired(Measure other) {
      SortedMap<SignalName, Signal> signals = new TreeMap<>(seen.signals());
      signals.put(signal, new Signal.Known(other, measuredAt));
      var observations = new TreeMap<>(tick.observations());
      observations.put(workload, new Observation(seen.status(), signals));
      var changed = new Input.Tick(tick.now(), observations, tick.forecasts());
      return new Evaluator()
          .evaluate(before, changed).decisions().stream()
              .filter(decision -> decision.workload().equals(workload))
              .map(Decision::desired)
              .findFirst()
              .orElse(Replicas.ZERO);
    }
  }
}
