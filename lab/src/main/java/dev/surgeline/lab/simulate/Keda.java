package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// KEDA with its defaults, triggered by requests a second: every 30 s (pollingInterval) it looks
/// whether anything comes; from zero it wakes one replica, and back to zero it goes when nothing
/// came for 300 s (cooldownPeriod). From one on it is the HPA, on an external metric as an average
/// value: 70% of what a replica does with all slots busy. When the trigger failed three times in a
/// row (failureThreshold) it keeps what there is (fallback behavior `currentReplicas`).
///
/// Zero only where the workload's min is zero.
public final class Keda implements Controller {
  private static final Duration POLLING = Duration.ofSeconds(30);
  private static final Duration COOLDOWN = Duration.ofMinutes(5);
  private static final int FAILURES = 3;
  private static final double SHARE = 0.7;

  private final ReplicaBounds bounds;
  private final Hpa hpa;
  private Instant lastPoll = Instant.MIN;
  private Optional<Instant> lastActive = Optional.empty();
  private boolean active = true;
  private int failures;

  public Keda(Workload workload) {
    bounds = workload.replicas();
    long each = Math.max(1, Math.round(1000 * SHARE * workload.capacity().requestsPerSecond()));
    var target =
        new MetricTarget(
            MetricTarget.Source.EXTERNAL, Metrics.REQUESTS, new MetricTarget.AverageValue(each));
    hpa =
        new Hpa(
            "keda",
            List.of(target),
            new ReplicaBounds(bounds.min().max(new Replicas(1)), bounds.max()),
            Behavior.DEFAULT,
            Tolerance.DEFAULT);
  }

  @Override
  public String name() {
    return "keda";
  }

  @Override
  public SortedSet<SignalName> signals() {
    return hpa.signals();
  }

  @Override
  public Optional<Duration> period() {
    return hpa.period();
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    if (lastPoll.equals(Instant.MIN) || !now.isBefore(lastPoll.plus(POLLING))) {
      lastPoll = now;
      poll(now, seen);
    }
    int size = seen.status().desired().value();
    if (failures >= FAILURES) {
      return Wish.measured(size);
    }
    if (size == 0) {
      return Wish.measured(active ? 1 : 0);
    }
    boolean idle =
        bounds.min().value() == 0
            && !active
            && lastActive.filter(at -> now.isBefore(at.plus(COOLDOWN))).isEmpty();
    return idle ? Wish.measured(0) : hpa.decide(now, seen);
  }

  private void poll(Instant now, Observation seen) {
    if (seen.signal(Metrics.REQUESTS) instanceof Signal.Known(Measure.Total(double rate), _)) {
      failures = 0;
      active = rate > 0;
      lastActive = active || lastActive.isEmpty() ? Optional.of(now) : lastActive;
    } else {
      failures++;
    }
  }
}
