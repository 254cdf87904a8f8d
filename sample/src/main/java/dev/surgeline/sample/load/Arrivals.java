package dev.surgeline.sample.load;

import java.util.OptionalLong;
import java.util.SplittableRandom;

/// A Poisson process along a rate curve, the same for the same seed on every machine.
///
/// Time rescaling: unit exponential gaps, laid along the integral of the rate, are the arrivals.
final class Arrivals {
  private final RateCurve curve;
  private final SplittableRandom random;
  private int step;
  private double atSeconds;

  Arrivals(RateCurve curve, SplittableRandom random) {
    this.curve = curve;
    this.random = random;
  }

  /// The next arrival, in nanoseconds from the start; empty after the last.
  OptionalLong next() {
    double due = -StrictMath.log(1 - random.nextDouble());
    while (step < curve.steps()) {
      double left = (curve.end(step) - atSeconds) * curve.rate(step);
      if (due < left) {
        atSeconds += due / curve.rate(step);
        return OptionalLong.of((long) (atSeconds * 1e9));
      }
      due -= left;
      atSeconds = curve.end(step);
      step++;
    }
    return OptionalLong.empty();
  }
}
