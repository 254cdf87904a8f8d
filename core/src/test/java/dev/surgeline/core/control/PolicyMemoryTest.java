package dev.surgeline.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.PolicyMemory;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.decide.PredictiveMemory;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.forecast.Coverage;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a policy remembers lasts as long as the policy is there, and is written down once a time.
final class PolicyMemoryTest {
  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final SignalName RPS = new SignalName("rps");
  private static final PolicyMemory.Key KEY = PolicyMemory.Key.of("predictive", RPS);
  private static final Policy QUEUE = new Queue(RPS, new Queue.PerReplica(30));

  private final Evaluator evaluator = new Evaluator();
  private State state = respecified(State.INITIAL, predictive(0.9), QUEUE);

  @Test
  void theSameTickTwiceIsRememberedOnce() {
    tick(0, 100);
    tick(15, 100);
    State once = state;
    tick(15, 100);
    assertEquals(once.of(BEDS).memories(), state.of(BEDS).memories());
    tick(15, 999);
    assertEquals(once.of(BEDS).memories(), state.of(BEDS).memories(), "the time is the same");
    tick(30, 100);
    assertNotEquals(once.of(BEDS).memories(), state.of(BEDS).memories());
  }

  @Test
  void itSurvivesAnotherDocumentAndGoesWithItsPolicy() {
    for (int i = 0; i < 40; i++) {
      tick(15 * i, 100);
    }
    long scored = coverage().scored();
    assertTrue(scored > 30, () -> scored + " scored");
    state = respecified(state, predictive(0.9));
    assertEquals(scored, coverage().scored());
    state = respecified(state, QUEUE);
    assertEquals(PolicyMemory.NONE, state.of(BEDS).memories());
  }

  @Test
  void anotherQuantileIsScoredAnew() {
    for (int i = 0; i < 40; i++) {
      tick(15 * i, 100);
    }
    state = respecified(state, predictive(0.5));
    tick(600, 100);
    assertEquals(0, coverage().scored());
    assertEquals(0.5, coverage().level());
  }

  @Test
  void whatIsRememberedDoesNotGrow() {
    int most = 0;
    for (int i = 0; i < 5_760; i++) {
      tick(15 * i, i % 30 == 0 ? 999 : 100);
      most = Math.max(most, coverage().promises().size() + coverage().missed().size());
    }
    assertTrue(most < 40, most + " entries");
  }

  @Test
  void theDecisionSaysWhatItTookFromTheForecast() {
    Decision decision = tick(0, 100);
    var used = decision.forecast().orElseThrow();
    assertEquals(RPS, used.signal());
    assertEquals(0.9, used.level());
    assertEquals(Duration.ofSeconds(10), used.from());
    assertEquals(Duration.ofSeconds(40), used.to());
    assertEquals(140, used.value());
    state = respecified(state, QUEUE);
    assertTrue(tick(15, 100).forecast().isEmpty());
  }

  @Test
  void twoOfOneKindForOneSignalAreRefused() {
    List<Policy> two = List.of(predictive(0.9), predictive(0.5));
    assertThrows(IllegalArgumentException.class, () -> new Scaling(two, Behavior.DEFAULT));
  }

  private Coverage coverage() {
    return Optional.ofNullable(state.of(BEDS).memories().get(KEY))
        .map(PredictiveMemory.class::cast)
        .flatMap(PredictiveMemory::coverage)
        .orElseThrow();
  }

  private static Predictive predictive(double quantile) {
    return new Predictive(RPS, OptionalDouble.of(quantile), List.of());
  }

  private State respecified(State before, Policy... policies) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    var scaling = new Scaling(List.of(policies), Behavior.DEFAULT);
    workloads.put(BEDS, new WorkloadSpec(Situations.workload("beds", 1, 100), scaling, List.of()));
    var platform = new Platform(new WorkloadName("p"), Duration.ofSeconds(15));
    var spec = new PlatformSpec(platform, workloads);
    return evaluator.evaluate(before, new Input.Respecified(Situations.NOW, spec, "v")).state();
  }

  private Decision tick(int seconds, double rps) {
    Instant now = Situations.NOW.plusSeconds(seconds);
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(RPS, new Signal.Known(new Measure.Total(rps), now));
    SortedMap<WorkloadName, Observation> seen = new TreeMap<>();
    seen.put(BEDS, new Observation(new WorkloadStatus(new Replicas(4), List.of()), signals));
    SortedMap<SignalName, Forecast> forecasts = new TreeMap<>();
    forecasts.put(
        RPS,
        new Forecast(
            now,
            Duration.ofSeconds(15),
            List.of(0.5, 0.9),
            Collections.nCopies(20, List.of(90.0, 140.0))));
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> foretold = new TreeMap<>();
    foretold.put(BEDS, forecasts);
    Evaluation evaluation = evaluator.evaluate(state, new Input.Tick(now, seen, foretold));
    state = evaluation.state();
    return evaluation.decisions().getFirst();
  }
}
