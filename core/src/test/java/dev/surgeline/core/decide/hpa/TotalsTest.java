package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.platform.Replicas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With a target of 10 and a tolerance of a tenth.
final class TotalsTest {
  private static final long TARGET = 10_000;

  /// Times the pods that are ready; within tolerance the current size; at zero the ratio alone,
  /// tolerated or not.
  @ParameterizedTest
  @CsvSource({
    "50, 3, 1, 5",
    "50, 3, 3, 15",
    "21, 3, 2, 5",
    "11, 7, 3, 7",
    "9, 7, 3, 7",
    "11.1, 7, 3, 4",
    "8.9, 7, 3, 3",
    "50, 3, 0, 0",
    "25, 0, 0, 3",
    "10.5, 0, 0, 2",
    "0, 0, 0, 0"
  })
  void aValueIsScaledByThePodsThatAreReady(double total, int current, int ready, int wanted) {
    long milli = Math.round(total * 1000);
    Totals.Sized sized =
        Totals.value(milli, TARGET, new Replicas(current), ready, Tolerance.DEFAULT);
    assertEquals(new Totals.Sized(new Replicas(wanted), milli), sized);
  }

  /// The share of each is shown rounded up.
  @ParameterizedTest
  @CsvSource({
    "40, 1, 4, 40000",
    "31, 3, 3, 10334",
    "33, 3, 3, 11000",
    "34, 3, 4, 11334",
    "27, 3, 3, 9000",
    "26, 3, 3, 8667",
    "20, 3, 2, 6667",
    "0, 3, 0, 0"
  })
  void anAverageIsOfAllPodsReadyOrNot(double total, int current, int wanted, long shown) {
    Totals.Sized sized =
        Totals.average(Math.round(total * 1000), TARGET, new Replicas(current), Tolerance.DEFAULT);
    assertEquals(new Totals.Sized(new Replicas(wanted), shown), sized);
  }
}
