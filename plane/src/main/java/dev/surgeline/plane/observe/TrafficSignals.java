package dev.surgeline.plane.observe;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Sample;
import dev.surgeline.core.observe.Series;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import dev.surgeline.core.route.TrafficReport.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The signals of one workload that the gateway's counts give.
final class TrafficSignals {
  static final SignalName REQUESTS = new SignalName("requests_per_second");
  static final SignalName IN_FLIGHT = SignalName.IN_FLIGHT;
  static final SignalName ERRORS = new SignalName("errors_per_second");

  /// Requests in flight on each replica, by its slots.
  static final SignalName SLOTS = SignalName.SLOTS;

  private record Seen(Instant at, LatencyHistogram latency) {}

  private final Workload workload;
  private final Duration window;
  private final Duration staleAfter;
  private final boolean waitsForOthers;
  private Series requests = Series.EMPTY;
  private Series inFlight = Series.EMPTY;
  private Series errors = Series.EMPTY;
  private Series responses = Series.EMPTY;
  private final Deque<Seen> latencies = new ArrayDeque<>();
  private Signal slots = new Signal.Missing(Absence.NO_SAMPLE);

  TrafficSignals(Workload workload, Duration interval) {
    this.workload = workload;
    this.window = interval.multipliedBy(3);
    this.staleAfter = interval.multipliedBy(4);
    this.waitsForOthers = !workload.dependsOn().isEmpty() || !workload.ceilings().isEmpty();
  }

  void reset() {
    requests = Series.EMPTY;
    inFlight = Series.EMPTY;
    errors = Series.EMPTY;
    responses = Series.EMPTY;
    latencies.clear();
  }

  void add(Traffic traffic, Instant now) {
    Duration keep = window.multipliedBy(2);
    requests = requests.plus(new Sample(now, traffic.requests()), keep);
    inFlight = inFlight.plus(new Sample(now, traffic.inFlight()), keep);
    long failed = traffic.serverErrors() + traffic.gatewayErrors();
    errors = errors.plus(new Sample(now, failed), keep);
    if (waitsForOthers) {
      responses = responses.plus(new Sample(now, traffic.responses()), keep);
    }
    latencies.addLast(new Seen(now, traffic.latency()));
    while (latencies.getFirst().at().isBefore(now.minus(window))) {
      latencies.removeFirst();
    }
    SortedMap<ReplicaId, Measure.Usage> used = new TreeMap<>();
    OptionalDouble capacity = OptionalDouble.of(workload.capacity().slots());
    traffic
        .endpoints()
        .forEach((replica, endpoint) ->
            used.put(replica, new Measure.Usage(measured(endpoint.inFlight()), capacity)));
    slots = new Signal.Known(new Measure.PerReplica(used), now);
  }

  private static OptionalDouble measured(int inFlight) {
    return inFlight < 0 ? OptionalDouble.empty() : OptionalDouble.of(inFlight);
  }

  SortedMap<SignalName, Signal> at(Instant now) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(REQUESTS, requests.rate(window, now, staleAfter));
    signals.put(IN_FLIGHT, inFlight.mean(window.dividedBy(3), now, staleAfter));
    signals.put(ERRORS, errors.rate(window, now, staleAfter));
    signals.put(SLOTS, aged(slots, now));
    if (waitsForOthers) {
      signals.put(SignalName.RESPONSES, responses.rate(window, now, staleAfter));
    }
    signals.put(SignalName.OBJECTIVE_LATENCY, objectiveLatency(now));
    return signals;
  }

  private Signal aged(Signal signal, Instant now) {
    return signal instanceof Signal.Known(var measure, var at) && at.plus(staleAfter).isBefore(now)
        ? new Signal.Stale(measure, at)
        : signal;
  }

  private Signal objectiveLatency(Instant now) {
    if (workload.slo().latency().isEmpty() || latencies.size() < 2) {
      return new Signal.Missing(Absence.NO_SAMPLE);
    }
    double quantile = workload.slo().latency().get().quantile();
    Seen last = latencies.getLast();
    OptionalDouble millis =
        Quantiles.between(latencies.getFirst().latency(), last.latency(), quantile);
    if (millis.isEmpty()) {
      return new Signal.Missing(Absence.NO_SAMPLE);
    }
    return aged(new Signal.Known(new Measure.Total(millis.getAsDouble()), last.at()), now);
  }
}
