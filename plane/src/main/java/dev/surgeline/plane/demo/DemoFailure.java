package dev.surgeline.plane.demo;

/// The demo could not go on; the message is the sentence that people are shown.
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemoFailure(String sentence) {
    super(sentence);
  }
}
