package dev.surgeline.core.decide.slo;

/// What came less what was forecast, of one of the two forecasts, as the scenarios of what may come
/// beside what is forecast now.
///
/// Four groups: the latest, by their scale then and rescaled to that of today; those at the same
/// minute of the last 72 hours; those at the same minute of the last 14 days; all of some days.
/// Each is kept by when its forecast was made.
///
/// @param fast the mean square, smoothed over ten minutes of 15 s
/// @param slow the mean square, smoothed over four hours of 15 s
/// @param recent the latest by their scale, quantised, the last one last
/// @param days by minute, quantised
/// @param all of some days
public record Residuals(double fast, double slow, Bytes recent, Days days, Histogram all) {
  static final int RECENT = 240;
  static final int HOURS = 72;
  static final int DAYS = 14;

  /// The limit of quantised residuals.
  static final double LIMIT = 5;

  /// The same of those by their scale.
  static final double SCALED_LIMIT = 12;

  private static final double FAST = 1.0 / 40;
  private static final double SLOW = 1.0 / 960;
  private static final double SQUARE_FIRST = 0.04;
  private static final int HOUR = 60;

  static final Residuals EMPTY =
      new Residuals(SQUARE_FIRST, SQUARE_FIRST, Bytes.EMPTY, Days.EMPTY, Histogram.EMPTY);

  /// How far off forecasts are now, above 0.
  double scale() {
    return Math.sqrt(Math.max(1e-6, (fast + slow) / 2));
  }

  /// With one more.
  ///
  /// @param minute since 1970 at which its forecast was made
  Residuals with(double residual, long minute, int keep) {
    double clipped = Math.max(-LIMIT, Math.min(LIMIT, residual));
    double square = clipped * clipped;
    return new Residuals(
        fast + FAST * (square - fast),
        slow + SLOW * (square - slow),
        recent.pushed(Quantised.of(clipped / scale(), SCALED_LIMIT), RECENT),
        days.with(minute, Quantised.of(clipped, LIMIT), keep),
        all.with(Quantised.of(clipped, LIMIT)));
  }

  /// The scenarios of a moment.
  Scenarios scenarios(long minute) {
    byte[] clocked = new byte[HOURS + DAYS];
    int hourly = days.back(minute, HOUR, HOURS, clocked, 0);
    int count = days.back(minute, Days.MINUTES, DAYS, clocked, hourly);
    var same = new Scenarios.Clocked(clocked, hourly, count);
    return new Scenarios(recent, same, all.counts(), scale());
  }
}
