package dev.surgeline.plane.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Against values worked out by hand.
final class QuantilesTest {
  private static final List<Double> BOUNDS = List.of(10.0, 20.0, 50.0);

  private static LatencyHistogram counts(long... counts) {
    return new LatencyHistogram(BOUNDS, java.util.Arrays.stream(counts).boxed().toList(), 0);
  }

  private static void assertQuantile(double expected, double quantile, long... counts) {
    OptionalDouble found = Quantiles.between(counts(7, 0, 3, 9), plus(counts), quantile);
    assertEquals(expected, found.orElseThrow(), 1e-9, quantile + " of " + List.of(counts));
  }

  /// What was counted before must not matter.
  private static LatencyHistogram plus(long... counts) {
    return counts(counts[0] + 7, counts[1], counts[2] + 3, counts[3] + 9);
  }

  @Test
  void interpolatesWithinTheBucket() {
    // Rank 15 of 20 is the fifth of ten between 10 and 20 ms.
    assertQuantile(15, 0.75, 10, 10, 0, 0);
    // Rank 10 is the end of the first bucket, 5 the middle of it.
    assertQuantile(10, 0.5, 10, 10, 0, 0);
    assertQuantile(5, 0.25, 10, 10, 0, 0);
    // Rank 99 of 100: 90 are below 20 ms, the ninth of ten between 20 and 50 ms.
    assertQuantile(47, 0.99, 60, 30, 10, 0);
    assertQuantile(50, 1, 60, 30, 10, 0);
    // An empty bucket in between is leapt over.
    assertQuantile(35, 0.75, 10, 0, 10, 0);
    assertQuantile(10, 0.5, 10, 0, 10, 0);
  }

  @Test
  void beyondTheLastBoundItIsTheLastBound() {
    assertQuantile(50, 0.99, 0, 0, 0, 10);
    assertQuantile(50, 0.99, 80, 0, 0, 20);
    assertQuantile(10 * 49.5 / 80, 0.495, 80, 0, 0, 20);
  }

  @Test
  void isAbsentWhereNothingCanBeTold() {
    assertAbsent(counts(0, 0, 0, 0), counts(0, 0, 0, 0));
    assertAbsent(counts(5, 5, 5, 5), counts(5, 5, 5, 14));
    // A counter that fell was reset.
    assertAbsent(counts(50, 0, 0, 0), counts(10, 90, 0, 0));
    assertAbsent(counts(50, 50, 0, 0), counts(0, 0, 0, 0));
    var unlike = new LatencyHistogram(List.of(10.0, 20.0, 60.0), List.of(90L, 0L, 0L, 0L), 0);
    assertAbsent(counts(0, 0, 0, 0), unlike);
    var boundless = new LatencyHistogram(List.of(), List.of(90L), 0);
    assertAbsent(new LatencyHistogram(List.of(), List.of(0L), 0), boundless);
  }

  private static void assertAbsent(LatencyHistogram before, LatencyHistogram after) {
    assertEquals(OptionalDouble.empty(), Quantiles.between(before, after, 0.5));
  }
}
