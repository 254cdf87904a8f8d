package dev.surgeline.forecast.live;

/// How far outcomes lie from what was forecast for them, so long ahead.
///
/// Errors are divided by the scale that was believed when the forecast was made, and kept, the last
/// of them in a ring: long, for errors far ahead overlap, and a thousand of them at 48 steps ahead
/// are twenty that say something of their own. A quantile of the ring times the scale of the moment
/// is a quantile of what is to come: split conformal prediction (Vovk and others 2005) on
/// normalised errors. The scale follows what was seen lately, and grows with the forecast as
/// `forecast^power`, with the power found by regressing the logarithms of the errors on those of
/// the forecasts: 0 for a noise that is always the same, 0.5 for counts, 1 where it is a part of
/// the demand.
///
/// Where outcomes leave a quantile too often all the same, it is moved a little at each outcome, up
/// by the level and down by the rest of it (adaptive conformal inference, Gibbs and Candes 2021):
/// in the long run as many outcomes lie below as were promised, whatever the series does. The
/// further ahead, the less at a time, for one surge then misses many forecasts before the first of
/// them is known to be wrong.
///
/// Example: forecasts of 100 that were off by 10 at most times, in a scale of 10; now the forecast
/// is 400 and the power 0.5, so the scale is 20, and where the ring's 0.9 quantile is 1.3 the
/// answer at 0.9 is 426.
final class Spread {
  private static final int KEPT = 4_000;
  private static final double[] ANCHORS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995
  };
  private static final double CORRECTION = 0.05;
  private static final double FOLLOW = 1.0 / 200;
  private static final double STEADY = 1.0 / 20_000;

  /// Of a series that stood still the first change is one of many scales; it is not to stand for
  /// all changes after it.
  private static final double RELATIVE_MOST = 30;

  private static final double LEAST_PART = 0.001;
  private static final double LEAST_POWER_ROWS = 200;

  private final Ranked errors = new Ranked(KEPT);
  private final double[] moved = new double[ANCHORS.length];
  private final double correction;
  private long count;
  private double scale;
  private double level;
  private double rows;
  private double sumX;
  private double sumY;
  private double sumXX;
  private double sumXY;

  /// @param ahead how many steps the outcomes lie ahead, at least 1
  Spread(int ahead) {
    correction = CORRECTION / ahead;
  }

  /// A forecast whose outcome is not known yet.
  ///
  /// @param scale of the errors, as it was thought to be when the forecast was made
  record Promise(double forecast, double scale) {
    /// None was made.
    static final Promise NONE = new Promise(Double.NaN, Double.NaN);

    boolean made() {
      return !Double.isNaN(forecast);
    }
  }

  /// A forecast that is made now.
  Promise promise(double forecast) {
    return new Promise(forecast, count == 0 ? Double.NaN : scaleAt(forecast));
  }

  /// An outcome came in.
  void add(Promise promise, double outcome) {
    double forecast = promise.forecast();
    double error = outcome - forecast;
    double size = Math.abs(error);
    if (count == 0) {
      scale = Math.max(size, 1e-9);
    }
    // Not by the scale of now: what came since the origin has widened it.
    double unit = Double.isNaN(promise.scale()) ? scaleAt(forecast) : promise.scale();
    double relative = Math.clamp(error / unit, -RELATIVE_MOST, RELATIVE_MOST);
    if (ready()) {
      for (int i = 0; i < ANCHORS.length; i++) {
        boolean within = relative <= of(errors, ANCHORS[i]) + moved[i];
        moved[i] += correction * (ANCHORS[i] - (within ? 1 : 0));
      }
    }
    errors.add(relative);
    count++;
    // Quickly at first, so that the first error does not decide for long.
    double follow = Math.max(FOLLOW, 1.0 / (count + 1));
    level += follow * (Math.max(forecast, 0) - level);
    scale += follow * (size / shape(forecast) - scale);
    learnPower(forecast, size);
  }

  /// What an outcome counts for in a regression that single surges are not to bend (Huber 1964):
  /// less, the more scales it lies beyond `bound` of them.
  double weight(double forecast, double outcome, double bound) {
    double size = Math.abs(outcome - forecast) / scaleAt(forecast);
    return !ready() || size <= bound ? 1 : bound / size;
  }

  private void learnPower(double forecast, double size) {
    if (forecast > 0 && size > 0) {
      double follow = Math.max(STEADY, 1.0 / (rows + 1));
      double x = Math.log(forecast);
      double y = Math.log(size);
      rows++;
      sumX += follow * (x - sumX);
      sumY += follow * (y - sumY);
      sumXX += follow * (x * x - sumXX);
      sumXY += follow * (x * y - sumXY);
    }
  }

  /// Between 0 and 1.
  double power() {
    double variance = sumXX - sumX * sumX;
    if (rows < LEAST_POWER_ROWS || variance < 1e-4) {
      return 0.5;
    }
    return Math.clamp((sumXY - sumX * sumY) / variance, 0, 1);
  }

  private double shape(double forecast) {
    double base = Math.max(level, 1e-9);
    double ratio = Math.clamp(Math.max(forecast, 0) / base, 0.05, 20);
    return Math.pow(ratio, power());
  }

  private double scaleAt(double forecast) {
    double least = LEAST_PART * Math.max(level, 1e-9);
    return Math.max(scale * shape(forecast), least);
  }

  /// Whether enough outcomes came in for a quantile to mean something.
  boolean ready() {
    return count >= 20;
  }

  /// The value below which so many outcomes are expected.
  ///
  /// @param quantile above 0 and below 1
  double quantile(double forecast, double quantile) {
    return forecast + scaleAt(forecast) * (of(errors, quantile) + moved(quantile));
  }

  private double moved(double quantile) {
    int above = 0;
    while (above < ANCHORS.length && ANCHORS[above] < quantile) {
      above++;
    }
    if (above == 0 || above == ANCHORS.length) {
      return moved[Math.min(above, ANCHORS.length - 1)];
    }
    double part = (quantile - ANCHORS[above - 1]) / (ANCHORS[above] - ANCHORS[above - 1]);
    return moved[above - 1] + part * (moved[above] - moved[above - 1]);
  }

  /// Straight lines between the kept errors. Beyond the outermost, which few errors can not tell,
  /// it goes on as an exponential tail with the slope of the outer tenth.
  private static double of(Ranked sorted, double quantile) {
    int held = sorted.size();
    double place = quantile * (held + 1) - 1;
    if (place >= 0 && place <= held - 1) {
      int below = (int) place;
      int above = Math.min(below + 1, held - 1);
      return sorted.at(below) + (place - below) * (sorted.at(above) - sorted.at(below));
    }
    int tenth = Math.max(1, held / 10);
    double rest = Math.min(quantile, 1 - quantile) * (held + 1);
    double slope =
        place < 0
            ? (sorted.at(0) - sorted.at(tenth)) / Math.log(tenth + 1.0)
            : (sorted.at(held - 1) - sorted.at(held - 1 - tenth)) / Math.log(tenth + 1.0);
    double outermost = place < 0 ? sorted.at(0) : sorted.at(held - 1);
    return outermost - slope * Math.log(Math.max(rest, 1e-6));
  }
}
