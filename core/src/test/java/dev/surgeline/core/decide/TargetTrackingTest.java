package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TargetTrackingTest {
  private static final MetricTarget BUSY =
      new MetricTarget(
          MetricTarget.Source.RESOURCE, new SignalName("cpu"), new MetricTarget.Utilization(50));
  private static final MetricTarget LOAD =
      new MetricTarget(
          MetricTarget.Source.EXTERNAL,
          new SignalName("load"),
          new MetricTarget.AverageValue(10_000));

  @Test
  void aMeasureOfTheWrongKindIsNothingToJudgeBy() {
    Recommendation total = Pictures.of(2).total("cpu", 1).judgedBy(tracking(BUSY));
    assertEquals(
        List.of(
            "METRIC_UNUSABLE cpu is one total, and the target asks for a value of each replica"),
        total.reasons().stream().map(Reason::toString).toList());
    assertEquals(Optional.empty(), total.wanted());
    assertFalse(total.complete());
    Recommendation each = Pictures.of(2).each("load", .9, .9).judgedBy(tracking(LOAD));
    assertEquals(
        List.of(
            "METRIC_UNUSABLE load is a value of each replica, and the target asks for one total"),
        each.reasons().stream().map(Reason::toString).toList());
    assertEquals(Optional.empty(), each.wanted());
    assertFalse(each.complete());
  }

  @Test
  void aReplicaThatStatesNoCapacityLeavesNoUtilizationToJudgeBy() {
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    usages.put(new ReplicaId("r-100"), usage(OptionalDouble.of(1)));
    usages.put(new ReplicaId("r-101"), usage(OptionalDouble.empty()));
    usages.put(new ReplicaId("r-102"), usage(OptionalDouble.of(1)));
    var signal = new Signal.Known(new Measure.PerReplica(usages), Situations.NOW);
    Recommendation given = Pictures.of(3).signal("cpu", signal).judgedBy(tracking(BUSY));
    assertEquals(
        List.of("METRIC_UNUSABLE cpu: a replica states no capacity that can be compared with"),
        given.reasons().stream().map(Reason::toString).toList());
    assertEquals(Optional.empty(), given.wanted());
  }

  private static Measure.Usage usage(OptionalDouble capacity) {
    return new Measure.Usage(OptionalDouble.of(.9), capacity);
  }

  @Test
  void whatItCanJudgeStillCounts() {
    Pictures seen = Pictures.of(2).total("cpu", 1).total("load", 95);
    assertEquals(OptionalInt.of(10), seen.wantedBy(tracking(BUSY, LOAD)));
    assertFalse(seen.judgedBy(tracking(BUSY, LOAD)).complete());
    assertEquals("targetTracking", seen.judgedBy(tracking(LOAD)).policy());
  }

  private static Policy tracking(MetricTarget... metrics) {
    return new Policy.TargetTracking(List.of(metrics), Tolerance.DEFAULT);
  }
}
