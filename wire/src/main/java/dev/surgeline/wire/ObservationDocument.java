package dev.surgeline.wire;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// `kind: Observation`, key by key: what one tick sees, as a person would write it down.
///
/// @param metadata the name of what was observed, for the reader
record ObservationDocument(
    String apiVersion, String kind, Optional<PlatformDocument.Metadata> metadata, Body spec) {
  static final String KIND = "Observation";

  /// How long replicas given by their number only have been there.
  private static final Duration LONG_AGO = Duration.ofHours(1);

  /// @param now the time of the tick
  record Body(Instant now, SortedMap<WorkloadName, Seen> workloads) {}

  /// One workload.
  ///
  /// @param desired absent: as many as there are
  /// @param ready so many replicas, named as the workload with `-1` and up, ready for an hour
  /// @param replicas in place of `ready`: each by itself
  record Seen(
      Optional<Replicas> desired,
      Optional<Replicas> ready,
      Optional<List<ReplicaStatus>> replicas,
      Optional<SortedMap<SignalName, Reading>> signals,
      Optional<SortedMap<SignalName, Forecast>> forecasts) {
    Seen {
      if (ready.isPresent() == replicas.isPresent()) {
        throw new IllegalArgumentException("has either ready, a number, or replicas, a list");
      }
    }

    Observation toObservation(WorkloadName name, Instant now) {
      List<ReplicaStatus> all = replicas.orElseGet(() -> readyReplicas(name, now));
      Replicas staying = new WorkloadStatus(Replicas.ZERO, all).staying();
      var read = new TreeMap<SignalName, Signal>();
      signals
          .orElseGet(TreeMap::new)
          .forEach((signal, reading) -> read.put(signal, reading.toSignal(now)));
      return new Observation(new WorkloadStatus(desired.orElse(staying), all), read);
    }

    private List<ReplicaStatus> readyReplicas(WorkloadName name, Instant now) {
      List<ReplicaStatus> all = new ArrayList<>();
      Instant since = now.minus(LONG_AGO);
      for (int i = 1; i <= ready.orElse(Replicas.ZERO).value(); i++) {
        var id = new ReplicaId(name + "-" + i);
        all.add(new ReplicaStatus(id, ReplicaStatus.Phase.READY, since, since));
      }
      return all;
    }
  }

  /// One signal: a `value`, values `perReplica`, or why it is `missing`.
  ///
  /// @param age of the value, below zero for one from the future; absent: measured now
  /// @param stale whether that is too old to act on; absent: no
  record Reading(
      OptionalDouble value,
      Optional<SortedMap<ReplicaId, Measure.Usage>> perReplica,
      Optional<Absence> missing,
      Optional<Duration> age,
      Optional<Boolean> stale) {
    Reading {
      int given =
          (value.isPresent() ? 1 : 0)
              + (perReplica.isPresent() ? 1 : 0)
              + (missing.isPresent() ? 1 : 0);
      if (given != 1) {
        throw new IllegalArgumentException("has one of value, perReplica and missing");
      }
      if (missing.isPresent() && (age.isPresent() || stale.isPresent())) {
        throw new IllegalArgumentException("what is missing has no age and is not stale");
      }
      value.ifPresent(Measure.Total::new);
    }

    Signal toSignal(Instant now) {
      if (missing.isPresent()) {
        return new Signal.Missing(missing.get());
      }
      Measure measure =
          perReplica
              .<Measure>map(Measure.PerReplica::new)
              .orElseGet(() -> new Measure.Total(value.orElseThrow()));
      Instant at = now.minus(age.orElse(Duration.ZERO));
      return stale.orElse(false) ? new Signal.Stale(measure, at) : new Signal.Known(measure, at);
    }

    static Reading of(Signal signal, Instant now) {
      return switch (signal) {
        case Signal.Known(var measure, var at) -> of(measure, Duration.between(at, now), false);
        case Signal.Stale(var measure, var at) -> of(measure, Duration.between(at, now), true);
        case Signal.Missing(var why) ->
            new Reading(
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(why),
                Optional.empty(),
                Optional.empty());
      };
    }

    private static Reading of(Measure measure, Duration age, boolean stale) {
      var old = age.isZero() ? Optional.<Duration>empty() : Optional.of(age);
      var useless = stale ? Optional.of(true) : Optional.<Boolean>empty();
      return switch (measure) {
        case Measure.Total(var value) ->
            new Reading(OptionalDouble.of(value), Optional.empty(), Optional.empty(), old, useless);
        case Measure.PerReplica(var replicas) ->
            new Reading(
                OptionalDouble.empty(), Optional.of(replicas), Optional.empty(), old, useless);
      };
    }
  }

  static ObservationDocument of(Input.Tick tick) {
    var workloads = new TreeMap<WorkloadName, Seen>();
    tick.observations()
        .forEach((name, seen) -> {
          var readings = new TreeMap<SignalName, Reading>();
          seen.signals()
              .forEach((signal, value) -> readings.put(signal, Reading.of(value, tick.now())));
          workloads.put(
              name,
              new Seen(
                  Optional.of(seen.status().desired()),
                  Optional.empty(),
                  Optional.of(seen.status().replicas()),
                  Optional.of(readings),
                  Optional.ofNullable(tick.forecasts().get(name))));
        });
    return new ObservationDocument(
        Documents.API_VERSION, KIND, Optional.empty(), new Body(tick.now(), workloads));
  }

  Input.Tick toTick() {
    var observations = new TreeMap<WorkloadName, Observation>();
    var forecasts = new TreeMap<WorkloadName, SortedMap<SignalName, Forecast>>();
    spec.workloads()
        .forEach((name, seen) -> {
          observations.put(name, seen.toObservation(name, spec.now()));
          seen.forecasts().ifPresent(given -> forecasts.put(name, given));
        });
    return new Input.Tick(spec.now(), observations, forecasts);
  }
}
