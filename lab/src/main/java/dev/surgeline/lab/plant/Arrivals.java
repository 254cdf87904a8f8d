package dev.surgeline.lab.plant;

import java.util.SplittableRandom;

/// When requests arrive: a Poisson process whose rate is that of a trace, interval by interval.
/// [Dispersion] makes it a doubly stochastic one.
///
/// The rate is constant within an interval. To draw it as a line from interval to interval would
/// hide bursts. An interval that was not observed (NaN) has the rate of the last one that was.
public final class Arrivals {
  private static final Quantiles EXPONENTIAL = Quantiles.exponential();

  private final double[] counts;
  private final long step;
  private final SplittableRandom random;
  private long now;

  /// @param counts of each interval, not negative; NaN: not observed
  /// @param step the length of an interval in nanoseconds
  /// @param seed of the chance
  public Arrivals(double[] counts, long step, long seed) {
    this.counts = filled(counts);
    this.step = step;
    this.random = new SplittableRandom(seed);
  }

  static double[] filled(double[] counts) {
    double[] all = counts.clone();
    double last = 0;
    for (int i = 0; i < all.length; i++) {
      last = Double.isNaN(all[i]) ? last : all[i];
      all[i] = last;
    }
    return all;
  }

  /// The end of the trace.
  public long end() {
    return counts.length * step;
  }

  /// The length of an interval in nanoseconds.
  public long step() {
    return step;
  }

  /// Requests a nanosecond that are to be expected at a time.
  public double rate(long at) {
    return at < 0 || at >= end() ? 0 : counts[(int) (at / step)] / step;
  }

  /// Requests that are to be expected from one time to another.
  double expected(long from, long to) {
    double sum = 0;
    long at = from;
    while (at < to && at < end()) {
      long until = Math.min(to, (at / step + 1) * step);
      sum += rate(at) * (until - at);
      at = until;
    }
    return sum;
  }

  /// The time of the next request; [Long#MAX_VALUE] after the last. What is left of an exponential
  /// distance at the end of an interval goes on in the next, by its rate.
  long next() {
    double left = EXPONENTIAL.draw(random);
    while (now < end()) {
      int interval = (int) (now / step);
      double rate = counts[interval] / step;
      long until = (interval + 1) * step;
      double room = rate * (until - now);
      if (left < room) {
        now += Math.max(1, (long) (left / rate));
        return Math.min(now, until - 1);
      }
      left -= room;
      now = until;
    }
    return Long.MAX_VALUE;
  }
}
