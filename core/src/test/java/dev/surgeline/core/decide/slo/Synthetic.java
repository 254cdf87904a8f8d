package dev.surgeline.core.decide.slo;

import java.util.SplittableRandom;

/// Made-up demand: a day's pattern, slow drift, noise from minute to minute, bursts. Seeded.
///
/// @param mean requests per second
/// @param drift standard deviation of the logarithm of what changes over half an hour
/// @param noise the same of what changes each minute
/// @param burstsPerHour bursts that come at any time
/// @param burst how many times the rate a typical burst adds; sizes are heavy-tailed
/// @param hourly how many times the rate is added for two minutes at each full hour
record Synthetic(
    double mean, double drift, double noise, double burstsPerHour, double burst, double hourly) {
  private static final int BIN = 5;

  static final Synthetic SMOOTH = new Synthetic(200, 0.03, 0.01, 0, 0, 0);
  static final Synthetic NOISY = new Synthetic(200, 0.15, 0.15, 0.3, 0.5, 0);
  static final Synthetic BURSTY = new Synthetic(150, 0.1, 0.05, 1.5, 1, 0);
  static final Synthetic CLOCK = new Synthetic(150, 0.1, 0.05, 0.2, 1, 1);

  static Synthetic of(String name) {
    return switch (name) {
      case "smooth" -> SMOOTH;
      case "noisy" -> NOISY;
      case "bursty" -> BURSTY;
      case "clock" -> CLOCK;
      default -> throw new IllegalArgumentException("no such demand: " + name);
    };
  }

  Arrivals arrivals(int hours, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] counts = new int[hours * 3600 / BIN];
    double slow = 0;
    double minutely = 0;
    double extra = 0;
    double keep = Math.exp(-BIN / 1800.0);
    for (int i = 0; i < counts.length; i++) {
      double hour = i * BIN / 3600.0;
      slow = keep * slow + Math.sqrt(1 - keep * keep) * drift * random.nextGaussian();
      if (i * BIN % 60 == 0) {
        minutely = noise * random.nextGaussian();
      }
      extra *= Math.exp(-BIN / 150.0);
      if (random.nextDouble() < burstsPerHour * BIN / 3600) {
        extra += burst * Math.min(8, Math.pow(random.nextDouble(), -1 / 1.5) - 0.5);
      }
      boolean full = hour % 1 < 2 / 60.0 && i > 0;
      double day =
          1
              + 0.6 * Math.sin(2 * Math.PI * (hour - 8) / 24)
              + 0.15 * Math.sin(4 * Math.PI * hour / 24);
      double rate = mean * (day * Math.exp(slow + minutely) + extra + (full ? hourly : 0));
      counts[i] = poisson(rate * BIN, random);
    }
    return new Arrivals(BIN, counts);
  }

  /// The normal distribution will do from some dozens on.
  private static int poisson(double mean, SplittableRandom random) {
    if (mean > 60) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}
