package dev.surgeline.forecast.net;

import dev.surgeline.forecast.global.LogSeries;
import dev.surgeline.forecast.global.Seasons;
import java.util.Arrays;

/// What a network sees of a history at an origin, and what it is asked for.
///
/// Inputs: the last logs, less their level and divided by their spread, clipped to +-[#CLIP]; the
/// place in the short season and the number of the short season in the long one, one input each
/// that is 1. Places are counted from the history's first step. Outputs: what is to be added to the
/// last short season repeated, in the same measure.
///
/// @param lookback how many logs
/// @param horizon how many steps ahead
record Features(Seasons seasons, int lookback, int horizon) {
  static final float CLIP = 8;

  /// A longer short season is cut into this many parts.
  private static final int PLACES_MAX = 48;

  Features {
    if (lookback < seasons.shortSteps() || horizon < 1) {
      throw new IllegalArgumentException("a network sees a short season at least, and asks a step");
    }
  }

  /// How many inputs, filled up with zeros to a multiple of 4.
  int inputs() {
    return Network.padded(lookback + places() + seasons.ratio());
  }

  /// How many outputs, filled up to a multiple of 4.
  int outputs() {
    return Network.padded(horizon);
  }

  private int places() {
    return Math.min(seasons.shortSteps(), PLACES_MAX);
  }

  /// Writes the inputs at an origin: the first step not seen. Steps before the first repeat the
  /// history's first short season, or its first value where there is not even one.
  void inputs(LogSeries series, int origin, double level, double spread, float[] row) {
    double factor = 1 / spread;
    for (int i = 0; i < lookback; i++) {
      int step = stepBefore(series, origin - lookback + i, origin);
      float value = (float) ((series.log(step) - level) * factor);
      row[i] = Math.max(-CLIP, Math.min(CLIP, value));
    }
    Arrays.fill(row, lookback, inputs(), 0f);
    int place = origin % seasons.shortSteps() * places() / seasons.shortSteps();
    int number = origin / seasons.shortSteps() % seasons.ratio();
    row[lookback + place] = 1;
    row[lookback + places() + number] = 1;
  }

  /// The step that an output is added to: the same place in the last short season seen.
  int base(LogSeries series, int origin, int ahead) {
    int step = origin - seasons.shortSteps() + ahead % seasons.shortSteps();
    return stepBefore(series, step, origin);
  }

  private int stepBefore(LogSeries series, int step, int origin) {
    if (step >= 0) {
      return Math.min(step, series.length() - 1);
    }
    return origin < seasons.shortSteps() ? 0 : Math.floorMod(step, seasons.shortSteps());
  }
}
