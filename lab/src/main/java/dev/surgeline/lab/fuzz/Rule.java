package dev.surgeline.lab.fuzz;

/// What must hold in every scenario, whatever is declared, asked or broken.
public enum Rule {
  /// Nothing throws.
  NO_FAULT("nothing throws"),
  /// No action takes a life-safety workload below its min.
  FLOOR("no action takes a life-safety workload below its min"),
  /// No action takes a workload above its max.
  HARD_MAX("no action takes a workload above its max"),
  /// Each effect has its decision and its execution.
  INTENT("every action has its decision and its execution"),
  /// There is one execution for a workload at most.
  ONE_EXECUTION("a workload has one execution at most"),
  /// Nothing grows where its data may not be.
  RESIDENCY("nothing grows where its data may not be"),
  /// Growth keeps the budget, or an exemption is stated.
  BUDGET("growth keeps the budget, or states its exemption"),
  /// What is not known is no reason for fewer.
  ABSENCE("nothing shrinks for a signal that is absent"),
  /// The same tick twice has no second effect.
  ONCE("the same tick twice has no second effect"),
  /// Sizes do not swing while demand is steady.
  CALM("sizes do not swing while demand is steady"),
  /// The same inputs give the same bytes.
  REPLAY("decisions replay to the same bytes");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  /// As people read it.
  public String sentence() {
    return sentence;
  }
}
