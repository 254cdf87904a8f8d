package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import java.time.Duration;
import java.time.Instant;

/// Which replicas a metric is judged by, as the Kubernetes HPA sorts its pods
/// (`replica_calculator.go`, groupPods).
///
/// A replica burns CPU while it starts, which is no demand: CPU alone is not believed of a replica
/// within its initialization period until it is ready and was measured after it became so.
/// Afterwards it is believed of every replica that ever was ready. Any other metric is believed of
/// whoever reports it.
///
/// Worked example, with 300 s and 30 s: a replica asked for 200 s ago, ready for 40 s, with CPU
/// measured over the last 60 s, is unready: the measure began before it was ready. Asked for 400 s
/// ago and unready since it was 20 s old, it was never ready; unready since it was 100 s old, it
/// was, and counts.
///
/// @param now the time of the tick
/// @param initialization how long after its start a replica's CPU is looked at twice
/// @param delay a replica that became unready within this time of its start never was ready
/// @param cpu whether the metric is the use of CPU
public record Readiness(Instant now, Duration initialization, Duration delay, boolean cpu) {
  /// The initialization period of Kubernetes.
  public static final Duration INITIALIZATION = Duration.ofMinutes(5);

  /// The initial readiness delay of Kubernetes.
  public static final Duration DELAY = Duration.ofSeconds(30);

  /// What a replica counts as.
  public enum Group {
    /// What it reports counts.
    COUNTED,
    /// Not ready yet: what it reports does not count.
    UNREADY,
    /// It should have reported and did not.
    MISSING,
    /// It is on its way out or gone.
    IGNORED
  }

  /// @param usage what it reported
  /// @param measured when the signal as a whole was measured
  public Group group(ReplicaStatus replica, Measure.Usage usage, Instant measured) {
    return switch (replica.phase()) {
      case DRAINING, FAILED -> Group.IGNORED;
      case STARTING -> Group.UNREADY;
      case READY, UNREADY -> {
        if (usage.used().isEmpty()) {
          yield Group.MISSING;
        }
        boolean early = cpu && tooEarly(replica, usage.since().orElse(measured));
        yield early ? Group.UNREADY : Group.COUNTED;
      }
    };
  }

  private boolean tooEarly(ReplicaStatus replica, Instant since) {
    if (replica.startedAt().plus(initialization).isAfter(now)) {
      return !replica.ready() || since.isBefore(replica.phaseSince());
    }
    return !replica.ready() && replica.startedAt().plus(delay).isAfter(replica.phaseSince());
  }
}
