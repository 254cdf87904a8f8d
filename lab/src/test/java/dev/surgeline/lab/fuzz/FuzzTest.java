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

  /// An evaluator that takes the max of each workload for ten more than it is.
  private static Host.Step withoutMax() {
    var evaluator = new Evaluator();
    return (state, input) ->
        evaluator.evaluate(
            state,
            input instanceof Input.Respecified(var now, var spec, var version)
                ? new Input.Respecified(now, raised(spec), version)
                : input);
  }

  private static PlatformSpec raised(PlatformSpec spec) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    spec.workloads()
        .forEach((name, own) -> {
          Workload was = own.workload();
          var bounds =
              new ReplicaBounds(
                  was.replicas().min(), new Replicas(was.replicas().max().value() + 10));
          var higher =
              new Workload(
                  name,
                  was.hosting(),
                  was.criticality(),
                  bounds,
                  was.slo(),
                  was.capacity(),
                  was.region(),
                  was.cost(),
                  was.data(),
                  was.dependsOn(),
                  was.ceilings(),
                  was.needs());
          workloads.put(name, new WorkloadSpec(higher, own.scaling(), own.routes()));
        });
    return new PlatformSpec(spec.platform(), workloads);
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
