package dev.surgeline.plane.audit;

import java.time.Instant;
import java.util.Optional;

/// A range of time.
///
/// @param from at least; absent: from the beginning
/// @param to below; absent: to the end
public record TimeRange(Optional<Instant> from, Optional<Instant> to) {
  public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

  /// A range that somebody asks for.
  ///
  /// @throws IllegalArgumentException if it ends before anything can be in it; the message is a
  ///   sentence
  public static TimeRange asked(Optional<Instant> from, Optional<Instant> to) {
    if (from.isPresent() && to.filter(end -> !end.isAfter(from.get())).isPresent()) {
      throw new IllegalArgumentException(to.get() + " is not after " + from.get());
    }
    return new TimeRange(from, to);
  }

  public boolean contains(Instant at) {
    return from.filter(at::isBefore).isEmpty() && to.filter(end -> !at.isBefore(end)).isEmpty();
  }

  /// `from 2026-11-01T00:00:00Z to the end`.
  @Override
  public String toString() {
    return "from "
        + from.map(Instant::toString).orElse("the beginning")
        + " to "
        + to.map(Instant::toString).orElse("the end");
  }
}
