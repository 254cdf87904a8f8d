package dev.surgeline.core.observe;

/// The factors between units that are taken for one another: seconds and milliseconds, cores and
/// millicores, bytes and kilobytes, per second and per minute.
final class Units {
  private static final double[] FACTORS = {60, 1_000, 3_600, 60_000, 1e6, 1e9};

  /// What demand itself may have done within the same interval, and 1,024 is near 1,000.
  private static final double LESS = 0.75;

  private static final double MORE = 1.5;

  private Units() {}

  /// Whether a ratio is about such a factor.
  ///
  /// @param jump factors below this are none
  static boolean factor(double ratio, double jump) {
    for (double factor : FACTORS) {
      if (factor >= jump && ratio >= LESS * factor && ratio <= MORE * factor) {
        return true;
      }
    }
    return false;
  }
}
