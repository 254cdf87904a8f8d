package dev.surgeline.plane.control;

import java.io.IOException;

/// A journal that does not hold what was written to it. Its message names segment and line.
public final class DamagedJournal extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedJournal(String sentence) {
    super(sentence);
  }

  DamagedJournal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
