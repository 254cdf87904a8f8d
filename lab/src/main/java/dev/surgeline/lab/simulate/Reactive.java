package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The reactive queueing controller: what Erlang's formula asks for one and a half times the
/// largest rate of the last five minutes. It knows the service time, and no future.
public final class Reactive implements Controller {
  private static final Duration MEMORY = Duration.ofMinutes(5);
  private static final double MARGIN = 1.5;

  private record Seen(Instant at, double rate) {}

  private final Workload workload;
  private final CapacityCurve curve;
  private final Deque<Seen> rates = new ArrayDeque<>();

  /// @param curve of what its replicas serve
  public Reactive(Workload workload, CapacityCurve curve) {
    this.workload = workload;
    this.curve = curve;
  }

  @Override
  public String name() {
    return "reactive";
  }

  @Override
  public SortedSet<SignalName> signals() {
    return new TreeSet<>(List.of(Metrics.REQUESTS));
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    if (seen.signal(Metrics.REQUESTS) instanceof Signal.Known(Measure.Total(double rate), _)) {
      rates.addLast(new Seen(now, rate));
    }
    while (!rates.isEmpty() && rates.getFirst().at().isBefore(now.minus(MEMORY))) {
      rates.removeFirst();
    }
    double most = rates.stream().mapToDouble(Seen::rate).max().orElse(Double.NaN);
    if (Double.isNaN(most)) {
      return Wish.measured(seen.status().desired().value());
    }
    return Wish.measured(workload.replicas().clamp(curve.replicasFor(MARGIN * most)).value());
  }
}
