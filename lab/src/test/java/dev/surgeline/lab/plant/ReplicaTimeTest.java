package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.platform.Capacity.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sums of time of replicas.
final class ReplicaTimeTest {
  private static final long DAY = 86_400_000_000_000L;

  @Test
  void sumsAreExactToTheNanosecond() {
    var sum = new ReplicaTime.Sum();
    sum.add(999_999_999, 3);
    sum.add(1, 3);
    sum.add(2_500_000_001L, 1);
    assertEquals(new ReplicaTime(5, 500_000_001), sum.total());
    assertEquals(2_500_000_001.0, sum.total().nanosSince(new ReplicaTime(3, 0)), 0);
    assertEquals(500_000_002.0, sum.total().nanosSince(new ReplicaTime(4, 999_999_999)), 0);
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ReplicaTime(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ReplicaTime(0, -1));
    assertThrows(IllegalArgumentException.class, () -> new ReplicaTime(0, 1_000_000_000));
  }

  /// 40 days of 100,000 replicas are 37 times what a `long` of nanoseconds holds.
  @Test
  void aLargeFleetForLongIsCounted() {
    PlantSettings settings = Plants.settings(1, 0.1, Distribution.DETERMINISTIC, 40);
    Arrivals none = new Arrivals(new double[40 * 24], DAY / 24, 1);
    for (Plant plant :
        List.of(new RequestPlant(settings, none, 1), new FluidPlant(settings, none, 1))) {
      plant.begin(100_000);
      plant.advance(nanos(1));
      ReplicaTime before = plant.billed();
      for (int day = 1; day <= 40; day++) {
        plant.advance(day * DAY + nanos(1));
      }
      double hours = plant.billed().nanosSince(before) / 3.6e12;
      assertEquals(100_000.0 * 40 * 24, hours, 1e-6, plant.getClass().getName());
    }
  }
}
