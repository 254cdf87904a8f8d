package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Values that a broken source says, or a very large platform.
final class SizingTest {
  private static final SignalName CPU = new SignalName("cpu");

  @Test
  void aValueThatRunsAwayNeverLooksIdle() {
    for (double used : new double[] {1e14, 9.3e15, 1e17, 1e300, Double.MAX_VALUE}) {
      assertEquals(Optional.of(Replicas.LIMIT), utilization(4, used, 1), "used " + used);
      assertEquals(Optional.of(Replicas.LIMIT), average(4, used), "used " + used);
    }
  }

  @Test
  void whatIsLargeOnBothSidesIsComparedExactly() {
    // 9e14 bytes are 9e17 thousandths: a hundred times that would not fit into a long.
    assertEquals(Optional.of(4), utilization(4, 4.5e14, 9e14));
    assertEquals(Optional.of(8), utilization(4, 9e14, 9e14));
    // A hundred times these end beyond a long with either sign.
    assertEquals(Optional.of(8), utilization(4, 2e14, 2e14));
    assertEquals(Optional.of(8), utilization(4, 2.5e13, 2.5e13));
    // A share beyond a long, of next to no capacity.
    assertEquals(Optional.of(Replicas.LIMIT), utilization(1, 9.3e15, 0.06));
  }

  @Test
  void capacitiesBeyondCountingAreNotCompared() {
    assertEquals(Optional.empty(), utilization(4, 1, 1e300));
    assertEquals(Optional.empty(), utilization(4, 1, 0.0004), "less than a thousandth");
  }

  private static Optional<Integer> utilization(int replicas, double used, double capacity) {
    var target =
        new MetricTarget(MetricTarget.Source.RESOURCE, CPU, new MetricTarget.Utilization(50));
    return wanted(target, replicas, used, OptionalDouble.of(capacity));
  }

  private static Optional<Integer> average(int replicas, double used) {
    var target =
        new MetricTarget(MetricTarget.Source.PODS, CPU, new MetricTarget.AverageValue(1_000));
    return wanted(target, replicas, used, OptionalDouble.empty());
  }

  private static Optional<Integer> wanted(
      MetricTarget target, int replicas, double used, OptionalDouble capacity) {
    List<ReplicaStatus> all = new ArrayList<>();
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    for (int i = 0; i < replicas; i++) {
      var id = new ReplicaId("beds-" + i);
      all.add(new ReplicaStatus(id, Phase.READY, Situations.NOW, Situations.NOW));
      usages.put(id, new Measure.Usage(OptionalDouble.of(used), capacity));
    }
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(CPU, new Signal.Known(new Measure.PerReplica(usages), Situations.NOW));
    Scaling scaling = Situations.scaling(Behavior.DEFAULT, Tolerance.DEFAULT, target);
    Situation situation =
        Situations.of(
            Situations.workload("beds", 1, Replicas.LIMIT),
            scaling,
            new WorkloadStatus(new Replicas(replicas), all),
            signals);
    return Policy.recommend(scaling.policies().getFirst(), situation).wanted().map(Replicas::value);
  }
}
