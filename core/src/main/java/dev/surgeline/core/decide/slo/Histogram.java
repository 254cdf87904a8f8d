package dev.surgeline.core.decide.slo;

/// How often residuals of each size came, in 64 bins that are finest around zero, forgotten by half
/// after 11,520: two days of 15 s.
///
/// What comes once in some hours is in no group of a few hundred latest ones, or it is and looks as
/// if it came all the time; here it has its true weight.
///
/// @param counts of the bins
public record Histogram(Numbers counts) {
  static final int BINS = 64;

  private static final double FORGET = StrictMath.pow(0.5, 1.0 / 11520);
  private static final int STEP = 4;

  static final Histogram EMPTY = new Histogram(Numbers.copyOf(new double[BINS]));

  /// With one more.
  Histogram with(byte residual) {
    double[] next = counts.toArray();
    for (int i = 0; i < BINS; i++) {
      next[i] *= FORGET;
    }
    next[bin(residual)] += 1;
    return new Histogram(Numbers.owning(next));
  }

  double total() {
    double total = 0;
    for (int i = 0; i < BINS; i++) {
      total += counts.get(i);
    }
    return total;
  }

  /// The residual in the middle of a bin.
  static byte middle(int bin) {
    return (byte) (bin * STEP - 126);
  }

  private static int bin(byte residual) {
    return Math.max(0, Math.min(BINS - 1, (residual + 128) / STEP));
  }
}
