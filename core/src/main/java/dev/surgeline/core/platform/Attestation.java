package dev.surgeline.core.platform;

import java.time.LocalDate;
import java.util.Optional;

/// That someone looked whether something is so. Nothing here looks for itself, so what is not said,
/// or was said too long ago, is not known; it is never taken for good or bad.
///
/// @param on the day on which they looked
/// @param until the last day on which that counts; absent: no end is set
/// @param source who looked, or where it is written; 1 to 200 characters
public record Attestation(LocalDate on, Optional<LocalDate> until, String source) {
  public Attestation {
    if (until.filter(end -> end.isBefore(on)).isPresent()) {
      throw new IllegalArgumentException("until is not before on");
    }
    if (source.isBlank() || source.length() > 200) {
      throw new IllegalArgumentException("source has 1 to 200 characters");
    }
  }

  /// Whether it counts on a day.
  public boolean counts(LocalDate day) {
    return !day.isBefore(on) && until.filter(day::isAfter).isEmpty();
  }
}
