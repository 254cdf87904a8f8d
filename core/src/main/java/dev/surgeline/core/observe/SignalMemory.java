package dev.surgeline.core.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the gate remembers of one signal.
///
/// @param name of the signal
/// @param good its last good value
/// @param level that value as one number
/// @param since when that value was first measured; it has repeated itself from then on
/// @param repeat what the rest was like when it was first noticed that the value repeats itself;
///   absent: it does not, or not for longer than usual
/// @param suspect the value far from the good one that was measured since; absent: there is none
/// @param habit how it usually behaves
public record SignalMemory(
    SignalName name,
    Signal.Known good,
    double level,
    Instant since,
    Optional<Scene> repeat,
    Optional<Suspect> suspect,
    Habit habit) {

  /// A value far from the last good one, until it has shown itself for long enough.
  ///
  /// @param high whether it is above
  /// @param unlikely whether it looks like a change of unit, or is beyond anything that demand does
  /// @param level the last one of them
  /// @param times how many samples in a row were like it
  /// @param rose at how many of them another signal rose as well
  /// @param since when the first of them was measured
  /// @param at and the last
  /// @param scene what the rest was like at the first
  public record Suspect(
      boolean high,
      boolean unlikely,
      double level,
      int times,
      int rose,
      Instant since,
      Instant at,
      Scene scene) {

    /// With the sample at this time, which may be the one that it knows.
    Suspect again(double now, Instant time, boolean others) {
      int more = others ? rose + 1 : rose;
      return time.isAfter(at)
          ? new Suspect(high, unlikely, now, times + 1, more, since, time, scene)
          : this;
    }

    Duration age() {
      return Duration.between(since, at);
    }
  }

  static SignalMemory of(SignalName name, Signal.Known good, double level) {
    Habit habit = Habit.of(level, good.at());
    return new SignalMemory(
        name, good, level, good.at(), Optional.empty(), Optional.empty(), habit);
  }

  /// When the last sample was measured, good or not.
  Instant seen() {
    return suspect.isPresent() ? suspect.get().at() : good.at();
  }

  SignalMemory with(Optional<Suspect> other) {
    return new SignalMemory(name, good, level, since, repeat, other, habit);
  }
}
