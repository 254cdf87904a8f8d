package dev.surgeline.lab.plant;

import java.util.Arrays;

/// How many requests took how long, in 64 classes for each doubling: within 1.6% of the truth.
public final class Latencies {
  private static final int PARTS = 64;
  private static final int CLASSES = 58 * PARTS;

  private final double[] counts = new double[CLASSES];
  private int lowest = CLASSES;
  private int highest = -1;
  private double count;

  /// @param nanos how long, not negative
  /// @param requests how many took so long
  void add(long nanos, double requests) {
    addAt(place(nanos), requests);
  }

  /// @param place of the class, from [#place]
  /// @param requests how many took so long
  void addAt(int place, double requests) {
    counts[place] += requests;
    count += requests;
    lowest = Math.min(lowest, place);
    highest = Math.max(highest, place);
  }

  /// With those of another counting.
  public void add(Latencies other) {
    for (int i = other.lowest; i <= other.highest; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    lowest = Math.min(lowest, other.lowest);
    highest = Math.max(highest, other.highest);
  }

  void clear() {
    if (highest >= lowest) {
      Arrays.fill(counts, lowest, highest + 1, 0);
    }
    lowest = CLASSES;
    highest = -1;
    count = 0;
  }

  /// How many there are.
  public double count() {
    return count;
  }

  /// What so many of the requests took at most, in nanoseconds; NaN if there are none.
  ///
  /// @param share 0 to 1
  public double quantile(double share) {
    if (highest < lowest) {
      return Double.NaN;
    }
    double wanted = share * count * (1 - 1e-12);
    double seen = 0;
    for (int i = lowest; i < highest; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return upper(i);
      }
    }
    return upper(highest);
  }

  /// The class of a latency.
  static int place(long nanos) {
    long value = Math.max(PARTS, nanos);
    int doubling = 63 - Long.numberOfLeadingZeros(value);
    int part = (int) ((value >>> (doubling - 6)) & (PARTS - 1));
    return (doubling - 6) * PARTS + part;
  }

  private static double upper(int place) {
    return (PARTS + place % PARTS + 1.0) * (1L << (place / PARTS));
  }
}
