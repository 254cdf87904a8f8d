package dev.surgeline.core.observe;

import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the data-quality gate makes of a workload's signals.
///
/// @param lastKnownGood how long the last good value stands in for one that is absent; absent:
///   `DEFAULT_LAST_KNOWN_GOOD`
/// @param floor the size to which it is raised once that time is over and a signal is still absent;
///   absent: the size that it has then
/// @param frozenAfter how long a value that moves may repeat itself exactly before it is taken for
///   frozen; absent: `DEFAULT_FROZEN_AFTER`
/// @param jump how many times larger or smaller than the last good value a value may be before it
///   must show itself again to be believed; absent: `DEFAULT_JUMP`
public record SignalRules(
    Optional<Duration> lastKnownGood,
    Optional<Replicas> floor,
    Optional<Duration> frozenAfter,
    OptionalDouble jump) {
  /// How long the last good value stands in where a document says nothing.
  public static final Duration DEFAULT_LAST_KNOWN_GOOD = Duration.ofMinutes(2);

  /// How long a value may repeat itself where a document says nothing.
  public static final Duration DEFAULT_FROZEN_AFTER = Duration.ofMinutes(10);

  /// Above the ten times of a mass-casualty surge, below the thousand of a unit that changed.
  public static final double DEFAULT_JUMP = 50;

  /// All defaults.
  public static final SignalRules DEFAULT =
      new SignalRules(Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty());

  public SignalRules {
    lastKnownGood.ifPresent(given -> require(given, "lastKnownGood"));
    frozenAfter.ifPresent(given -> require(given, "frozenAfter"));
    if (jump.isPresent() && !(jump.getAsDouble() > 1 && jump.getAsDouble() <= 1e9)) {
      throw new IllegalArgumentException("jump is above 1 and at most 1000000000");
    }
  }

  /// How long the last good value stands in.
  public Duration standsIn() {
    return lastKnownGood.orElse(DEFAULT_LAST_KNOWN_GOOD);
  }

  /// How long a value may repeat itself.
  Duration repeatsMost() {
    return frozenAfter.orElse(DEFAULT_FROZEN_AFTER);
  }

  /// How many times larger or smaller a value may be.
  double jumpMost() {
    return jump.orElse(DEFAULT_JUMP);
  }

  private static void require(Duration given, String key) {
    if (given.isNegative() || given.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(key + " is 0s to 7d");
    }
  }
}
