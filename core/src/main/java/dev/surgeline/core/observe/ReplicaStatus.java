package dev.surgeline.core.observe;

import dev.surgeline.core.platform.ReplicaId;
import java.time.Instant;

/// One replica as its actuator sees it.
///
/// @param id never used twice
/// @param phase what it can do now
/// @param startedAt when it was asked for
/// @param phaseSince when it entered this phase
public record ReplicaStatus(ReplicaId id, Phase phase, Instant startedAt, Instant phaseSince) {
  /// What a replica can do.
  public enum Phase {
    /// Asked for, and never yet ready: in Kubernetes a pod that is Pending.
    STARTING,
    /// Answers its health check.
    READY,
    /// Runs and does not answer now.
    UNREADY,
    /// Finishes its requests and goes; not counted as wanted.
    DRAINING,
    /// Ended without being asked to.
    FAILED
  }

  /// Whether it can take requests now.
  public boolean ready() {
    return phase == Phase.READY;
  }
}
