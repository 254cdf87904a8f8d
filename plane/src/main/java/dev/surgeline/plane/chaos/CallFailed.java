package dev.surgeline.plane.chaos;

/// A step could not be done. Its message is a sentence for the journal.
final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallFailed(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
