package dev.surgeline.core.act;

/// What an actuator says came of an action. That the change was asked for; whether it did what it
/// should is for the execution to verify.
public sealed interface Outcome {

  /// The platform took the change.
  record Applied() implements Outcome {}

  /// The platform refused the change, and nothing was changed.
  ///
  /// @param why a sentence of the actuator, at most 500 characters, without any request's content
  record Refused(String why) implements Outcome {
    public Refused {
      if (why.length() > 500) {
        throw new IllegalArgumentException("a refusal's sentence has at most 500 characters");
      }
    }
  }
}
