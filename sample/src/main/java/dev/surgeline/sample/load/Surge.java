package dev.surgeline.sample.load;

import java.time.Duration;

/// A time in which one stream's rate is multiplied, as after a mass-casualty call.
///
/// The factor rises in a straight line from 1 to its full value within `ramp`, stays there until
/// the surge is over, and falls back in the same time after that.
///
/// @param stream the stream whose rate it multiplies
/// @param at when it starts, from the start of the run
/// @param lasting from its start to the start of its fall
/// @param factor the full factor, from 0
public record Surge(String stream, Duration at, Duration lasting, Duration ramp, double factor) {
  public Surge {
    if (at.isNegative() || lasting.isNegative() || ramp.isNegative() || !(factor >= 0)) {
      throw new IllegalArgumentException("a surge's times and factor start at 0");
    }
  }

  double startSeconds() {
    return at.toNanos() / 1e9;
  }

  double endSeconds() {
    return at.plus(lasting).plus(ramp).toNanos() / 1e9;
  }

  double factorAt(double seconds) {
    double ramping = Math.max(1e-9, ramp.toNanos() / 1e9);
    double up = (seconds - startSeconds()) / ramping;
    double down = (endSeconds() - seconds) / ramping;
    return 1 + (factor - 1) * Math.clamp(Math.min(up, down), 0, 1);
  }
}
