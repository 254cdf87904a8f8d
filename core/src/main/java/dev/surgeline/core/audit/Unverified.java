package dev.surgeline.core.audit;

/// Something of a log is not what it claims to be: malformed, not signed by who is trusted, or with
/// a hash that does not follow from the rest. Its message is one sentence without a final stop that
/// says what and where; whoever catches it knows the file.
public final class Unverified extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unverified(String sentence) {
    super(sentence);
  }

  public Unverified(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
