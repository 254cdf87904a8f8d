package dev.surgeline.core.observe;

import java.time.Instant;

/// The figure that a policy reads. That it may be absent is in its type: no policy can read a
/// number without saying what it does when there is none.
public sealed interface Signal {

  /// Measured, and fresh enough to act on.
  record Known(Measure measure, Instant at) implements Signal {}

  /// Measured too long ago: shown to people, never acted on.
  record Stale(Measure last, Instant at) implements Signal {}

  /// Not measured, or measured as something that can not be.
  record Missing(Absence why) implements Signal {}
}
