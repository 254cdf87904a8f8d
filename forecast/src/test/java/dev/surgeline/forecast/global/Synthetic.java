package dev.surgeline.forecast.global;

import java.util.SplittableRandom;

/// Series with a day, a week, a level that wanders back to its mean, and noise.
public final class Synthetic {
  private Synthetic() {}

  public static double[] series(int length, Seasons seasons, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double scale = Math.exp(8 * random.nextDouble());
    double phase = random.nextDouble();
    double drift = 0;
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      double day = Math.sin(2 * Math.PI * (i / (double) seasons.shortSteps() + phase));
      boolean rest = i / seasons.shortSteps() % seasons.ratio() >= seasons.ratio() - 2;
      drift = 0.9 * drift + 0.03 * random.nextGaussian();
      double noise = 0.15 * random.nextGaussian();
      values[i] = scale * Math.exp(0.5 * day - (rest ? 0.4 : 0) + drift + noise);
    }
    return values;
  }
}
