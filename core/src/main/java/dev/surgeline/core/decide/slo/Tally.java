package dev.surgeline.core.decide.slo;

/// Quantised residuals with their weights, by the place of their byte. It lives for one call.
final class Tally {
  private final double[] weights = new double[Quantised.BYTES];
  private int lowest = Quantised.BYTES; // tidy: owned window
  private int highest = -1; // tidy: owned window

  /// Each of some bytes with a weight of 1.
  static Tally of(Bytes residuals) {
    var tally = new Tally();
    double[] weights = tally.weights;
    for (int i = 0; i < residuals.length(); i++) {
      weights[Quantised.place(residuals.get(i))]++;
    }
    int last = Quantised.BYTES - 1;
    int lowest = 0;
    int highest = last;
    while (lowest < last && weights[lowest] == 0) {
      lowest++;
    }
    while (highest > 0 && weights[highest] == 0) {
      highest--;
    }
    if (residuals.length() > 0) {
      tally.lowest = lowest;
      tally.highest = highest;
    }
    return tally;
  }

  void add(byte residual, double weight) {
    int place = Quantised.place(residual);
    weights[place] += weight;
    lowest = Math.min(lowest, place);
    highest = Math.max(highest, place);
  }

  /// The first place that something is at; beyond all places where there is nothing.
  int lowest() {
    return lowest;
  }

  /// How many places there are from the first to the last.
  int size() {
    return Math.max(0, highest + 1 - lowest);
  }

  /// The last one; below all places where there is nothing.
  int highest() {
    return highest;
  }

  /// How far from zero the furthest is, in steps of a byte.
  int furthest() {
    int middle = Quantised.BYTES / 2;
    return highest < 0 ? 0 : Math.max(middle - lowest, highest - middle);
  }

  double weight(int place) {
    return weights[place];
  }
}
