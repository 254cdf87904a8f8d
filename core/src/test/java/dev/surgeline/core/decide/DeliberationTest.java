package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Several policies of one workload, which no document of today needs and every later policy will.
final class DeliberationTest {
  private static final SignalName QUEUE = new SignalName("queue");
  private static final Policy LOAD_POLICY = policy(Situations.LOAD);
  private static final Policy QUEUE_POLICY = policy(QUEUE);

  @Test
  void theLargestRecommendationWinsInWhateverOrder() {
    for (var policies :
        List.of(List.of(LOAD_POLICY, QUEUE_POLICY), List.of(QUEUE_POLICY, LOAD_POLICY))) {
      Deliberation larger = deliberate(policies, known(60), known(70));
      assertEquals(Optional.of(new Replicas(7)), larger.wanted());
      assertEquals(new Replicas(7), larger.desired());
      assertEquals("wants 7: queue 70 at 10 a replica", larger.reasons().getFirst().sentence());
      assertEquals(2, larger.recommendations().size());
    }
  }

  @Test
  void aPolicyThatCanNotJudgeHoldsNoGrowthBackAndAllShrinking() {
    Signal missing = new Signal.Missing(Absence.NO_SAMPLE);
    List<Policy> policies = List.of(LOAD_POLICY, QUEUE_POLICY);
    assertEquals(new Replicas(6), deliberate(policies, known(60), missing).desired());
    Deliberation held = deliberate(policies, known(20), missing);
    assertEquals(new Replicas(5), held.desired());
    assertEquals(Optional.empty(), held.lasting());
    assertEquals(
        List.of(Reason.Code.TARGET, Reason.Code.METRIC_MISSING, Reason.Code.DATA_QUALITY),
        held.reasons().stream().map(Reason::code).toList());
  }

  private static Deliberation deliberate(List<Policy> policies, Signal load, Signal queue) {
    SortedMap<SignalName, Signal> seen = new TreeMap<>();
    seen.put(Situations.LOAD, load);
    seen.put(QUEUE, queue);
    var scaling = new Scaling(policies, Behavior.DEFAULT);
    var status = new WorkloadStatus(new Replicas(5), List.of());
    return Situations.guarded(
        Situations.of(Situations.workload("beds", 1, 20), scaling, status, seen));
  }

  private static Signal known(double value) {
    return new Signal.Known(new Measure.Total(value), Situations.NOW);
  }

  private static Policy policy(SignalName signal) {
    return new Policy.TargetTracking(
        List.of(
            new MetricTarget(
                MetricTarget.Source.EXTERNAL, signal, new MetricTarget.AverageValue(10_000))),
        Tolerance.DEFAULT);
  }
}
