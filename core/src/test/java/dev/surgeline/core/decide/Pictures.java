package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one policy wants of a workload with replicas of which each can be seen.
///
/// @param status the replicas, whose start-up takes 10 s
/// @param signals what is measured
record Pictures(WorkloadStatus status, SortedMap<SignalName, Signal> signals) {
  /// So many ready replicas, of which nothing is measured.
  static Pictures of(int ready) {
    return new Pictures(new WorkloadStatus(Replicas.ZERO, List.of()), new TreeMap<>())
        .and(ready, Phase.READY, Situations.NOW.minusSeconds(3600));
  }

  Pictures and(int count, Phase phase, Instant startedAt) {
    List<ReplicaStatus> replicas = new ArrayList<>(status.replicas());
    for (int i = 0; i < count; i++) {
      var id = new ReplicaId("r-" + (100 + replicas.size()));
      replicas.add(new ReplicaStatus(id, phase, startedAt, startedAt));
    }
    return new Pictures(new WorkloadStatus(new Replicas(replicas.size()), replicas), signals);
  }

  Pictures total(String name, double value) {
    return signal(name, new Signal.Known(new Measure.Total(value), Situations.NOW));
  }

  /// One use a replica in order of id, each of a capacity of 1; NaN: it did not report.
  Pictures each(String name, double... uses) {
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    for (int i = 0; i < uses.length; i++) {
      var used = Double.isNaN(uses[i]) ? OptionalDouble.empty() : OptionalDouble.of(uses[i]);
      usages.put(status.replicas().get(i).id(), new Measure.Usage(used, OptionalDouble.of(1)));
    }
    return signal(name, new Signal.Known(new Measure.PerReplica(usages), Situations.NOW));
  }

  Pictures signal(String name, Signal signal) {
    SortedMap<SignalName, Signal> more = new TreeMap<>(signals);
    more.put(new SignalName(name), signal);
    return new Pictures(status, more);
  }

  Recommendation judgedBy(Policy policy) {
    var scaling = new Scaling(List.of(policy), Behavior.DEFAULT);
    return Policy.recommend(
        policy, Situations.of(Situations.workload("beds", 1, 100_000), scaling, status, signals));
  }

  /// The size wanted, if one is.
  OptionalInt wantedBy(Policy policy) {
    Optional<Replicas> wanted = judgedBy(policy).wanted();
    return wanted.isPresent() ? OptionalInt.of(wanted.get().value()) : OptionalInt.empty();
  }
}
