package dev.surgeline.core.decide.slo;

/// A number as one byte, finest around zero: 127 x the root of its share of the limit.
///
/// Worked example: with a limit of 5, 0.1 is 127 x sqrt(0.1 / 5) = 17.96, the byte 18, which reads
/// back as 5 x (18 / 127)^2 = 0.1004. What is beyond the limit reads back as the limit. The error
/// is at most 1% of the limit, near zero much less.
final class Quantised {
  /// No number is known.
  static final byte NONE = -128;

  private static final int STEPS = 127;

  private Quantised() {}

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
    if (quantised == NONE) {
      return Double.NaN;
    }
    double share = quantised / (double) STEPS;
    return share * Math.abs(share) * limit;
  }
}
