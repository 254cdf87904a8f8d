package dev.surgeline.forecast.contest;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/// Histories made up for tests.
public final class Made {
  /// A Monday.
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private Made() {}

  public static double[] values(int length, IntToDoubleFunction of) {
    double[] values = new double[length];
    Arrays.setAll(values, of);
    return values;
  }

  public static TimeSeries hourly(double... values) {
    return new TimeSeries("", START, Duration.ofHours(1), values);
  }

  public static Past past(double[] values, Integer... seasons) {
    return new Past(values, List.of(seasons), START, Duration.ofHours(1), Calendar.UTC);
  }

  /// Visits by the hour: a peak at noon, 60% at weekends, and normal noise of a part of the level.
  public static double[] visits(int hours, double noise, long seed) {
    Random random = new Random(seed);
    return values(
        hours,
        i -> {
          double week = i / 24 % 7 < 5 ? 1 : 0.6;
          double day = 1.3 - Math.cos(2 * Math.PI * i / 24);
          return 100 * week * day * (1 + noise * random.nextGaussian());
        });
  }

  /// Poisson arrivals of a mean.
  public static int arrivals(Random random, double mean) {
    double left = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > left || count < 0; count++) {
      product *= random.nextDouble();
    }
    return count;
  }
}
