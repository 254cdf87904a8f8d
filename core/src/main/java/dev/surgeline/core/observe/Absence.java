package dev.surgeline.core.observe;

/// Why a signal has no value, or one that is in doubt. A closed set, so that no text from outside
/// (which could hold anything) travels with a signal.
public enum Absence {
  NO_SAMPLE("no sample has arrived"),
  SOURCE_FAILED("the source could not be read"),
  NOT_A_NUMBER("the value is not a finite number"),
  NEGATIVE("the value is negative"),
  FROM_THE_FUTURE("the sample is from the future"),
  TOO_OLD("the value is too old"),
  OUT_OF_ORDER("the sample is older than one before it"),
  COUNTER_RESET("the counter was set back"),
  SILENT("no replica reported"),
  OUTLIER("the value of one replica is far from all others"),
  REPEATED("the value repeats itself exactly, as it never does"),
  FROZEN("the value repeats itself exactly while others move"),
  JUMPED("the value jumped and is not yet believed");

  private final String sentence;

  Absence(String sentence) {
    this.sentence = sentence;
  }

  /// Why, for people; it follows the name of the signal.
  public String sentence() {
    return sentence;
  }
}
