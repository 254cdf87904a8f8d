package dev.surgeline.plane.chaos.fault;

import java.io.IOException;

/// A fault that could not be brought about. Its message is one sentence.
public final class FaultFailed extends IOException {
  private static final long serialVersionUID = 1L;

  FaultFailed(String sentence) {
    super(sentence);
  }
}
