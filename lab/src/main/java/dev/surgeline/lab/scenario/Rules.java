package dev.surgeline.lab.scenario;

import java.time.Duration;

/// What must be true of a scenario's text.
final class Rules {
  /// The longest that a scenario lasts.
  static final Duration LONGEST = Duration.ofDays(31);

  private Rules() {}

  /// @throws IllegalArgumentException with the rule, if it does not hold
  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static void requireTime(String key, Duration time) {
    require(!time.isNegative() && time.compareTo(LONGEST) <= 0, key + " is 0s to 31d");
  }

  static void requireText(String key, String text, int most) {
    require(!text.isBlank() && text.length() <= most, key + " has 1 to " + most + " characters");
  }
}
