package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.hpa.Condition;
import dev.surgeline.core.decide.hpa.HorizontalPodAutoscaler;
import dev.surgeline.core.decide.hpa.Memory;
import dev.surgeline.core.decide.hpa.Reconciliation;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaBounds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The Kubernetes HPA with its production defaults: it tracks the use of CPU, which is what the
/// slots of a replica work.
public final class Hpa implements Controller {
  private final int percent;
  private final HorizontalPodAutoscaler hpa;
  private List<Condition> conditions = List.of();
  private Optional<Memory> memory = Optional.empty();

  /// @param percent of utilization that it tracks, 1 to 100
  /// @param bounds of the workload
  /// @param behavior of the workload
  public Hpa(int percent, ReplicaBounds bounds, Behavior behavior) {
    this.percent = percent;
    var target =
        new MetricTarget(
            MetricTarget.Source.RESOURCE,
            new SignalName("cpu"),
            new MetricTarget.Utilization(percent));
    hpa =
        new HorizontalPodAutoscaler(
            bounds,
            List.of(Optional.of(target)),
            Optional.of(behavior),
            Tolerance.DEFAULT,
            HorizontalPodAutoscaler.Settings.DEFAULT);
  }

  @Override
  public String name() {
    return percent == 70 ? "hpa" : "hpa-" + percent;
  }

  @Override
  public int decide(Instant now, Observation seen) {
    var status = seen.status();
    var outcome =
        Reconciliation.run(
            hpa,
            new Reconciliation.Seen(
                now,
                status.desired(),
                status.staying(),
                status,
                status.ready().value(),
                seen.signals(),
                true),
            conditions,
            memory);
    conditions = outcome.conditions();
    memory = Optional.of(outcome.memory());
    return outcome.desired().value();
  }
}
