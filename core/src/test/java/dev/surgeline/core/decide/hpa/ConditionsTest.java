package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the status says, with the words of Kubernetes.
final class ConditionsTest {
  private static final Signal MISSING = new Signal.Missing(Absence.NO_SAMPLE);
  private static final MetricTarget OTHER =
      new MetricTarget(MetricTarget.Source.EXTERNAL, new SignalName("other"), Passes.OBJECT.goal());

  private final Passes passes = new Passes(4);

  @Test
  void theTypesAreSpelledAsInKubernetes() {
    assertEquals(
        List.of("AbleToScale", "ScalingActive", "ScalingLimited", "ScaledToZero"),
        List.of(Condition.Type.values()).stream().map(Condition.Type::word).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE, cpu, FailedGetResourceMetric",
    "CONTAINER_RESOURCE, web/cpu, FailedGetContainerResourceMetric",
    "PODS, requests, FailedGetPodsMetric",
    "OBJECT, Queue/claims/length, FailedGetObjectMetric",
    "EXTERNAL, other, FailedGetExternalMetric"
  })
  void aMetricThatCanNotBeGotIsNamedByItsKind(
      MetricTarget.Source source, String name, String reason) {
    var metric = new MetricTarget(source, new SignalName(name), Passes.OBJECT.goal());
    var outcome = passes.pass(hpa(metric), MISSING);
    assertEquals("False " + reason, passes.status(Condition.Type.SCALING_ACTIVE));
    assertEquals("True SucceededGetScale", passes.status(Condition.Type.ABLE_TO_SCALE));
    assertEquals("-", passes.status(Condition.Type.SCALING_LIMITED));
    assertEquals(4, outcome.desired().value());
    assertTrue(outcome.failed());
  }

  @Test
  void ofSeveralThatFailTheFirstIsNamed() {
    passes.pass(hpa(Passes.OBJECT, OTHER), MISSING, MISSING);
    assertEquals("False FailedGetObjectMetric", passes.status(Condition.Type.SCALING_ACTIVE));
    passes.pass(hpa(OTHER, Passes.OBJECT), MISSING, MISSING);
    assertEquals("False FailedGetExternalMetric", passes.status(Condition.Type.SCALING_ACTIVE));
  }

  @Test
  void ofSeveralThatAreKnownTheLargestCounts() {
    passes.pass(hpa(Passes.OBJECT, OTHER), Passes.known(70), Passes.known(50));
    assertEquals(7, passes.size.value());
    passes.size = new Replicas(4);
    passes.pass(hpa(Passes.OBJECT, OTHER), Passes.known(50), Passes.known(80));
    assertEquals(8, passes.size.value());
  }

  @Test
  void aFailureBesideAMetricThatAsksForMoreIsCountedAndHoldsNothing() {
    var outcome = passes.pass(hpa(Passes.OBJECT, OTHER), MISSING, Passes.known(60));
    assertEquals(6, outcome.desired().value());
    assertTrue(outcome.failed());
    assertEquals("True ValidMetricFound", passes.status(Condition.Type.SCALING_ACTIVE));
    assertFalse(passes.pass(hpa(Passes.OBJECT), Passes.known(60)).failed());
  }

  @Test
  void aMetricOfAnUnknownTypeAndASelectorThatCanNotBeRead() {
    var unknown =
        new HorizontalPodAutoscaler(
            new ReplicaBounds(new Replicas(2), new Replicas(20)),
            List.of(Optional.empty()),
            Optional.empty(),
            Tolerance.DEFAULT,
            HorizontalPodAutoscaler.Settings.DEFAULT);
    assertTrue(passes.pass(unknown).failed());
    assertEquals("False InvalidMetricSourceType", passes.status(Condition.Type.SCALING_ACTIVE));
    var seen = passes.seen(hpa(Passes.OBJECT), Passes.known(200));
    var unreadable =
        new Reconciliation.Seen(
            seen.now(),
            seen.specified(),
            seen.reported(),
            seen.pods(),
            seen.ready(),
            seen.signals(),
            false);
    var outcome = passes.pass(hpa(Passes.OBJECT), unreadable);
    assertEquals(4, outcome.desired().value());
    assertTrue(outcome.failed());
    assertEquals("False InvalidSelector", passes.status(Condition.Type.SCALING_ACTIVE));
  }

  @Test
  void aValueOfEachPodIsNoneOfAnObjectAndTheOtherWayRound() {
    var value =
        new MetricTarget(MetricTarget.Source.OBJECT, Passes.QUEUE, new MetricTarget.Value(10_000));
    assertTrue(usedByTwo(value, 90, 90).failed());
    assertEquals("False FailedGetObjectMetric", passes.status(Condition.Type.SCALING_ACTIVE));
    assertTrue(passes.pass(hpa(resource("cpu", true)), Passes.known(90)).failed());
    assertEquals("False FailedGetResourceMetric", passes.status(Condition.Type.SCALING_ACTIVE));
  }

  @Test
  void anAutoscalerThatMayActSaysSo() {
    passes.pass(hpa(Passes.OBJECT), Passes.known(41));
    assertEquals("True ReadyForNewScale", passes.status(Condition.Type.ABLE_TO_SCALE));
    assertEquals("False DesiredWithinRange", passes.status(Condition.Type.SCALING_LIMITED));
    passes.pass(hpa(Passes.OBJECT), Passes.known(60));
    assertEquals("True SucceededRescale", passes.status(Condition.Type.ABLE_TO_SCALE));
    passes.pass(hpa(Passes.OBJECT), Passes.known(30));
    assertEquals("True ScaleDownStabilized", passes.status(Condition.Type.ABLE_TO_SCALE));
    assertEquals("False DesiredWithinRange", passes.status(Condition.Type.SCALING_LIMITED));
  }

  @Test
  void aBehaviorStabilizesInBothDirections() {
    var up = new Behavior.Rules(Duration.ofMinutes(1), Behavior.Select.MAX, fast());
    var down = new Behavior.Rules(Duration.ofMinutes(5), Behavior.Select.MAX, fast());
    var hpa = Passes.hpa(2, 20, Optional.of(new Behavior(up, down)), Passes.OBJECT);
    // Its size when it was first seen counts as a recommendation.
    assertEquals(4, passes.pass(hpa, Passes.known(80)).desired().value());
    assertEquals("True ScaleUpStabilized", passes.status(Condition.Type.ABLE_TO_SCALE));
    assertEquals(4, passes.pass(hpa, Passes.known(30)).desired().value());
    assertEquals("True ScaleDownStabilized", passes.status(Condition.Type.ABLE_TO_SCALE));
    passes.now = passes.now.plusSeconds(61);
    assertEquals(8, passes.pass(hpa, Passes.known(80)).desired().value());
    assertEquals("True SucceededRescale", passes.status(Condition.Type.ABLE_TO_SCALE));
  }

  @Test
  void theUseOfCpuIsShownWhereItIsTheTarget() {
    passes.size = new Replicas(2);
    var outcome = usedByTwo(resource("cpu", true), 80, 100);
    assertEquals(OptionalLong.of(90), outcome.cpuPercent());
    assertEquals(4, outcome.desired().value());
    var near = usedByTwo(resource("cpu", true), 52, 53);
    assertEquals(OptionalLong.of(52), near.cpuPercent());
    assertEquals(4, near.desired().value());
    assertEquals(OptionalLong.empty(), usedByTwo(resource("memory", true), 9, 9).cpuPercent());
    assertEquals(OptionalLong.empty(), usedByTwo(resource("cpu", false), 9, 9).cpuPercent());
  }

  @Test
  void aResourceThatNoPodReportsCanNotBeGot() {
    assertTrue(usedByTwo(resource("cpu", true)).failed());
    assertEquals("False FailedGetResourceMetric", passes.status(Condition.Type.SCALING_ACTIVE));
  }

  /// Two pods that are ready for an hour and have a hundred each.
  private Reconciliation.Outcome usedByTwo(MetricTarget metric, double... uses) {
    List<ReplicaStatus> pods = new ArrayList<>();
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      var id = new ReplicaId("web-" + i);
      var since = passes.now.minusSeconds(3600);
      pods.add(new ReplicaStatus(id, ReplicaStatus.Phase.READY, since, since));
      if (i < uses.length) {
        usages.put(id, new Measure.Usage(OptionalDouble.of(uses[i]), OptionalDouble.of(100)));
      }
    }
    var each = new Signal.Known(new Measure.PerReplica(usages), passes.now);
    var seen = passes.seen(hpa(metric), each);
    return passes.pass(
        hpa(metric),
        new Reconciliation.Seen(
            seen.now(),
            seen.specified(),
            seen.reported(),
            new WorkloadStatus(seen.specified(), pods),
            2,
            seen.signals(),
            true));
  }

  private static HorizontalPodAutoscaler hpa(MetricTarget... metrics) {
    return Passes.hpa(2, 20, Optional.empty(), metrics);
  }

  private static MetricTarget resource(String name, boolean utilization) {
    return new MetricTarget(
        MetricTarget.Source.RESOURCE,
        new SignalName(name),
        utilization ? new MetricTarget.Utilization(50) : new MetricTarget.AverageValue(10_000));
  }

  private static List<Behavior.RatePolicy> fast() {
    return List.of(new Behavior.RatePolicy(Behavior.Unit.PERCENT, 100, Duration.ofSeconds(15)));
  }
}
