package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;

/// What [Counts] knows of a rate: the forecast is the mean, and [#quantile] tells its spread.
public final class CountRate implements Fitted {
  /// How much the mean of the first values counts: as much as so many steps.
  private static final double FIRST = 2;

  /// Beyond so many spreads from the mean nothing is added up.
  private static final double SPREADS = 12;

  private final double[] exposures;
  private final double memory;
  private double shape;
  private double rate;
  private int index;

  /// @param exposures what the season makes of the rate, the first for step 0
  /// @param first the mean to begin with
  /// @param index the step that is observed next
  CountRate(double[] exposures, double first, int index, double memory) {
    this.exposures = exposures;
    this.memory = memory;
    this.shape = first * FIRST;
    this.rate = FIRST;
    this.index = index;
  }

  @Override
  public void observe(double value) {
    shape = memory * shape + Math.max(0, value);
    rate = memory * rate + exposures[index % exposures.length];
    index++;
  }

  @Override
  public double[] forecast(int horizon) {
    double[] ahead = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      ahead[h] = mean(h + 1);
    }
    return ahead;
  }

  double memory() {
    return memory;
  }

  /// The least count that is not exceeded with a probability.
  ///
  /// @param step ahead, from 1
  /// @param level above 0 and below 1
  public int quantile(int step, double level) {
    double mean = mean(step);
    double size = size(step);
    if (mean <= 0) {
      return 0;
    }
    double spread = Math.sqrt(mean + mean * mean / size);
    int count = (int) Math.max(0, mean - SPREADS * spread);
    int most = (int) Math.min(Integer.MAX_VALUE - 1, mean + 4 * SPREADS * spread + 10);
    double mass = Math.exp(logMass(count, mean, size));
    double sum = mass;
    while (sum < level && count < most) {
      // p(k + 1) / p(k) of the negative binomial distribution.
      mass *= (count + size) / (count + 1.0) * mean / (mean + size);
      sum += mass;
      count++;
    }
    return count;
  }

  private double mean(int step) {
    return exposures[(index + step - 1) % exposures.length] * shape / rate;
  }

  private double size(int step) {
    return Math.max(1e-6, shape * Math.pow(memory, step));
  }

  /// The logarithm of the probability of a count in the next step.
  double likelihood(double count) {
    return logMass(Math.max(0, count), Math.max(1e-9, mean(1)), size(1));
  }

  static double logMass(double count, double mean, double size) {
    return logGamma(count + size)
        - logGamma(size)
        - logGamma(count + 1)
        + size * Math.log(size / (size + mean))
        + count * Math.log(mean / (size + mean));
  }

  /// The logarithm of the gamma function by Stirling's series, from 8 up where its error is under
  /// 1e-10; below that by gamma(x) = gamma(x + 1) / x. gamma(5) = 24.
  static double logGamma(double x) {
    double shift = 1;
    double y = x;
    while (y < 8) {
      shift *= y;
      y++;
    }
    double square = 1 / (y * y);
    double series = (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680))) / y;
    return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - Math.log(shift);
  }
}
