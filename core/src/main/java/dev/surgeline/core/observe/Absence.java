package dev.surgeline.core.observe;

/// Why a signal has no value. A closed set, so that no text from outside (which could hold
/// anything) travels with a signal.
public enum Absence {
  NO_SAMPLE("no sample has arrived"),
  SOURCE_FAILED("the source could not be read"),
  NOT_A_NUMBER("the value is not a finite number"),
  NEGATIVE("the value is negative"),
  FROM_THE_FUTURE("the sample is from the future");

  private final String sentence;

  Absence(String sentence) {
    this.sentence = sentence;
  }

  /// Why, for people; it follows the name of the signal.
  public String sentence() {
    return sentence;
  }
}
