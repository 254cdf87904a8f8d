package dev.surgeline.lab.fuzz;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.lab.scenario.Scenario;
import java.util.Optional;

/// A scenario that breaks a rule.
///
/// @param seed that it was made from, and is played with
/// @param sentence what happened, with its numbers
/// @param scenario that breaks it
public record Finding(long seed, Rule rule, String sentence, Scenario scenario) {
  static Finding of(long seed, Scenario scenario, RuntimeException failure) {
    Rule rule = failure instanceof Broken broken ? broken.rule() : Rule.NO_FAULT;
    String said = Optional.ofNullable(failure.getMessage()).orElse("");
    String sentence = failure instanceof Broken ? said : failure.getClass().getName() + ": " + said;
    return new Finding(seed, rule, sentence, scenario);
  }

  /// How large its scenario is: `2 workloads, 30m, 3 faults`.
  public String size() {
    int workloads = scenario.spec().workloads().size();
    int happenings = scenario.story().happenings().size();
    return "%d workload%s, %s, %d fault%s"
        .formatted(
            workloads,
            workloads == 1 ? "" : "s",
            Figures.of(scenario.story().lasts()),
            happenings,
            happenings == 1 ? "" : "s");
  }
}
