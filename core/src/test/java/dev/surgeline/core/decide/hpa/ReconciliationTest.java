package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// One pass after another over a queue that has 10 for each of its 2 to 20 pods as its target.
final class ReconciliationTest {
  private static final SignalName QUEUE = new SignalName("Queue/claims/length");
  private static final SignalName OTHER = new SignalName("other");

  private Optional<Memory> memory = Optional.empty();
  private List<Condition> conditions = List.of();
  private Replicas size = new Replicas(4);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void growsByAFactorAndShrinksAfterFiveMinutes() {
    assertEquals("4 -> 8 ScaleUpLimit", pass(none(), known(200)));
    assertEquals("8 -> 16 ScaleUpLimit", pass(none(), known(200)));
    assertEquals("16 -> 20 DesiredWithinRange", pass(none(), known(200)));
    assertEquals("20 -> 20 DesiredWithinRange", pass(none(), known(30)));
    now = now.plusSeconds(299 - 30);
    assertEquals("20 -> 20 DesiredWithinRange", pass(none(), known(30)));
    now = now.plusSeconds(60);
    assertEquals("20 -> 3 DesiredWithinRange", pass(none(), known(30)));
  }

  @Test
  void aBehaviorHoldsChangesByItsRates() {
    var behavior = Optional.of(Behavior.DEFAULT);
    assertEquals("4 -> 8 ScaleUpLimit", pass(behavior, known(200)));
    assertEquals("8 -> 8 ScaleUpLimit", pass(behavior, known(200)));
    assertEquals("8 -> 16 ScaleUpLimit", pass(behavior, known(200)));
  }

  @Test
  void outOfBoundsNoMetricIsAsked() {
    size = new Replicas(30);
    assertEquals("30 -> 20 -", pass(none(), new Signal.Missing(Absence.NO_SAMPLE)));
    size = new Replicas(1);
    assertEquals("1 -> 2 -", pass(none(), new Signal.Missing(Absence.NO_SAMPLE)));
  }

  @Test
  void zeroByHandIsAPause() {
    size = Replicas.ZERO;
    assertEquals("0 -> 0 -", pass(none(), known(200)));
    assertEquals(new Condition(Condition.Type.SCALING_ACTIVE, false, "ScalingDisabled"), last());
  }

  @Test
  void aMissingMetricStopsShrinkingAndNotGrowing() {
    Signal missing = new Signal.Missing(Absence.NO_SAMPLE);
    assertEquals("4 -> 4 -", pass(none(), missing));
    assertEquals(
        new Condition(Condition.Type.SCALING_ACTIVE, false, "FailedGetObjectMetric"), last());
    assertEquals("4 -> 4 -", pass(none(), known(10), missing));
    assertEquals("4 -> 6 DesiredWithinRange", pass(none(), known(60), missing));
  }

  private Condition last() {
    return conditions.getLast();
  }

  private static Optional<Behavior> none() {
    return Optional.empty();
  }

  private static Signal known(double value) {
    return new Signal.Known(new Measure.Total(value), Instant.EPOCH);
  }

  /// @return from where to where, and what the limit says
  private String pass(Optional<Behavior> behavior, Signal... signals) {
    List<SignalName> names = List.of(QUEUE, OTHER);
    SortedMap<SignalName, Signal> seen = new TreeMap<>();
    for (int i = 0; i < signals.length; i++) {
      seen.put(names.get(i), signals[i]);
    }
    var goal = new MetricTarget.AverageValue(10_000);
    var queue = new MetricTarget(MetricTarget.Source.OBJECT, QUEUE, goal);
    var other = new MetricTarget(MetricTarget.Source.EXTERNAL, OTHER, goal);
    List<Optional<MetricTarget>> metrics =
        signals.length == 1
            ? List.of(Optional.of(queue))
            : List.of(Optional.of(queue), Optional.of(other));
    var hpa =
        new HorizontalPodAutoscaler(
            new ReplicaBounds(new Replicas(2), new Replicas(20)),
            metrics,
            behavior,
            Tolerance.DEFAULT,
            HorizontalPodAutoscaler.Settings.DEFAULT);
    var pods = new WorkloadStatus(size, List.of());
    Reconciliation.Outcome outcome =
        Reconciliation.run(
            hpa,
            new Reconciliation.Seen(now, size, size, pods, size.value(), seen, true),
            conditions,
            memory);
    String limit =
        outcome.conditions().stream()
            .filter(one -> one.type() == Condition.Type.SCALING_LIMITED)
            .map(Condition::reason)
            .findFirst()
            .orElse("-");
    String said = size + " -> " + outcome.desired() + " " + limit;
    memory = Optional.of(outcome.memory());
    conditions = outcome.conditions();
    size = outcome.desired();
    now = now.plusSeconds(10);
    return said;
  }
}
