package dev.surgeline.plane.demo;

import java.time.Duration;

/// The demo's course: a day of a public request trace in two minutes, and in the middle of it a
/// mass-casualty call that multiplies bed searches by ten within seconds.
///
/// @param trace the file, below the project's root
/// @param from where in the trace the day begins
/// @param compress how many times as fast it passes
/// @param scale requests for each one that the trace counts
/// @param length how long the load lasts
/// @param surgeAt when the surge begins
/// @param surgeFor how long it lasts
/// @param surgeFactor what it multiplies bed searches by
/// @param seed makes the arrivals repeatable
public record Story(
    String trace,
    String from,
    int compress,
    double scale,
    Duration length,
    Duration surgeAt,
    Duration surgeFor,
    int surgeFactor,
    long seed) {

  /// How long the load lasts at least, in seconds, and at most.
  public static final int SECONDS_LEAST = 20;

  public static final int SECONDS_MOST = 600;

  private static final int SECONDS_A_DAY = 86_400;

  /// The same day in another time: as many requests a second, the surge in the middle, for a sixth
  /// of it.
  ///
  /// @param seconds from [#SECONDS_LEAST] to [#SECONDS_MOST]
  public static Story lasting(int seconds) {
    return new Story(
        "sample/traces/aws-elb-requests-5m.csv.gz",
        "2014-04-15T06:00:00Z",
        SECONDS_A_DAY / seconds,
        0.15 * seconds / 120,
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(seconds / 2),
        Duration.ofSeconds(seconds / 6),
        10,
        1);
  }

  /// Where the story is, in words.
  String phase(Duration elapsed) {
    if (elapsed.compareTo(surgeAt) < 0) {
      return "an ordinary day";
    }
    if (elapsed.compareTo(surgeAt.plus(surgeFor)) < 0) {
      return "mass casualty: beds x" + surgeFactor;
    }
    return "after the surge";
  }
}
