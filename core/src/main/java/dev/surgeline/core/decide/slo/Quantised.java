package dev.surgeline.core.decide.slo;

/// A number as one byte, finest around zero: 127 x the root of its share of the limit.
///
/// Worked example: with a limit of 5, 0.1 is 127 x sqrt(0.1 / 5) = 17.96, the byte 18, which reads
/// back as 5 x (18 / 127)^2 = 0.1004. What is beyond the limit reads back as the limit. The error
/// is at most 1% of the limit, near zero much less.
final class Quantised {
  /// No number is known.
  static final byte NONE = -128;

  /// How many bytes there are.
  static final int BYTES = 256;

  private static final int STEPS = 127;
  private static final double[] SHARES = shares();

  private Quantised() {}

  private static double[] shares() {
    double[] shares = new double[BYTES];
    for (int i = 0; i < BYTES; i++) {
      double share = (byte) (i - BYTES / 2) / (double) STEPS;
      shares[i] = i == place(NONE) ? Double.NaN : share * Math.abs(share);
    }
    return shares;
  }

  /// The place of a byte among all, in order of what they stand for: 0 to below [#BYTES].
  static int place(byte quantised) {
    return quantised + BYTES / 2;
  }

  static byte of(double value, double limit) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    double share = Math.min(1, Math.abs(value) / limit);
    long step = Math.round(STEPS * Math.sqrt(share));
    return (byte) (value < 0 ? -step : step);
  }

  /// NaN where none is known.
  static double value(byte quantised, double limit) {
    return at(place(quantised), limit);
  }

  /// The same by its place.
  static double at(int place, double limit) {
    return SHARES[place] * limit;
  }

  /// e to the power of what bytes stand for, by their places; of those further from zero than
  /// `most` nothing. Since that grows with the square k^2 of the step, two products lead from one
  /// to the next: with q = exp(limit / 127^2), q^((k+1)^2) = q^(k^2) q^(2k+1). That errs by less
  /// than one in 10^11.
  ///
  /// @param most 0 to 127
  static double[] powers(double limit, int most) {
    double[] powers = new double[BYTES];
    double once = StrictMath.exp(limit / (STEPS * STEPS));
    double twice = once * once;
    double power = 1;
    double next = once;
    for (int k = 0; k <= Math.min(most, STEPS); k++) {
      powers[BYTES / 2 + k] = power;
      powers[BYTES / 2 - k] = 1 / power;
      power *= next;
      next *= twice;
    }
    return powers;
  }
}
