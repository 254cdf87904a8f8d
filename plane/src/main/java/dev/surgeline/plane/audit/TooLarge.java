package dev.surgeline.plane.audit;

import java.io.IOException;

/// An entry is larger than a log can hold. The log is as before, and takes other entries.
public final class TooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  TooLarge(String sentence) {
    super(sentence);
  }
}
