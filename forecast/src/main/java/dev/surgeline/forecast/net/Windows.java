package dev.surgeline.forecast.net;

import dev.surgeline.forecast.global.LogSeries;
import dev.surgeline.forecast.global.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Every origin of every series that a network may learn from. Examples are made when they are
/// needed; only the histories themselves are held.
///
/// Errors count by their [Weights], divided by the mean of those.
final class Windows {
  /// How many windows the mean weight is taken from.
  private static final int SAMPLE = 4096;

  private final List<LogSeries> series;
  private final Features features;
  private final int[] firstOrigin;
  private final int[] countBefore;
  private final Weights worth;
  private final double unit;

  /// @param series each only as long as is to be learned from
  Windows(List<LogSeries> series, Features features) {
    this.series = List.copyOf(series);
    this.features = features;
    int count = series.size();
    firstOrigin = new int[count];
    countBefore = new int[count + 1];
    int shortSteps = features.seasons().shortSteps();
    int asked = Math.min(shortSteps, features.horizon());
    for (int i = 0; i < count; i++) {
      int length = series.get(i).length();
      firstOrigin[i] = Math.min(features.lookback(), Math.max(2 * shortSteps, length / 2));
      int origins = Math.max(0, length - asked - firstOrigin[i] + 1);
      countBefore[i + 1] = Math.addExact(countBefore[i], origins);
    }
    worth = new Weights(series);
    unit = meanWeight();
  }

  /// How many there are.
  int count() {
    return countBefore[countBefore.length - 1];
  }

  private double meanWeight() {
    int stride = Math.max(1, count() / SAMPLE);
    double sum = 0;
    int taken = 0;
    for (int window = 0; window < count(); window += stride) {
      int which = seriesOf(window);
      int origin = originOf(window, which);
      LogSeries one = series.get(which);
      sum += worth.of(which, one.lifted(origin - 1), one.spread(origin, one.level(origin)));
      taken++;
    }
    return sum > 0 ? sum / taken : 1;
  }

  private int seriesOf(int window) {
    int found = Arrays.binarySearch(countBefore, window);
    if (found < 0) {
      return -found - 2;
    }
    int which = found;
    while (countBefore[which + 1] == window) {
      which++;
    }
    return which;
  }

  private int originOf(int window, int which) {
    return firstOrigin[which] + window - countBefore[which];
  }

  /// An order to go through the windows, or through as many of them as are wanted.
  int[] shuffled(SplittableRandom random, int most) {
    int all = count();
    int[] order = new int[Math.min(all, most)];
    if (all > most) {
      for (int i = 0; i < order.length; i++) {
        order[i] = random.nextInt(all);
      }
      return order;
    }
    for (int i = 0; i < all; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /// Writes examples and, a row for each step ahead, targets and weights: zero where the target is
  /// not to be learned from.
  ///
  /// @param windows which, from `at` on as many as there are columns
  void fill(int[] windows, int at, float[][] examples, float[][] targets, float[][] weights) {
    for (int column = 0; column < examples.length; column++) {
      int which = seriesOf(windows[at + column]);
      int origin = originOf(windows[at + column], which);
      LogSeries one = series.get(which);
      double level = one.level(origin);
      double spread = one.spread(origin, level);
      features.inputs(one, origin, level, spread, examples[column]);
      for (int ahead = 0; ahead < features.horizon(); ahead++) {
        boolean known = origin + ahead < one.length();
        int base = features.base(one, origin, ahead);
        double change = known ? (one.log(origin + ahead) - one.log(base)) / spread : 0;
        targets[ahead][column] = (float) change;
        double weight = worth.of(which, one.lifted(base), spread) / unit;
        weights[ahead][column] = known ? (float) weight : 0f;
      }
    }
  }
}
