package dev.surgeline.core.decide;

/// What became of a command.
public sealed interface Answer {
  /// @return one sentence for the person who asked
  String sentence();

  /// It was done, now or when it was asked for the first time.
  ///
  /// @param id of what it was about
  record Accepted(String id, String sentence) implements Answer {}

  /// Nothing was done.
  ///
  /// @param sentence the rule against it
  record Refused(String sentence) implements Answer {}
}
