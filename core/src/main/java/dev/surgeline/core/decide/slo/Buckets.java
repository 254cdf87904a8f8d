package dev.surgeline.core.decide.slo;

import java.time.Duration;

/// The rate of arrivals in slices of time of one width, so that it has the same meaning however
/// often it is measured.
///
/// A sample holds for the time since the one before it; after a gap of more than twice the usual
/// pace it holds for one pace only, and the slices in between are not known. A slice of which less
/// than half was seen is not known either, never zero.
///
/// Example: slices of 15 s, samples of 10 a second at 08:00:10 and of 20 at 08:00:25. The slice
/// that ends at 08:00:15 had 10 x 10 s and 20 x 5 s, 13.3 a second; the next one is open.
///
/// @param seconds the width of a slice; divides a minute
/// @param pace seconds between two samples, smoothed; 0: only one was seen
/// @param until up to where samples were taken in, in seconds since 1970
/// @param open the number of the slice that is being filled: its end is (open + 1) x seconds
/// @param sum what arrived in it
/// @param covered seconds of it that were seen
/// @param rates of the slices before it, the last one last; NaN: not known
public record Buckets(
    int seconds, double pace, double until, long open, double sum, double covered, Numbers rates) {
  /// Slices that are looked back on.
  static final int BACK = 80;

  private static final int[] WIDTHS = {1, 2, 3, 5, 10, 15, 30, 60};

  /// Start-up times are told in twenty slices, or else the slices are as wide as the pace.
  private static final double PER_STARTUP = 20;

  /// Without a sample.
  ///
  /// @param from seconds since 1970
  static Buckets starting(double from, int seconds, double pace) {
    return new Buckets(seconds, pace, from, slice(from, seconds), 0, 0, Numbers.EMPTY);
  }

  /// The width that fits.
  ///
  /// @param pace seconds between two samples; a width may be a little less
  static int width(double pace, Duration startup) {
    double least = Math.max(0.8 * pace, startup.toNanos() / 1e9 / PER_STARTUP);
    for (int width : WIDTHS) {
      if (width >= least) {
        return width;
      }
    }
    return WIDTHS[WIDTHS.length - 1];
  }

  /// How many slices ahead a replica that is asked for now begins to serve: one for the age of what
  /// is measured, one until the next decision, and its start-up time.
  static int horizon(int seconds, Duration startup) {
    return 2 + (int) Math.ceil(startup.toNanos() / 1e9 / seconds);
  }

  /// From when on a sample of this time tells the rate.
  double since(double at) {
    double usual = Math.max(seconds, pace);
    return at - until <= 2 * usual ? until : at - usual;
  }

  /// With the pace of a sample.
  Buckets paced(double at) {
    double gap = at - until;
    double next = pace == 0 ? gap : pace + 0.1 * (Math.min(gap, 2 * pace) - pace);
    return new Buckets(seconds, next, until, open, sum, covered, rates);
  }

  /// Filled up to a time, or to the end of the open slice where that comes first, which closes it.
  ///
  /// @param rate NaN: not known
  Buckets filled(double to, double rate, int most) {
    double end = (open + 1.0) * seconds;
    double upTo = Math.min(to, end);
    double time = Double.isNaN(rate) ? 0 : upTo - until;
    double sumNow = sum + (time > 0 ? rate * time : 0);
    double coveredNow = covered + time;
    if (upTo < end) {
      return new Buckets(seconds, pace, upTo, open, sumNow, coveredNow, rates);
    }
    double closed = coveredNow >= seconds / 2.0 ? sumNow / coveredNow : Double.NaN;
    return new Buckets(seconds, pace, upTo, open + 1, 0, 0, rates.pushed(closed, most));
  }

  /// The same after so long a gap that none of the slices counts any more.
  Buckets afterGap(double from) {
    return starting(from, seconds, pace);
  }

  /// Seconds since 1970 at which the last closed slice ended.
  double end() {
    return (double) open * seconds;
  }

  /// The mean of what is known of some slices; NaN when nothing is.
  ///
  /// @param from the newest, counted back from the last closed one
  /// @param count how many
  double mean(int from, int count) {
    double total = 0;
    int known = 0;
    for (int i = from; i < from + count; i++) {
      double rate = rates.back(i);
      if (!Double.isNaN(rate)) {
        total += rate;
        known++;
      }
    }
    return known == 0 ? Double.NaN : total / known;
  }

  /// The means of several counts of slices, from the same newest one on.
  ///
  /// @param counts ascending
  double[] means(int from, int... counts) {
    double[] means = new double[counts.length];
    double total = 0;
    int known = 0;
    int next = from;
    for (int i = 0; i < counts.length; i++) {
      for (; next < from + counts[i]; next++) {
        double rate = rates.back(next);
        if (!Double.isNaN(rate)) {
          total += rate;
          known++;
        }
      }
      means[i] = known == 0 ? Double.NaN : total / known;
    }
    return means;
  }

  /// The most that is known of some slices; 0 when nothing is.
  double most(int from, int count) {
    double most = 0;
    for (int i = from; i < from + count; i++) {
      most = rates.back(i) > most ? rates.back(i) : most;
    }
    return most;
  }

  /// How many of some slices are known.
  int known(int from, int count) {
    int known = 0;
    for (int i = from; i < from + count; i++) {
      known += Double.isNaN(rates.back(i)) ? 0 : 1;
    }
    return known;
  }

  private static long slice(double at, int seconds) {
    return (long) Math.floor(at / seconds);
  }
}
