package dev.surgeline.core.decide.slo;

import java.util.SplittableRandom;

/// How many requests arrive in each bin of time.
final class Arrivals {
  private final int bin;
  private final int[] counts;

  /// @param bin seconds
  /// @param counts of each bin
  Arrivals(int bin, int[] counts) {
    this.bin = bin;
    this.counts = counts;
  }

  /// The largest rate of a bin, per second.
  double most() {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return most / (double) bin;
  }

  int seconds() {
    return bin * counts.length;
  }

  /// Requests per second between two seconds, as the bins say.
  double between(int from, int to) {
    double sum = 0;
    for (int second = Math.max(0, from); second < to; second++) {
      sum += second < seconds() ? counts[second / bin] / (double) bin : 0;
    }
    return sum / (to - from);
  }

  Cursor cursor(SplittableRandom random) {
    return new Cursor(random);
  }

  /// The times of single requests: spread evenly by chance within each bin.
  final class Cursor {
    private final SplittableRandom random;
    private int index = -1;
    private int left;
    private double at;

    private Cursor(SplittableRandom random) {
      this.random = random;
    }

    /// The next, in seconds; infinite after the last.
    double next() {
      while (left == 0) {
        index++;
        if (index == counts.length) {
          return Double.POSITIVE_INFINITY;
        }
        left = counts[index];
        at = (double) index * bin;
      }
      double end = (index + 1.0) * bin;
      at += (end - at) * (1 - Math.pow(1 - random.nextDouble(), 1.0 / left));
      left--;
      return Math.min(at, Math.nextDown(end));
    }
  }
}
