package dev.surgeline.plane.control;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.console.AlertLine;
import dev.surgeline.plane.console.DecisionLine;
import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.console.WorkloadPicture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// Turns ticks into pictures for people.
public final class PictureMaker {
  private static final Duration ALERT_SHOWN = Duration.ofMinutes(5);

  private final PlatformSpec spec;
  private final String specVersion;
  private final ToLongFunction<WorkloadName> failed;
  private final Deque<AlertLine> alerts = new ArrayDeque<>();

  /// @param failed requests of a workload that failed so far
  public PictureMaker(PlatformSpec spec, ToLongFunction<WorkloadName> failed) {
    this.spec = spec;
    this.failed = failed;
    this.specVersion = Digests.version(spec);
  }

  public Picture picture(ControlLoop.Ticked ticked) {
    for (Effect effect : ticked.evaluation().effects()) {
      if (effect instanceof Effect.Notify(var alert)) {
        alerts.addFirst(new AlertLine(alert.at(), alert.workload().value(), alert.sentence()));
      }
    }
    alerts.removeIf(alert -> alert.at().plus(ALERT_SHOWN).isBefore(ticked.now()));
    List<WorkloadPicture> workloads = new ArrayList<>();
    spec.workloads()
        .forEach((name, declared) ->
            workloads.add(
                workload(declared, Optional.ofNullable(ticked.observations().get(name)))));
    List<DecisionLine> decisions =
        ticked.evaluation().decisions().stream().map(PictureMaker::line).toList();
    return new Picture(
        ticked.now(),
        spec.platform().name().value(),
        false,
        workloads,
        decisions,
        List.copyOf(alerts),
        specVersion,
        ticked.tick());
  }

  private static DecisionLine line(Decision decision) {
    return new DecisionLine(
        decision.id().value(),
        decision.at(),
        decision.workload().value(),
        decision.current().value(),
        decision.desired().value(),
        decision.changes(),
        decision.sentence());
  }

  private WorkloadPicture workload(WorkloadSpec declared, Optional<Observation> observation) {
    Workload workload = declared.workload();
    int ready = observation.map(seen -> seen.status().ready().value()).orElse(0);
    Optional<Slo.Latency> objective = workload.slo().latency();
    return new WorkloadPicture(
        workload.name().value(),
        workload.criticality().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        value(observation, new SignalName("requests_per_second")),
        value(observation, new SignalName("requests_in_flight")),
        observation.map(seen -> seen.status().desired().value()).orElse(0),
        ready,
        workload.replicas().min().value(),
        workload.replicas().max().value(),
        value(observation, SignalName.OBJECTIVE_LATENCY),
        objective
            .map(bound -> OptionalDouble.of(bound.below().toNanos() / 1e6))
            .orElse(OptionalDouble.empty()),
        objective.map(bound -> OptionalDouble.of(bound.quantile())).orElse(OptionalDouble.empty()),
        OptionalDouble.of(ready * workload.capacity().requestsPerSecond()),
        failed.applyAsLong(workload.name()));
  }

  private static OptionalDouble value(Optional<Observation> observation, SignalName name) {
    return observation.map(seen -> seen.signal(name)).orElse(null)
            instanceof Signal.Known(Measure.Total(var value), _)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
