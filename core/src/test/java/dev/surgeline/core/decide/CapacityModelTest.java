package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CapacityModelTest {
  private static final Capacity EIGHT = new Capacity(Duration.ZERO, 8, Duration.ofMillis(200));

  @Test
  void roomForWhatComesUnevenlyGrowsWithTheRoot() {
    double[][] expected = {{0, 0}, {1e-9, 1}, {5, 1}, {100, 4}, {10_000, 262}};
    for (double[] one : expected) {
      assertEquals((int) one[1], CapacityModel.replicasFor(EIGHT, one[0]).value(), one[0] + "/s");
    }
    for (double wild : new double[] {1e12, Double.MAX_VALUE}) {
      assertEquals(Replicas.LIMIT, CapacityModel.replicasFor(EIGHT, wild).value());
    }
  }

  @Test
  void moreDemandNeverNeedsLess() {
    int before = 0;
    for (double rate = 0; rate < 3_000; rate += 0.7) {
      int now = CapacityModel.replicasFor(EIGHT, rate).value();
      assertTrue(now >= before && now * 40 >= rate, rate + " a second");
      before = now;
    }
  }
}
