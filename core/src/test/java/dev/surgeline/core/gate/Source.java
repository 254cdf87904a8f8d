package dev.surgeline.core.gate;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Sample;
import dev.surgeline.core.observe.Series;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a workload's signal comes from: it tells the truth, until it has its fault.
final class Source {
  private static final Duration STALE_AFTER = Duration.ofSeconds(60);

  private final Sized sized;
  private final SortedMap<Instant, Signal> told = new TreeMap<>();
  private Series counter = Series.EMPTY;
  private double counted;
  private int faulty;

  Source(Sized sized) {
    this.sized = sized;
  }

  /// The truth.
  Signal truth(double demand, WorkloadStatus status, Instant now) {
    double value = sized.told(demand, status.ready().value());
    Signal signal = new Signal.Known(measure(value, status), now);
    told.put(now, signal);
    count(value, now, false);
    return signal;
  }

  /// What is told with the fault; absent: the signal is not listed at all.
  Optional<Signal> told(Fault fault, double demand, WorkloadStatus status, Instant now) {
    Signal before = told.getOrDefault(told.lastKey(), new Signal.Missing(Absence.NO_SAMPLE));
    Signal truth = new Signal.Known(measure(value(demand, status), status), now);
    boolean hit = faulty++ % fault.every() == 0;
    if (fault.kind().equals("counter")) {
      count(value(demand, status), now, hit);
      return Optional.of(counter.rate(Duration.ofSeconds(45), now, STALE_AFTER));
    }
    if (!hit) {
      told.put(now, truth);
      return Optional.of(truth);
    }
    return switch (fault.kind()) {
      case "good", "clock" -> Optional.of(truth);
      case "unlisted" -> Optional.empty();
      case "failed" -> Optional.of(new Signal.Missing(Absence.SOURCE_FAILED));
      case "missing" -> Optional.of(new Signal.Missing(Absence.NO_SAMPLE));
      case "stale" -> Optional.of(stale(before, now));
      case "resurrected", "late" -> Optional.of(earlier(fault, now));
      case "duplicate" -> Optional.of(duplicate(before, status));
      case "ahead" -> Optional.of(new Signal.Known(measure(truth, 1), now.plus(fault.time())));
      case "frozen" -> Optional.of(new Signal.Known(measure(before, 1), now));
      case "times" -> Optional.of(new Signal.Known(measure(truth, fault.number()), now));
      case "over" -> Optional.of(new Signal.Known(measure(truth, 1 / fault.number()), now));
      case "value" -> Optional.of(value(fault.number(), status, now));
      case "outlier" -> Optional.of(outlier(fault.number(), truth, now));
      case "silent" -> Optional.of(silent(fault.words().getLast().equals("all"), truth, now));
      default -> throw new IllegalArgumentException("no such fault: " + fault.kind());
    };
  }

  private double value(double demand, WorkloadStatus status) {
    return sized.told(demand, status.ready().value());
  }

  /// A counter that grows by what is true in each second.
  private void count(double value, Instant now, boolean reset) {
    counted = reset ? value / faulty : counted + value * 15;
    counter = counter.plus(new Sample(now, counted), Duration.ofMinutes(2));
  }

  private static Signal stale(Signal before, Instant now) {
    return before instanceof Signal.Known(var measure, var at) && at.plus(STALE_AFTER).isBefore(now)
        ? new Signal.Stale(measure, at)
        : before;
  }

  /// What was true a while ago, with the time of then: silent for a minute first when it comes
  /// back, or at once when it is late.
  private Signal earlier(Fault fault, Instant now) {
    boolean back = fault.kind().equals("resurrected");
    if (back && faulty <= 4) {
      return new Signal.Missing(Absence.SOURCE_FAILED);
    }
    Instant then = now.minus(back ? Duration.ofMinutes(5) : fault.time());
    SortedMap<Instant, Signal> until = told.headMap(then);
    return until.isEmpty()
        ? new Signal.Missing(Absence.NO_SAMPLE)
        : until.getOrDefault(until.lastKey(), new Signal.Missing(Absence.NO_SAMPLE));
  }

  private Signal duplicate(Signal before, WorkloadStatus status) {
    return before instanceof Signal.Known(var measure, var at)
        ? new Signal.Known(scaled(measure, 0.3), at)
        : new Signal.Known(measure(0, status), told.lastKey());
  }

  private Signal value(double value, WorkloadStatus status, Instant now) {
    if (!Double.isFinite(value) || value < 0) {
      return Series.EMPTY
          .plus(new Sample(now, value), Duration.ofMinutes(1))
          .latest(now, STALE_AFTER);
    }
    return new Signal.Known(measure(value, status), now);
  }

  private static Signal outlier(double times, Signal truth, Instant now) {
    var replicas = replicas(measure(truth, 1));
    var wild = new Measure.PerReplica(new TreeMap<>(replicas.headMap(replicas.lastKey())));
    var all = new TreeMap<>(wild.replicas());
    var one = new Measure.PerReplica(new TreeMap<>(replicas.tailMap(replicas.lastKey())));
    all.putAll(replicas(scaled(one, times)));
    return new Signal.Known(new Measure.PerReplica(all), now);
  }

  private static Signal silent(boolean all, Signal truth, Instant now) {
    var replicas = new TreeMap<>(replicas(measure(truth, 1)));
    int left = all ? replicas.size() : replicas.size() / 2;
    while (left-- > 0) {
      replicas.pollLastEntry();
    }
    return new Signal.Known(new Measure.PerReplica(replicas), now);
  }

  private static SortedMap<ReplicaId, Measure.Usage> replicas(Measure measure) {
    return switch (measure) {
      case Measure.PerReplica(var replicas) -> replicas;
      case Measure.Total _ -> throw new IllegalArgumentException("is no measure of each replica");
    };
  }

  private static Measure measure(Signal signal, double times) {
    return switch (signal) {
      case Signal.Known(var measure, _) -> scaled(measure, times);
      case Signal.Stale(var measure, _) -> scaled(measure, times);
      case Signal.Missing _ -> new Measure.Total(0);
    };
  }

  private Measure measure(double value, WorkloadStatus status) {
    if (!sized.perReplica()) {
      return new Measure.Total(value);
    }
    SortedMap<ReplicaId, Measure.Usage> used = new TreeMap<>();
    for (ReplicaStatus replica : status.replicas()) {
      if (replica.ready()) {
        used.put(replica.id(), new Measure.Usage(OptionalDouble.of(value), OptionalDouble.of(1)));
      }
    }
    return new Measure.PerReplica(used);
  }

  private static Measure scaled(Measure measure, double times) {
    return switch (measure) {
      case Measure.Total(var value) -> new Measure.Total(value * times);
      case Measure.PerReplica(var replicas) -> {
        var scaled = new TreeMap<>(replicas);
        scaled.replaceAll((_, usage) ->
            new Measure.Usage(OptionalDouble.of(usage.used().orElse(0) * times), usage.capacity()));
        yield new Measure.PerReplica(scaled);
      }
    };
  }
}
