package dev.surgeline.core.observe;

import java.time.Duration;
import java.time.Instant;

/// How a signal usually behaves, learned from its good values. Most figures are kept for the day
/// that runs and for the one before, so that each night and each morning is known from the last.
///
/// @param since when the day that runs began
/// @param values how many good values there were, counted to `ENOUGH`
/// @param moves how many of them differed from the one before, counted to `ENOUGH`
/// @param peak the highest level of this day
/// @param peakBefore and of the day before
/// @param low the lowest level of this day
/// @param lowBefore and of the day before
/// @param still the longest time for which a value repeated itself in this day
/// @param stillBefore and in the day before
public record Habit(
    Instant since,
    int values,
    int moves,
    double peak,
    double peakBefore,
    double low,
    double lowBefore,
    Duration still,
    Duration stillBefore) {
  private static final Duration DAY = Duration.ofDays(1);

  /// From how many values on something is said to be usual.
  private static final int ENOUGH = 8;

  static Habit of(double level, Instant at) {
    return new Habit(at, 1, 0, level, 0, level, level, Duration.ZERO, Duration.ZERO);
  }

  /// Whether enough was seen to call a value unusual.
  boolean known() {
    return values >= ENOUGH / 2;
  }

  /// Whether the signal is one that moves.
  boolean moving() {
    return moves >= ENOUGH;
  }

  /// The highest level that it had lately.
  double highest() {
    return Math.max(peak, peakBefore);
  }

  /// The lowest level that it had lately.
  double lowest() {
    return Math.min(low, lowBefore);
  }

  /// The longest time for which it usually repeats itself.
  Duration longestStill() {
    return still.compareTo(stillBefore) > 0 ? still : stillBefore;
  }

  /// With one more good value. The same object when there is nothing to learn from it, which is
  /// nearly always.
  ///
  /// @param moved whether it differs from the one before
  /// @param stood how long the one before had repeated itself, if that may be learned from
  Habit after(double level, Instant at, boolean moved, Duration stood) {
    boolean newDay = !at.isBefore(since.plus(DAY));
    boolean counted = values >= ENOUGH && (!moved || moves >= ENOUGH);
    boolean learned = level <= peak && level >= low && stood.compareTo(still) <= 0;
    if (!newDay && counted && learned) {
      return this;
    }
    int seen = Math.min(ENOUGH, values + 1);
    int changed = Math.min(ENOUGH, moves + (moved ? 1 : 0));
    if (newDay) {
      return new Habit(at, seen, changed, level, peak, level, low, stood, still);
    }
    Duration longest = stood.compareTo(still) > 0 ? stood : still;
    return new Habit(
        since,
        seen,
        changed,
        Math.max(level, peak),
        peakBefore,
        Math.min(level, low),
        lowBefore,
        longest,
        stillBefore);
  }
}
