package dev.surgeline.lab.simulate;

import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.Arrivals;
import dev.surgeline.lab.plant.Dispersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// The demand that is played: counts of requests in even intervals.
///
/// @param series at least one value, none negative
/// @param scale by which counts are multiplied, above zero
/// @param dispersion how far the intensity of arrivals strays from these counts
public record Trace(TimeSeries series, double scale, Dispersion dispersion) {
  /// Played as a Poisson process of its rate.
  public Trace(TimeSeries series, double scale) {
    this(series, scale, Dispersion.NONE);
  }

  public Trace {
    if (!(scale > 0 && scale <= 1e6)) {
      throw new IllegalArgumentException("a scale is above 0 and at most 1000000");
    }
    boolean any = false;
    for (int i = 0; i < series.length(); i++) {
      any |= series.isObserved(i);
      if (series.at(i) < 0) {
        throw new IllegalArgumentException(
            "requests are counted, and "
                + series.at(i)
                + " at "
                + series.stamp(i)
                + " is no count");
      }
    }
    if (!any) {
      throw new IllegalArgumentException("the trace has no count at all");
    }
  }

  public Instant start() {
    return series.start();
  }

  /// The end of its last interval.
  public Instant end() {
    return series.stamp(series.length());
  }

  /// When requests arrive, by a seed of their own.
  public Arrivals arrivals(long seed) {
    return dispersion.arrivals(counts(), series.step().toNanos(), ~seed);
  }

  /// Its own rate, interval by interval, without any dispersion.
  public Arrivals expected() {
    return new Arrivals(counts(), series.step().toNanos(), 0);
  }

  private double[] counts() {
    return Arrays.stream(series.values()).map(count -> count * scale).toArray();
  }

  /// How long it is.
  public Duration length() {
    return Duration.between(start(), end());
  }
}
