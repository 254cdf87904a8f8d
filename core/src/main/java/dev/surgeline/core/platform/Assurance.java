package dev.surgeline.core.platform;

import java.util.Optional;

/// What was found not to hold of what stands around all workloads with protected data. The host
/// looks; what it does not look at is not here.
///
/// @param audit why the audit log does not go on from what it was, a sentence without final stop;
///   absent: nothing says so
/// @param access why the rules of who may do what do not hold, likewise
public record Assurance(Optional<String> audit, Optional<String> access) {
  /// Nothing was found.
  public static final Assurance HELD = new Assurance(Optional.empty(), Optional.empty());

  private static final int SENTENCE_LENGTH_MAX = 300;

  public Assurance {
    if (audit.filter(Assurance::unfit).isPresent() || access.filter(Assurance::unfit).isPresent()) {
      throw new IllegalArgumentException("a sentence has 1 to 300 characters");
    }
  }

  private static boolean unfit(String sentence) {
    return sentence.isBlank() || sentence.length() > SENTENCE_LENGTH_MAX;
  }

  /// What does not hold, the audit log first.
  public Optional<String> broken() {
    return audit.isPresent() ? audit : access;
  }
}
