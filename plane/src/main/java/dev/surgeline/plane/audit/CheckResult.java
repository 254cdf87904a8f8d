package dev.surgeline.plane.audit;

/// What became of a rule's check.
public enum CheckResult {
  /// What was looked at is as the check asks.
  PASS,
  /// It is not.
  FAIL,
  /// It could not be looked at, though it is there.
  ERROR,
  /// There is nothing that the check is about.
  NOT_APPLICABLE,
  /// There is no data, or a person has to look. Never to be read as a pass.
  NOT_EVALUATED
}
