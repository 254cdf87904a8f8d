package dev.surgeline.plane.control;

import java.io.IOException;

/// What was given is no journal, or one without a record. Its message names it.
public final class NoJournal extends IOException {
  private static final long serialVersionUID = 1L;

  NoJournal(String sentence) {
    super(sentence);
  }

  NoJournal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
