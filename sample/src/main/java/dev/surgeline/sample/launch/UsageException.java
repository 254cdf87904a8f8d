package dev.surgeline.sample.launch;

/// Input that cannot be used. The message is one sentence for the person who typed it: it names the
/// flag, or the file and line, and the rule.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String sentence) {
    super(sentence);
  }
}
