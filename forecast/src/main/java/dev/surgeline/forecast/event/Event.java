package dev.surgeline.forecast.event;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// Something known beforehand that changes demand for a while: flu season, enrolment, a planned
/// outage. Events of the same name do the same.
///
/// Example: from Monday to Friday with a ramp of a day, an event is half there on Monday at noon,
/// wholly from Tuesday to the end of Wednesday, and half on Thursday at noon, if Friday is its end.
///
/// @param name 1 to 100 characters
/// @param from when it begins to be felt
/// @param to when it no longer is, after `from`
/// @param ramp how long it takes from nothing to all of it, and back; at most half of the event
/// @param factor what it multiplies demand by while it is wholly there, 0 to 100; empty: learned
///   from events of its name in the past
public record Event(String name, Instant from, Instant to, Duration ramp, OptionalDouble factor) {
  private static final double FACTOR_MAX = 100;

  public Event {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("the name of an event has 1 to 100 characters");
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("the event " + name + " ends after it begins");
    }
    if (ramp.isNegative() || ramp.multipliedBy(2).compareTo(Duration.between(from, to)) > 0) {
      throw new IllegalArgumentException(
          "the ramp of the event " + name + " is at most half of it, and not below zero");
    }
    if (factor.isPresent() && !(factor.getAsDouble() >= 0 && factor.getAsDouble() <= FACTOR_MAX)) {
      throw new IllegalArgumentException("the factor of the event " + name + " is 0 to 100");
    }
  }

  /// How much of the event is there at a moment, 0 to 1.
  double presence(Instant at) {
    if (at.isBefore(from) || !at.isBefore(to)) {
      return 0;
    }
    double since = seconds(Duration.between(from, at));
    double left = seconds(Duration.between(at, to));
    double full = seconds(ramp);
    return full == 0 ? 1 : Math.min(1, Math.min(since, left) / full);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
