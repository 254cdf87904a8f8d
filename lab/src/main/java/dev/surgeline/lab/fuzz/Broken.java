package dev.surgeline.lab.fuzz;

/// A rule was broken: the run ends there.
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  /// @param sentence what happened, with its numbers
  Broken(Rule rule, String sentence) {
    super(sentence);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }
}
