package dev.surgeline.plane.cli;

/// How a command ends.
final class Exit {
  static final int DONE = 0;

  /// The answer is no: a failed check, a breached objective.
  static final int NO = 1;

  /// Wrong usage or input.
  static final int WRONG_INPUT = 2;

  static final int FAULT = 3;

  private Exit() {}
}
