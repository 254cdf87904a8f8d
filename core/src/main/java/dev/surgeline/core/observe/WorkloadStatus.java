package dev.surgeline.core.observe;

import dev.surgeline.core.platform.Replicas;
import java.util.Comparator;
import java.util.List;

/// A workload as observed, beside what was declared of it.
///
/// @param desired how many replicas its actuator was last told to keep
/// @param replicas each replica there is, in order of id
public record WorkloadStatus(Replicas desired, List<ReplicaStatus> replicas) {
  public WorkloadStatus {
    replicas = replicas.stream().sorted(Comparator.comparing(ReplicaStatus::id)).toList();
  }

  /// How many can take requests now.
  public Replicas ready() {
    int count = 0;
    for (ReplicaStatus replica : replicas) {
      if (replica.ready()) {
        count++;
      }
    }
    return new Replicas(count);
  }

  /// How many are there to stay: all but those that drain or failed.
  public Replicas staying() {
    int count = 0;
    for (ReplicaStatus replica : replicas) {
      switch (replica.phase()) {
        case STARTING, READY, UNREADY -> count++;
        case DRAINING, FAILED -> {}
      }
    }
    return new Replicas(count);
  }
}
