package dev.surgeline.plane.console;

import java.util.Optional;
import java.util.function.Supplier;

/// One more text that the dashboard serves, read-only; 204 while there is none.
///
/// @param path below which it is asked for, such as `/api/evidence`
/// @param type its media type
/// @param readers who may ask for it
/// @param text as it is now
public record ServedText(
    String path, String type, Readers readers, Supplier<Optional<String>> text) {
  /// Who may ask for a text.
  public enum Readers {
    /// Whoever may look at the dashboard: it says how things stand.
    VIEWERS,
    /// Those with the role auditor: it says what was found, of whom and what.
    AUDITORS
  }
}
