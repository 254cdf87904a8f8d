package dev.surgeline.plane.observe;

import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import java.util.OptionalDouble;

/// Quantiles of what a histogram counted between two moments.
final class Quantiles {
  /// Fewer answers than this say nothing about a quantile near the end.
  private static final long LEAST = 10;

  private Quantiles() {}

  /// The quantile in milliseconds, interpolated within its bucket as Prometheus does; in the bucket
  /// without bound it is the last bound. Absent: too few answers, or the histograms do not fit.
  ///
  /// Example: of 20 answers, 10 within 10 ms and 10 within 10 to 20 ms, the quantile 0.75 has rank
  /// 15, which is the fifth of the ten in the second bucket: 10 + 10 * 5/10 = 15 ms.
  static OptionalDouble between(LatencyHistogram before, LatencyHistogram after, double quantile) {
    if (after.boundsMillis().isEmpty() || !before.boundsMillis().equals(after.boundsMillis())) {
      return OptionalDouble.empty();
    }
    int buckets = after.counts().size();
    long total = 0;
    for (int i = 0; i < buckets; i++) {
      long count = after.counts().get(i) - before.counts().get(i);
      if (count < 0) {
        // It was set back in between: nothing can be told of what it counted.
        return OptionalDouble.empty();
      }
      total += count;
    }
    if (total < LEAST) {
      return OptionalDouble.empty();
    }
    double rank = quantile * total;
    long below = 0;
    for (int i = 0; i < buckets - 1; i++) {
      long count = after.counts().get(i) - before.counts().get(i);
      if (count > 0 && below + count >= rank) {
        double low = i == 0 ? 0 : after.boundsMillis().get(i - 1);
        double high = after.boundsMillis().get(i);
        return OptionalDouble.of(low + (high - low) * (rank - below) / count);
      }
      below += count;
    }
    return OptionalDouble.of(after.boundsMillis().getLast());
  }
}
