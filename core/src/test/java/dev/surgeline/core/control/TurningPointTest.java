package dev.surgeline.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TurningPointTest {
  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final Instant NOW = Situations.NOW;

  /// Growing and shrinking at once, however much.
  private static final Behavior FREE =
      new Behavior(
          Behavior.DEFAULT.scaleUp(),
          new Behavior.Rules(
              Duration.ZERO, Behavior.Select.MAX, Behavior.DEFAULT.scaleDown().policies()));

  @Test
  void theNearestValuesAtWhichTheSizeIsAnother() {
    List<TurningPoint> points = points(FREE, known(60));
    // 6 replicas at a target of 10 stay up to 66 and down to 54.
    assertEquals(
        List.of(
            new TurningPoint(Situations.LOAD, 60, 66.1, new Replicas(7)),
            new TurningPoint(Situations.LOAD, 60, 50, new Replicas(5))),
        points);
    assertEquals("at 66.1 load (it was 60) it would be 7", points.getFirst().sentence());
  }

  @Test
  void whatAGuardrailHoldsIsNoTurningPoint() {
    assertEquals(
        List.of(new TurningPoint(Situations.LOAD, 60, 66.1, new Replicas(7))),
        points(Behavior.DEFAULT, known(60)));
  }

  /// Nothing at all would be a leap that the gate doubts; it is asked as if demand had gone there.
  @Test
  void whatTheGateRemembersDoesNotHideThem() {
    State state = state(FREE);
    for (int i = 0; i < 10; i++) {
      Instant at = NOW.minusSeconds(300 - 15 * i);
      var signal = new Signal.Known(new Measure.Total(60 + i % 2), at);
      state = new Evaluator().evaluate(state, tick(at, signal)).state();
    }
    assertEquals(points(FREE, known(60)), TurningPoint.of(state, tick(NOW, known(60)), BEDS));
    // A value in doubt turns nothing.
    assertEquals(List.of(), TurningPoint.of(state, tick(NOW, known(60_000)), BEDS));
  }

  @Test
  void nothingCanBeTurnedInWhatIsNotKnown() {
    assertEquals(List.of(), points(FREE, new Signal.Missing(Absence.SOURCE_FAILED)));
    var tick = Input.Tick.of(NOW, new TreeMap<>());
    assertEquals(List.of(), TurningPoint.of(state(FREE), tick, BEDS));
  }

  @Test
  void fromNothingUpwards() {
    List<TurningPoint> points = points(FREE, known(0));
    assertEquals(1, points.size());
    assertEquals(0, points.getFirst().was());
    // 10.1 is the first load for which two replicas are wanted in place of the min of one.
    assertEquals(10.1, points.getFirst().at());
    assertEquals(new Replicas(2), points.getFirst().desired());
  }

  @Test
  void ofValuesOfEachReplicaTheMeanTurns() {
    var usages = new TreeMap<ReplicaId, Measure.Usage>();
    for (int i = 1; i <= 6; i++) {
      usages.put(
          new ReplicaId("beds-" + i),
          new Measure.Usage(OptionalDouble.of(i % 2 == 0 ? 8 : 12), OptionalDouble.empty()));
    }
    var signal = new Signal.Known(new Measure.PerReplica(usages), NOW);
    List<TurningPoint> points = points(FREE, signal, MetricTarget.Source.PODS);
    assertEquals(10, points.getFirst().was());
    assertEquals(11.1, points.getFirst().at());
    assertEquals(new Replicas(7), points.getFirst().desired());
  }

  @Test
  void hugeValuesEndTheSearch() {
    assertEquals(1, points(FREE, known(1e14)).size());
    assertEquals(1, points(FREE, known(Double.MAX_VALUE)).size());
  }

  private static Signal known(double value) {
    return new Signal.Known(new Measure.Total(value), NOW);
  }

  private static List<TurningPoint> points(Behavior behavior, Signal signal) {
    return points(behavior, signal, MetricTarget.Source.EXTERNAL);
  }

  private static List<TurningPoint> points(
      Behavior behavior, Signal signal, MetricTarget.Source source) {
    return TurningPoint.of(state(behavior, source), tick(NOW, signal), BEDS);
  }

  private static Input.Tick tick(Instant at, Signal signal) {
    var signals = new TreeMap<SignalName, Signal>();
    signals.put(Situations.LOAD, signal);
    List<ReplicaStatus> replicas = new ArrayList<>();
    Instant since = NOW.minusSeconds(3600);
    for (int i = 1; i <= 6; i++) {
      replicas.add(
          new ReplicaStatus(new ReplicaId("beds-" + i), ReplicaStatus.Phase.READY, since, since));
    }
    var observations = new TreeMap<WorkloadName, Observation>();
    observations.put(BEDS, new Observation(new WorkloadStatus(new Replicas(6), replicas), signals));
    return Input.Tick.of(at, observations);
  }

  private static State state(Behavior behavior) {
    return state(behavior, MetricTarget.Source.EXTERNAL);
  }

  private static State state(Behavior behavior, MetricTarget.Source source) {
    var target = new MetricTarget(source, Situations.LOAD, new MetricTarget.AverageValue(10_000));
    var workloads = new TreeMap<WorkloadName, WorkloadSpec>();
    workloads.put(
        BEDS,
        new WorkloadSpec(
            Situations.workload("beds", 1, 20),
            Situations.scaling(behavior, Tolerance.DEFAULT, target),
            List.of()));
    var spec = new PlatformSpec(new Platform(BEDS, Duration.ofSeconds(15)), workloads);
    return new Evaluator()
        .evaluate(State.INITIAL, new Input.Respecified(NOW.minusSeconds(15), spec, "v"))
        .state();
  }
}
