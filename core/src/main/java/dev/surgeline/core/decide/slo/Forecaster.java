package dev.surgeline.core.decide.slo;

/// The demand at start-up time ahead, and the most until then, as scenarios.
///
/// Everything is in logarithms of the offset plus the rate, where the offset is one and a half
/// replicas' worth: far below it differences do not matter, far above it they count by their ratio.
/// With l(a, b) for the logarithm of the mean of the slices a to b, J the last closed slice, and
/// the level L = l(J-3, J), the features are 1 and l(J, J), l(J-1, J), l(J-7, J), l(J-19, J) and
/// l(J-79, J), each less L and at most 2 away. `rise` forecasts the logarithm at J + horizon less
/// L, `peak` that of the most in J + 2 to J + horizon.
///
/// @param scored forecasts whose outcome was seen
/// @param regression what is learned
/// @param shares of the groups of scenarios
/// @param rise residuals of the demand at the horizon
/// @param peak residuals of the most until then
/// @param riseAwaited forecasts made from the latest slices, the newest last; NaN: none was made
/// @param peakAwaited alike
public record Forecaster(
    long scored,
    Regression regression,
    Numbers shares,
    Residuals rise,
    Residuals peak,
    Numbers riseAwaited,
    Numbers peakAwaited) {
  /// Forecasts that must be scored before any is believed.
  static final int BELIEVED = 240;

  private static final int LEVEL = 4;
  private static final int[] LOOKS = {1, 2, 8, 20, Buckets.BACK};
  private static final double FEATURE_MOST = 2;

  /// Errors are clipped at so many times their usual size.
  private static final double ERROR_MOST = 3;

  private static final int PEAK_DAYS = 7;

  static final Forecaster NEW =
      new Forecaster(
          0,
          Regression.starting(LOOKS.length + 1),
          Numbers.copyOf(0.25, 0.25, 0.25, 0.25),
          Residuals.EMPTY,
          Residuals.EMPTY,
          Numbers.EMPTY,
          Numbers.EMPTY);

  /// What there is to forecast from at a slice: known when the slice and half of its level's are.
  private static final class View {
    final boolean known;
    final double level;
    final double[] features;

    private View(boolean known, double level, double[] features) {
      this.known = known;
      this.level = level;
      this.features = features;
    }

    static View of(Buckets buckets, int back, double offset) {
      boolean known = buckets.known(back, 1) == 1 && buckets.known(back, LEVEL) >= LEVEL / 2;
      if (!known) {
        return new View(false, Double.NaN, new double[0]);
      }
      double level = StrictMath.log(offset + buckets.mean(back, LEVEL));
      double[] means = buckets.means(back, LOOKS);
      double[] features = new double[LOOKS.length + 1];
      features[0] = 1;
      for (int i = 0; i < LOOKS.length; i++) {
        double away = StrictMath.log(offset + means[i]) - level;
        features[i + 1] = Math.max(-FEATURE_MOST, Math.min(FEATURE_MOST, away));
      }
      return new View(true, level, features);
    }
  }

  /// Whether it has learned enough, and knows enough of the latest slices, to be asked.
  boolean ready() {
    return scored >= BELIEVED && !Double.isNaN(riseAwaited.back(0));
  }

  /// After a slice was closed.
  ///
  /// @param buckets with that slice
  /// @param horizon slices
  Forecaster closed(Buckets buckets, int horizon, double offset) {
    Forecaster next = scored(buckets, horizon, offset);
    View view = View.of(buckets, 0, offset);
    double rises = view.known ? Regression.forecast(next.regression.rise(), view.features) : 0;
    double peaks = view.known ? Regression.forecast(next.regression.peak(), view.features) : 0;
    return new Forecaster(
        next.scored,
        next.regression,
        next.shares,
        next.rise,
        next.peak,
        riseAwaited.pushed(view.known ? rises : Double.NaN, horizon),
        peakAwaited.pushed(view.known ? peaks : Double.NaN, horizon));
  }

  /// After a gap so long that no forecast awaits its outcome any more.
  Forecaster interrupted() {
    return new Forecaster(scored, regression, shares, rise, peak, Numbers.EMPTY, Numbers.EMPTY);
  }

  /// What the slice says of the forecast that was made a horizon before it.
  private Forecaster scored(Buckets buckets, int horizon, double offset) {
    double riseThen = riseAwaited.back(horizon - 1);
    double came = buckets.rates().back(0);
    View then = View.of(buckets, horizon, offset);
    if (Double.isNaN(riseThen) || Double.isNaN(came) || !then.known) {
      return this;
    }
    double most = came;
    for (int i = 1; i <= horizon - 2; i++) {
      double rate = buckets.rates().back(i);
      most = rate > most ? rate : most;
    }
    double riseError = StrictMath.log(offset + came) - then.level - riseThen;
    double peakError = StrictMath.log(offset + most) - then.level - peakAwaited.back(horizon - 1);
    long minute = minute(buckets.end() - (double) horizon * buckets.seconds());
    double riseMost = ERROR_MOST * rise.scale();
    double peakMost = ERROR_MOST * peak.scale();
    return new Forecaster(
        scored + 1,
        regression.learned(
            then.features, clipped(riseError, riseMost), clipped(peakError, peakMost)),
        learned(minute, riseError),
        rise.with(riseError, minute, Residuals.DAYS),
        peak.with(peakError, minute, PEAK_DAYS),
        riseAwaited,
        peakAwaited);
  }

  private Numbers learned(long minute, double riseError) {
    return rise.scenarios(minute).learned(shares, riseError);
  }

  private static double clipped(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }

  /// The scenarios of the demand at the horizon; [#ready] only.
  Foretold rises(Buckets buckets, double offset, CapacityCurve curve) {
    return foretold(rise, riseAwaited.back(0), buckets, offset, curve);
  }

  /// The scenarios of the most until the horizon; [#ready] only.
  Foretold peaks(Buckets buckets, double offset, CapacityCurve curve) {
    return foretold(peak, peakAwaited.back(0), buckets, offset, curve);
  }

  private Foretold foretold(
      Residuals residuals, double ahead, Buckets buckets, double offset, CapacityCurve curve) {
    Scenarios scenarios = residuals.scenarios(minute(buckets.end()));
    double center = StrictMath.log(offset + buckets.mean(0, LEVEL)) + ahead;
    return scenarios.around(center, offset, shares, curve);
  }

  /// The minute since 1970 of the slice that ended at `end`.
  private static long minute(double end) {
    return (long) Math.floor((end - 0.001) / 60);
  }
}
