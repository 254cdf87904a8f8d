package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/// What a workload's schedule says now: of all windows that hold, the ones that count.
///
/// Precedence: freeze, then an exact count, then min and max, then multipliers. A freeze holds the
/// size, whatever is wanted; an exact count stands above what any policy wants and above a
/// scheduled max; of two mins the larger counts, of two maxes the smaller, and where a min is above
/// a max the min; multipliers multiply each other.
///
/// @param freeze the window that allows no change
/// @param exact the largest exact count
/// @param min the largest min
/// @param max the smallest max
/// @param multipliers all that hold
public record Agenda(
    Optional<Policy.Schedule.Entry> freeze,
    Optional<Policy.Schedule.Entry> exact,
    Optional<Policy.Schedule.Entry> min,
    Optional<Policy.Schedule.Entry> max,
    List<Policy.Schedule.Entry> multipliers) {
  /// Of a workload without a schedule.
  public static final Agenda NONE =
      new Agenda(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Agenda {
    multipliers = List.copyOf(multipliers);
  }

  /// What the schedule among the policies says at a moment.
  public static Agenda of(Scaling scaling, Calendar calendar, Instant now) {
    return of(scaling, calendar.moment(now));
  }

  /// What the schedule among the policies says now.
  public static Agenda of(Scaling scaling, Calendar.Moment now) {
    for (Policy policy : scaling.policies()) {
      if (policy instanceof Policy.Schedule schedule) {
        return of(schedule, now);
      }
    }
    return NONE;
  }

  private static Agenda of(Policy.Schedule schedule, Calendar.Moment now) {
    Optional<Policy.Schedule.Entry> freeze = Optional.empty();
    Optional<Policy.Schedule.Entry> exact = Optional.empty();
    Optional<Policy.Schedule.Entry> min = Optional.empty();
    Optional<Policy.Schedule.Entry> max = Optional.empty();
    List<Policy.Schedule.Entry> multipliers = new ArrayList<>();
    for (Policy.Schedule.Entry entry : schedule.entries()) {
      if (!entry.when().holds(now)) {
        continue;
      }
      freeze = freeze.isEmpty() && entry.freezes() ? Optional.of(entry) : freeze;
      exact =
          above(entry.replicas(), exact.flatMap(e -> e.replicas())) ? Optional.of(entry) : exact;
      min = above(entry.min(), min.flatMap(e -> e.min())) ? Optional.of(entry) : min;
      boolean lower =
          entry.max().isPresent()
              && (max.isEmpty() || above(max.flatMap(e -> e.max()), entry.max()));
      max = lower ? Optional.of(entry) : max;
      if (entry.multiplier().isPresent()) {
        multipliers.add(entry);
      }
    }
    return new Agenda(freeze, exact, min, max, multipliers);
  }

  private static boolean above(Optional<Replicas> one, Optional<Replicas> other) {
    return one.isPresent() && (other.isEmpty() || one.get().above(other.get()));
  }

  /// How many times what is measured counts; 1 when no multiplier holds.
  public double multiplier() {
    double product = 1;
    for (Policy.Schedule.Entry entry : multipliers) {
      product *= entry.multiplier().orElse(1);
    }
    return product;
  }

  /// The bounds with the scheduled max, unless a freeze or an exact count stands above it.
  public ReplicaBounds bounds(ReplicaBounds declared) {
    if (max.isEmpty() || freeze.isPresent() || exact.isPresent()) {
      return declared;
    }
    Replicas scheduled = max.get().max().orElse(declared.max());
    Replicas least =
        min.flatMap(Policy.Schedule.Entry::min).orElse(Replicas.ZERO).max(declared.min());
    Replicas most = scheduled.max(least).min(declared.max());
    return new ReplicaBounds(declared.min(), most);
  }

  /// What is measured, as the policies shall see it: demand counts as often as the multipliers say,
  /// so that every rule of a policy, its dead band among them, holds for the multiplied demand. A
  /// latency is no demand.
  Observation seen(Observation measured) {
    double times = multiplier();
    if (times == 1) {
      return measured;
    }
    SortedMap<SignalName, Signal> signals =
        FrozenMap.mapped(
            measured.signals(),
            (name, signal) ->
                signal instanceof Signal.Known(var measure, var at)
                        && !name.equals(SignalName.OBJECTIVE_LATENCY)
                    ? new Signal.Known(times(measure, times), at)
                    : signal);
    return new Observation(measured.status(), signals);
  }

  private static Measure times(Measure measure, double times) {
    return switch (measure) {
      case Measure.Total(var value) -> new Measure.Total(product(value, times));
      case Measure.PerReplica(var replicas) ->
          new Measure.PerReplica(FrozenMap.mapped(replicas, (_, usage) -> times(usage, times)));
    };
  }

  private static Measure.Usage times(Measure.Usage usage, double times) {
    return usage.used().isEmpty()
        ? usage
        : new Measure.Usage(
            OptionalDouble.of(product(usage.used().getAsDouble(), times)),
            usage.capacity(),
            usage.since());
  }

  private static double product(double value, double times) {
    return Math.min(Double.MAX_VALUE, value * times);
  }

  /// Why the policies were shown another demand than the measured one.
  Optional<Reason> multiplied() {
    double times = multiplier();
    if (times == 1) {
      return Optional.empty();
    }
    var names = new StringBuilder();
    for (int i = 0; i < Math.min(3, multipliers.size()); i++) {
      names.append(i == 0 ? "" : ", ").append(multipliers.get(i).name());
    }
    return Optional.of(
        new Reason(
            Reason.Code.MULTIPLIED, "demand counts " + Figures.of(times) + " times: " + names));
  }
}
