package dev.surgeline.forecast.measure;

/// How far forecasts were from what came: the measures of the M4 competition (Makridakis,
/// Spiliotis, Assimakopoulos 2020) and the pinball loss.
///
/// Every measure is a mean over the horizon of one series; a table is the mean of those over its
/// series. Where nothing was observed (NaN) nothing is counted.
///
/// Example: 110 was forecast and 90 came, then 100 and 100. sMAPE is the mean of 200 x 20 / 200 and
/// 0, thus 10. With a [#seasonalScale] of 5, MASE is the mean of 20 / 5 and 0, thus 2.
public final class Accuracy {
  private Accuracy() {}

  /// Mean of 200 |y - f| / (|y| + |f|), 0 to 200; where both are zero the forecast was right.
  public static double smape(double[] actual, double[] forecast) {
    Mean mean = new Mean();
    for (int i = 0; i < actual.length; i++) {
      double size = Math.abs(actual[i]) + Math.abs(forecast[i]);
      mean.add(size == 0 ? 0 : 200 * Math.abs(actual[i] - forecast[i]) / size);
    }
    return mean.value();
  }

  /// Mean of |y - f|, in the series' own unit.
  public static double absolute(double[] actual, double[] forecast) {
    Mean mean = new Mean();
    for (int i = 0; i < actual.length; i++) {
      mean.add(Math.abs(actual[i] - forecast[i]));
    }
    return mean.value();
  }

  /// The mean absolute error as a multiple of what the seasonal naive forecast errs by, one step
  /// ahead, inside the history (Hyndman and Koehler 2006).
  ///
  /// @param scale see [#seasonalScale]
  public static double mase(double[] actual, double[] forecast, double scale) {
    return absolute(actual, forecast) / scale;
  }

  /// Mean of |x_t - x_{t-m}| over a history; of |x_t - x_{t-1}| where that is not longer than a
  /// season. A history that repeats itself exactly has 0, and no MASE.
  ///
  /// Example: with m = 2, of 1, 5, 2, 9 it is (1 + 4) / 2 = 2.5.
  ///
  /// @param season m, at least 1
  public static double seasonalScale(double[] history, int season) {
    int lag = history.length > season ? season : 1;
    Mean mean = new Mean();
    for (int t = lag; t < history.length; t++) {
      mean.add(Math.abs(history[t] - history[t - lag]));
    }
    return mean.value();
  }

  /// The mean interval score over the scale (MSIS; Gneiting and Raftery 2007): the width, and for
  /// what lies outside 2 / (1 - level) times how far.
  ///
  /// Example: 90 to 110 at 0.95, 115 came, scale 5: (20 + 40 x 5) / 5 = 44.
  ///
  /// @param level how much lies inside, above 0 and below 1
  public static double intervalScore(
      double[] actual, double[] lower, double[] upper, double level, double scale) {
    double price = 2 / (1 - level);
    Mean mean = new Mean();
    for (int i = 0; i < actual.length; i++) {
      double outside = Math.max(0, Math.max(lower[i] - actual[i], actual[i] - upper[i]));
      if (!Double.isNaN(actual[i])) {
        mean.add(upper[i] - lower[i] + price * outside);
      }
    }
    return mean.value() / scale;
  }

  /// The share of what came that lay in the interval, its ends included.
  public static double coverage(double[] actual, double[] lower, double[] upper) {
    Mean mean = new Mean();
    for (int i = 0; i < actual.length; i++) {
      if (!Double.isNaN(actual[i])) {
        mean.add(actual[i] >= lower[i] && actual[i] <= upper[i] ? 1 : 0);
      }
    }
    return mean.value();
  }

  /// The pinball loss of one quantile: the further out, the dearer on the side that its level says
  /// is rare.
  ///
  /// Example: the 0.9 quantile was 10. If 15 came it is 0.9 x 5 = 4.5; if 5 came, 0.1 x 5 = 0.5.
  ///
  /// @param level above 0 and below 1
  public static double pinball(double actual, double quantile, double level) {
    return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
  }

  /// Of what is a number.
  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }

    double value() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }
}
