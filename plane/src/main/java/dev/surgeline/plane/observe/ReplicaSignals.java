package dev.surgeline.plane.observe;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The signals that the replicas' own metric pages give. What a replica does not tell is not zero.
final class ReplicaSignals {
  private ReplicaSignals() {}

  /// The value of each replica that told a usable one.
  static Signal each(
      SignalName signal, SortedMap<ReplicaId, SortedMap<String, Double>> pages, Instant now) {
    SortedMap<ReplicaId, Measure.Usage> used = new TreeMap<>();
    pages.forEach((replica, page) ->
        value(signal, page)
            .filter(value -> absence(value).isEmpty())
            .ifPresent(value ->
                used.put(
                    replica, new Measure.Usage(OptionalDouble.of(value), OptionalDouble.empty()))));
    return used.isEmpty()
        ? new Signal.Missing(pages.isEmpty() ? Absence.SOURCE_FAILED : Absence.NO_SAMPLE)
        : new Signal.Known(new Measure.PerReplica(used), now);
  }

  /// The sum over the replicas, known only when every one of them told its part.
  ///
  /// @param replicas how many were asked
  static Signal total(
      SignalName signal,
      SortedMap<ReplicaId, SortedMap<String, Double>> pages,
      int replicas,
      Instant now) {
    if (pages.size() < replicas || replicas == 0) {
      return new Signal.Missing(Absence.SOURCE_FAILED);
    }
    double sum = 0;
    for (SortedMap<String, Double> page : pages.values()) {
      Optional<Double> value = value(signal, page);
      if (value.isEmpty()) {
        return new Signal.Missing(Absence.NO_SAMPLE);
      }
      Optional<Absence> why = absence(value.get());
      if (why.isPresent()) {
        return new Signal.Missing(why.get());
      }
      sum += value.get();
    }
    // The parts are finite, and their sum may not be.
    return absence(sum).isPresent()
        ? new Signal.Missing(Absence.NOT_A_NUMBER)
        : new Signal.Known(new Measure.Total(sum), now);
  }

  private static Optional<Double> value(SignalName signal, SortedMap<String, Double> page) {
    return Optional.ofNullable(page.get(signal.value()));
  }

  /// Why a value can not be one.
  private static Optional<Absence> absence(double value) {
    if (value < 0) {
      return Optional.of(Absence.NEGATIVE);
    }
    return value <= Double.MAX_VALUE ? Optional.empty() : Optional.of(Absence.NOT_A_NUMBER);
  }
}
