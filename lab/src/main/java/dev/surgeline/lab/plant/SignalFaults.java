package dev.surgeline.lab.plant;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;

/// What is made of signals on their way from the plant to who decides.
final class SignalFaults {
  private static final Quantiles NORMAL = new Quantiles(Quantiles::normal);

  private final Faults faults;
  private final Instant start;

  /// What a frozen signal showed first, by the place of its fault.
  private final Map<Integer, SortedMap<SignalName, Signal>> frozen = new HashMap<>();

  SignalFaults(Faults faults, Instant start) {
    this.faults = faults;
    this.start = start;
  }

  /// @param measured the signals that come so much later than usual, in nanoseconds
  SortedMap<SignalName, Signal> seen(
      long now, LongFunction<SortedMap<SignalName, Signal>> measured) {
    SortedMap<SignalName, Signal> seen = new TreeMap<>(measured.apply(0));
    for (int i = 0; i < faults.unseen().size(); i++) {
      Fault.Unseen fault = faults.unseen().get(i);
      if (fault.at(now)) {
        change(seen, fault, i, now, measured);
      }
    }
    return seen;
  }

  private void change(
      SortedMap<SignalName, Signal> seen,
      Fault.Unseen fault,
      int place,
      long now,
      LongFunction<SortedMap<SignalName, Signal>> measured) {
    switch (fault.how()) {
      case Fault.How.Lost _ -> seen.keySet().removeIf(fault::concerns);
      case Fault.How.Frozen _ ->
          put(seen, fault, frozen.computeIfAbsent(place, _ -> new TreeMap<>(seen)));
      case Fault.How.Late(long by) -> put(seen, fault, measured.apply(by));
      case Fault.How.Times(double times) ->
          seen.replaceAll((name, signal) -> fault.concerns(name) ? times(signal, times) : signal);
      case Fault.How.Noisy(double spread) ->
          seen.replaceAll((name, signal) ->
              fault.concerns(name) ? times(signal, factor(now, name, spread)) : signal);
    }
  }

  /// What another picture shows, in place of what this one does. A repeated value claims the time
  /// of the one whose place it takes.
  private static void put(
      SortedMap<SignalName, Signal> seen, Fault.Unseen fault, SortedMap<SignalName, Signal> other) {
    boolean repeats = fault.how() instanceof Fault.How.Frozen;
    for (SignalName name : new TreeSet<>(seen.keySet())) {
      if (!fault.concerns(name)) {
        continue;
      }
      Optional<Signal> shown = Optional.ofNullable(other.get(name));
      if (shown.isEmpty()) {
        seen.remove(name);
      } else if (repeats
          && shown.get() instanceof Signal.Known(var measure, _)
          && seen.get(name) instanceof Signal.Known(_, var at)) {
        seen.put(name, new Signal.Known(measure, at));
      } else {
        seen.put(name, shown.get());
      }
    }
  }

  private static Signal times(Signal signal, double times) {
    return switch (signal) {
      case Signal.Known(Measure.Total(double value), var at) ->
          new Signal.Known(new Measure.Total(times(value, times)), at);
      case Signal.Known(Measure.PerReplica(var replicas), var at) -> {
        SortedMap<ReplicaId, Measure.Usage> changed = new TreeMap<>(replicas);
        changed.replaceAll((_, usage) ->
            usage.used().isEmpty()
                ? usage
                : new Measure.Usage(
                    OptionalDouble.of(times(usage.used().getAsDouble(), times)),
                    usage.capacity(),
                    usage.since()));
        yield new Signal.Known(new Measure.PerReplica(changed), at);
      }
      case Signal.Stale _, Signal.Missing _ -> signal;
    };
  }

  private static double times(double value, double times) {
    return Math.min(Double.MAX_VALUE, value * times);
  }

  /// The same at the same time, whoever looks.
  private double factor(long now, SignalName name, double spread) {
    Instant at = start.plus(Duration.ofNanos(now));
    var random = new SplittableRandom(31L * at.toEpochMilli() + name.value().hashCode());
    return Math.max(0, 1 + spread * NORMAL.draw(random));
  }
}
