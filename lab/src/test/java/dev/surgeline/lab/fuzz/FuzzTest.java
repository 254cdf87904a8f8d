package dev.surgeline.lab.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.scenario.ScenarioFile;
import dev.surgeline.lab.simulate.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The evaluator keeps the rules; one with a broken guard is found, and what it breaks is made
/// small.
final class FuzzTest {
  private static final int SEEDS = 12;

  @TempDir Path folder;

  @Test
  void theEvaluatorKeepsTheRules() {
    var fuzz = new Fuzz();
    List<String> found =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(fuzz::run)
            .flatMap(Optional::stream)
            .map(one -> "seed " + one.seed() + ": " + one.rule() + " " + one.sentence())
            .toList();
    assertEquals(List.of(), found);
  }

  /// An evaluator that is told other documents than hold.
  private static Host.Step misled(UnaryOperator<PlatformSpec> told) {
    var evaluator = new Evaluator();
    return (state, input) ->
        evaluator.evaluate(
            state,
            input instanceof Input.Respecified(var now, var spec, var version)
                ? new Input.Respecified(now, told.apply(spec), version)
                : input);
  }

  private static PlatformSpec each(PlatformSpec spec, UnaryOperator<Workload> told) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    spec.workloads()
        .forEach((name, own) ->
            workloads.put(
                name, new WorkloadSpec(told.apply(own.workload()), own.scaling(), own.routes())));
    return new PlatformSpec(spec.platform(), workloads);
  }

  private static Workload with(
      Workload was, Criticality criticality, ReplicaBounds bounds, Optional<DataRules> data) {
    return new Workload(
        was.name(),
        was.hosting(),
        criticality,
        bounds,
        was.slo(),
        was.capacity(),
        was.region(),
        was.cost(),
        data,
        was.dependsOn(),
        was.ceilings(),
        was.needs());
  }

  /// That takes the max of each workload for ten more than it is.
  private static Host.Step withoutMax() {
    return misled(spec ->
        each(
            spec,
            was -> {
              var max = new Replicas(was.replicas().max().value() + 10);
              var bounds = new ReplicaBounds(was.replicas().min(), max);
              return with(was, was.criticality(), bounds, was.data());
            }));
  }

  private static Host.Step withoutMin() {
    return misled(spec ->
        each(
            spec,
            was ->
                with(
                    was,
                    Criticality.DEFERRABLE,
                    new ReplicaBounds(Replicas.ZERO, was.replicas().max()),
                    was.data())));
  }

  private static Host.Step withoutResidency() {
    return misled(
        spec -> each(spec, was -> with(was, was.criticality(), was.replicas(), Optional.empty())));
  }

  private static Host.Step withoutBudget() {
    return misled(spec -> {
      Platform was = spec.platform();
      var free =
          new Platform(
              was.name(),
              was.interval(),
              was.calendar(),
              was.regions(),
              was.adequacies(),
              Optional.empty(),
              was.quota());
      return new PlatformSpec(free, spec.workloads());
    });
  }

  /// An evaluator that sees four times of everything for five minutes of ten.
  private static Host.Step swinging() {
    var evaluator = new Evaluator();
    return (state, input) -> {
      if (!(input instanceof Input.Tick tick) || tick.now().getEpochSecond() / 300 % 2 != 0) {
        return evaluator.evaluate(state, input);
      }
      SortedMap<WorkloadName, Observation> seen = new TreeMap<>();
      tick.observations()
          .forEach((name, one) -> {
            SortedMap<SignalName, Signal> signals = new TreeMap<>(one.signals());
            signals.replaceAll((_, signal) ->
                signal instanceof Signal.Known(Measure.Total(double value), var at)
                    ? new Signal.Known(new Measure.Total(4 * value), at)
                    : signal);
            seen.put(name, new Observation(one.status(), signals));
          });
      return evaluator.evaluate(state, new Input.Tick(tick.now(), seen, tick.forecasts()));
    };
  }

  /// An evaluator whose guard lets go of what it has in its hands: now and then it acts without a
  /// decision.
  private static Host.Step withoutIntent() {
    var evaluator = new Evaluator();
    return (state, input) -> {
      Evaluation right = evaluator.evaluate(state, input);
      if (!(input instanceof Input.Tick tick) || tick.now().getEpochSecond() % 600 != 0) {
        return right;
      }
      List<Effect> effects = new ArrayList<>(right.effects());
      state.workloads().keySet().stream()
          .findFirst()
          .ifPresent(name ->
              effects.add(
                  new Effect.Apply(
                      Action.Scale.of(name, tick.now(), new Replicas(1), new Replicas(2)))));
      return new Evaluation(right.state(), right.decisions(), effects);
    };
  }

  /// An evaluator that forgets, each tenth time, what it remembers.
  private static Host.Step forgetful() {
    var evaluator = new Evaluator();
    int[] calls = {0};
    return (state, input) -> {
      Evaluation right = evaluator.evaluate(state, input);
      State kept =
          ++calls[0] % 10 == 0
              ? right.state().with(right.state().now(), new TreeMap<>())
              : right.state();
      return new Evaluation(kept, right.decisions(), right.effects());
    };
  }

  private static Finding first(Supplier<Host.Step> broken, Rule rule) {
    var fuzz = new Fuzz(broken);
    return LongStream.rangeClosed(1, 60)
        .mapToObj(fuzz::run)
        .flatMap(Optional::stream)
        .filter(one -> one.rule() == rule)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody notices that " + rule + " is broken"));
  }

  @Test
  void aBrokenMaxIsFoundAndMadeSmall() throws IOException {
    Finding found = first(FuzzTest::withoutMax, Rule.HARD_MAX);
    Finding small = new Fuzz(FuzzTest::withoutMax).shrunk(found);
    assertEquals(Rule.HARD_MAX, small.rule());
    assertEquals(found.seed(), small.seed());
    Scenario.Story before = found.scenario().story();
    Scenario.Story after = small.scenario().story();
    assertEquals(1, small.scenario().spec().workloads().size(), small::size);
    assertTrue(after.lasts().compareTo(before.lasts()) < 0, small::size);
    assertTrue(after.happenings().size() <= Math.min(1, before.happenings().size()), small::size);
    // What is written of it breaks the same rule again.
    Path file = folder.resolve("small.yaml");
    Files.writeString(file, ScenarioFile.write(small.scenario()));
    Finding again =
        new Fuzz(FuzzTest::withoutMax).run(ScenarioFile.read(file), small.seed()).orElseThrow();
    assertEquals(small.sentence(), again.sentence());
    assertEquals(Optional.empty(), new Fuzz().run(ScenarioFile.read(file), small.seed()));
  }

  /// By seeds of which it is known, for to look for them takes a while.
  @Test
  void aMissingGuardIsFound() {
    assertEquals(Rule.FLOOR, rule(FuzzTest::withoutMin, 2));
    assertEquals(Rule.RESIDENCY, rule(FuzzTest::withoutResidency, 39));
    assertEquals(Rule.BUDGET, rule(FuzzTest::withoutBudget, 107));
    assertEquals(Rule.CALM, rule(FuzzTest::swinging, 110));
  }

  private static Rule rule(Supplier<Host.Step> broken, long seed) {
    return new Fuzz(broken).run(seed).orElseThrow().rule();
  }

  @Test
  void anActionWithoutADecisionIsFound() {
    Finding found = first(FuzzTest::withoutIntent, Rule.INTENT);
    assertTrue(found.sentence().contains("has no decision that says so"), found.sentence());
  }

  @Test
  void whatDoesNotReplayIsFound() {
    first(FuzzTest::forgetful, Rule.REPLAY);
  }

  @Test
  void whatIsMadeFromASeedReadsBackEqual() throws IOException {
    Path file = folder.resolve("made.yaml");
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario made = Fuzz.scenario(seed);
      assertEquals(made, Fuzz.scenario(seed));
      Files.writeString(file, ScenarioFile.write(made));
      assertEquals(made, ScenarioFile.read(file), "seed " + seed);
    }
  }
}
