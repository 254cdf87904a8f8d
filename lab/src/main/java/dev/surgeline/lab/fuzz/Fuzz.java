package dev.surgeline.lab.fuzz;

import dev.surgeline.core.control.Evaluator;
import dev.surgeline.lab.scenario.Play;
import dev.surgeline.lab.scenario.Played;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.simulate.Host;
import java.util.Optional;
import java.util.function.Supplier;

/// Random scenarios, each judged after every input and at its end.
public final class Fuzz {
  private final Supplier<Host.Step> deciders;

  /// Of the evaluator.
  public Fuzz() {
    this(() -> new Evaluator()::evaluate);
  }

  /// @param deciders a new one for each run
  public Fuzz(Supplier<Host.Step> deciders) {
    this.deciders = deciders;
  }

  /// The scenario of a seed.
  public static Scenario scenario(long seed) {
    return new RandomScenario(new Chance(seed)).make(seed);
  }

  /// Plays the scenario of a seed; absent: nothing was broken.
  public Optional<Finding> run(long seed) {
    return run(scenario(seed), seed);
  }

  /// Plays a scenario; absent: nothing was broken.
  public Optional<Finding> run(Scenario scenario, long seed) {
    Host.Step step = deciders.get();
    var invariants = new Invariants(scenario.spec(), step);
    var tape = new Tape();
    try {
      var play =
          new Play(
              scenario,
              seed,
              step,
              (before, input, evaluation) -> {
                tape.saw(before, input, evaluation);
                invariants.saw(before, input, evaluation);
              });
      Played played = play.run(_ -> {});
      Calm.kept(scenario, played);
      tape.replay();
      return Optional.empty();
    } catch (RuntimeException failure) { // a bug, or a broken rule: both are findings
      return Optional.of(Finding.of(seed, scenario, failure));
    }
  }

  /// The smallest scenario found that breaks the same rule with the same seed.
  public Finding shrunk(Finding finding) {
    return new Shrink(this).smallest(finding);
  }
}
