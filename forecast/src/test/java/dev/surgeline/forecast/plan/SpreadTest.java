package dev.surgeline.forecast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void withoutOriginsItIsAssumed() {
    Spread spread = Spread.of(List.of(), 0, 3);
    assertEquals(1.97, Math.exp(spread.half(0.95, 12)), 0.005);
    assertEquals(1.96 * 0.15, Spread.of(List.of(), 0, 2).half(0.95, 1), 1e-4);
  }

  /// Two errors of 4% after a month, at two origins: s(1)^2 = (2 x 0.0016 + 0.0025) / 3 = 0.0019,
  /// and Student's t of four degrees of freedom is 1.533 at 80%.
  @Test
  void withFewOriginsTheAssumptionCountsAsOne() {
    var errors = List.of(new Spread.Error(1, 0.04), new Spread.Error(1, -0.04));
    assertEquals(1.533 * Math.sqrt(0.0019), Spread.of(errors, 2, 5).half(0.8, 1), 2e-4);
    // After four months of a random walk it is twice that.
    assertEquals(2 * 1.533 * Math.sqrt(0.0019), Spread.of(errors, 2, 5).half(0.8, 4), 4e-4);
  }

  /// Sizes of 1% to 20% at 20 origins: 0.8 x 21 / 20 = 0.84 of 20 is the 17th.
  @Test
  void withManyOriginsItIsTheirQuantile() {
    var errors =
        IntStream.rangeClosed(1, 20).mapToObj(i -> new Spread.Error(1, i / 100.0)).toList();
    Spread spread = Spread.of(errors, 20, 44);
    assertEquals(0.17, spread.half(0.8, 1), 1e-9);
    assertEquals(0.20, spread.half(0.95, 1), 1e-9);
  }

  /// Errors that are in proportion to the months grow with the first power of them.
  @Test
  void thePowerIsTheLikeliest() {
    var errors =
        IntStream.rangeClosed(1, 48)
            .mapToObj(i -> new Spread.Error(1 + i % 12, 0.01 * (1 + i % 12)))
            .toList();
    assertEquals(1, Spread.of(errors, 8, 20).power());
  }

  @Test
  void studentIsNearTheTables() {
    assertEquals(2.228, Spread.student(1.959_964, 10), 0.001);
    assertEquals(3.182, Spread.student(1.959_964, 3), 0.035);
    assertEquals(1.638, Spread.student(1.281_552, 3), 0.005);
  }
}
