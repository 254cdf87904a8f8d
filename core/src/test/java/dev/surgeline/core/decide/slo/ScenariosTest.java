package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScenariosTest {
  private static final Numbers EVEN = Numbers.copyOf(0.25, 0.25, 0.25, 0.25);

  /// lmax(n) = 10 n.
  private static final CapacityCurve STRAIGHT =
      new CapacityCurve(new CapacityCurve.Terms(1, 2, 0.99, 1, 0.1, 1), Numbers.copyOf(10, 20));

  @Test
  void weightsAreSharesSpreadOverTheirGroups() {
    double[] all = new double[Histogram.BINS];
    all[20] = 3;
    all[60] = 1;
    var scenarios = new Scenarios(bytes(1, 40), clocked(new byte[0], 0), Numbers.copyOf(all), 0.1);
    Demand demand = scenarios.around(3, 1, EVEN, STRAIGHT).demand();
    double[] weights =
        IntStream.range(0, demand.count())
            .mapToDouble(demand::weight)
            .filter(weight -> weight > 0)
            .toArray();
    assertArrayEquals(new double[] {0.375, 0.25, 0.25, 0.125}, weights, 1e-12);
  }

  private static Bytes bytes(int... values) {
    Bytes bytes = Bytes.EMPTY;
    for (int value : values) {
      bytes = bytes.pushed((byte) value, Residuals.RECENT);
    }
    return bytes;
  }

  private static Scenarios.Clocked clocked(byte[] residuals, int hourly) {
    return new Scenarios.Clocked(residuals, hourly, residuals.length);
  }

  private static Numbers bin(double residual) {
    return Histogram.EMPTY.with(Quantised.of(residual, Residuals.LIMIT)).counts();
  }

  @Test
  void theGroupThatForeseesGains() {
    SplittableRandom random = new SplittableRandom(4);
    Numbers shares = EVEN;
    for (int i = 0; i < 4000; i++) {
      double comes = i % 2 == 0 ? 1 : -1;
      byte recent = Quantised.of(random.nextGaussian() / 0.2, Residuals.SCALED_LIMIT);
      byte hour = Quantised.of(random.nextGaussian(), Residuals.LIMIT);
      byte day = Quantised.of(comes, Residuals.LIMIT);
      var clocked = clocked(new byte[] {hour, day}, 1);
      var scenarios = new Scenarios(bytes(recent), clocked, bin(random.nextGaussian()), 0.2);
      shares = scenarios.learned(shares, comes);
    }
    assertTrue(shares.get(2) > 0.6, shares.get(2) + "");
    for (int group : new int[] {0, 1, 3}) {
      assertTrue(shares.get(group) >= 0.04, "" + shares.get(group));
    }
  }

  @Test
  void aGroupWithoutMembersKeepsItsShare() {
    byte five = Quantised.of(5, Residuals.LIMIT);
    var scenarios = new Scenarios(bytes(0), clocked(new byte[] {five}, 1), bin(5), 0.2);
    Numbers shares = scenarios.learned(EVEN, 0);
    assertEquals(0.25, shares.get(2), 1e-9);
    assertTrue(shares.get(0) > 0.25);
    assertTrue(shares.get(1) < 0.25);
  }

  /// Beside the plain way: each residual by itself, as a rate that is looked up on the curve.
  @Test
  void sizesAreThoseOfEachResidualByItself() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 100; round++) {
      Residuals residuals = Residuals.EMPTY;
      double spread = 0.02 + 0.3 * random.nextDouble();
      for (int i = 0; i < 300; i++) {
        residuals = residuals.with(spread * random.nextGaussian(), 7000 + i, Residuals.DAYS);
      }
      double center = 2 + 2 * random.nextDouble();
      double offset = 1 + 20 * random.nextDouble();
      CapacityCurve curve = curve(random);
      double[] expected = new double[3];
      double scale = residuals.scale();
      for (int i = 0; i < residuals.recent().length(); i++) {
        double by = Quantised.value(residuals.recent().get(i), Residuals.SCALED_LIMIT) * scale;
        note(expected, curve.least(StrictMath.exp(center + by) - offset), 1.0 / Residuals.RECENT);
      }
      double total = residuals.all().total();
      for (int bin = 0; bin < Histogram.BINS; bin++) {
        double by = Quantised.value(Histogram.middle(bin), Residuals.LIMIT);
        double weight = residuals.all().counts().get(bin) / total;
        note(expected, curve.least(StrictMath.exp(center + by) - offset), weight);
      }
      Demand demand =
          residuals
              .scenarios(1_000_000)
              .around(center, offset, Numbers.copyOf(0.5, 0, 0, 0.5), curve)
              .demand();
      double[] found = new double[3];
      for (int i = 0; i < demand.count(); i++) {
        note(found, demand.size(i), 2 * demand.weight(i));
      }
      assertArrayEquals(expected, found, 1e-6 * expected[2]);
    }
  }

  /// Sums of weights, of sizes and of their squares.
  private static void note(double[] sums, double size, double weight) {
    sums[0] += weight;
    sums[1] += weight * size;
    sums[2] += weight * size * size;
  }

  private static CapacityCurve curve(SplittableRandom random) {
    int slots = 1 + random.nextInt(8);
    return CapacityCurve.of(new CapacityCurve.Terms(slots, 500, 0.99, 1, 0.2, 0.25));
  }

  @Test
  void whatIsPreparedForIsTheMostThatFits() {
    Scenarios two = new Scenarios(bytes(0, 127), clocked(new byte[0], 0), bin(0), 0.1);
    Foretold foretold = two.around(StrictMath.log(35 + 5), 5, EVEN, STRAIGHT);
    assertEquals(0, foretold.prepared(3));
    assertEquals(35, foretold.prepared(4), 1);
    double far = 40 * StrictMath.exp(1.2) - 5;
    assertEquals(35, foretold.prepared((int) (far / 10)), 1);
    assertEquals(far, foretold.prepared((int) Math.ceil(far / 10)), 1e-9);
    assertEquals(1, foretold.demand().served(13), 1e-12);
    assertEquals(0.75, foretold.demand().served(12), 1e-12);
  }

  /// What comes at each full hour is known at the next one, and what comes each day the day after.
  @Test
  void clockPatternsAreFoundAgain() {
    Residuals residuals = Residuals.EMPTY;
    for (int minute = 0; minute < 3 * 1440; minute++) {
      double residual = minute % 60 == 0 ? 1 : minute % 1440 == 615 ? 2 : 0;
      residuals = residuals.with(residual, minute, Residuals.DAYS);
    }
    assertEquals(72, residuals.scenarios(3 * 1440).total(1));
    assertEquals(3, residuals.scenarios(3 * 1440 + 615).total(2));
    Numbers hour = Numbers.copyOf(0, 1, 0, 0);
    assertEquals(1, most(residuals.scenarios(3 * 1440).around(0, 0, hour, STRAIGHT)), 0.02);
    Numbers day = Numbers.copyOf(0, 0, 1, 0);
    assertEquals(2, most(residuals.scenarios(3 * 1440 + 615).around(0, 0, day, STRAIGHT)), 0.04);
    assertEquals(0, most(residuals.scenarios(3 * 1440 + 30).around(0, 0, hour, STRAIGHT)), 0.01);
  }

  private static double most(Foretold foretold) {
    return StrictMath.log(foretold.prepared(Integer.MAX_VALUE));
  }
}
