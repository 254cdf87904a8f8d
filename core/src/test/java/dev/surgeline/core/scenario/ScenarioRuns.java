package dev.surgeline.core.scenario;

import java.util.SortedSet;

/// What all scenarios together have seen.
public final class ScenarioRuns {
  /// Whether golden texts are rewritten instead of compared with.
  public static final boolean REWRITE = ScenarioFile.REWRITE;

  private ScenarioRuns() {}

  public static SortedSet<Transition> transitions() {
    return all().seen();
  }

  public static SortedSet<Turn> turns() {
    return all().turns();
  }

  private static Transitions all() {
    var transitions = new Transitions();
    ScenarioFile.all().forEach(file -> ScenarioFile.read(file).retold(new Scenario(transitions)));
    return transitions;
  }
}
