package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Capacity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ServiceTimeTest {
  private static final Capacity DECLARED =
      new Capacity(Duration.ofSeconds(60), 4, Duration.ofMillis(200));

  private static ServiceTime.Sample sample(double inFlight, double rate) {
    return new ServiceTime.Sample(inFlight, rate, 40, 15, 15, 1);
  }

  @Test
  void theDeclaredTimeGivesWayToLittlesLaw() {
    ServiceTime time = ServiceTime.NEW;
    assertEquals(0.2, time.mean(DECLARED));
    for (int i = 0; i < 4; i++) {
      time = time.with(sample(12, 30), DECLARED);
    }
    assertEquals(0.3, time.mean(DECLARED), 0.02);
    for (int i = 0; i < 200; i++) {
      time = time.with(sample(12, 30), DECLARED);
    }
    assertEquals(0.4, time.mean(DECLARED), 0.002);
  }

  /// While clients give up, what leaves is not what is served.
  @Test
  void overloadDoesNotMakeServiceLookFaster() {
    ServiceTime time = ServiceTime.NEW;
    for (int i = 0; i < 50; i++) {
      time = time.with(sample(20, 100), DECLARED);
    }
    for (int i = 0; i < 50; i++) {
      time = time.with(sample(4000, 400), DECLARED);
    }
    assertEquals(0.2, time.mean(DECLARED), 0.01);
  }

  @Test
  void overloadMayShowThatServiceIsSlower() {
    ServiceTime time = ServiceTime.NEW;
    for (int i = 0; i < 50; i++) {
      time = time.with(sample(400, 50), DECLARED);
    }
    assertTrue(time.mean(DECLARED) > 0.5, "" + time.mean(DECLARED));
  }

  @Test
  void idleFleetsTeachNothing() {
    ServiceTime time = ServiceTime.NEW.with(sample(0, 0), DECLARED).with(sample(0, 0), DECLARED);
    assertEquals(0.2, time.mean(DECLARED));
  }

  /// Lognormal service with cv2 = 0.3 has its 99th percentile at 2.884 times the mean.
  @Test
  void theSpreadComesFromTheLatencyOfAFleetWithRoom() {
    ServiceTime time = ServiceTime.NEW.with(sample(6, 30), DECLARED);
    assertEquals(0.5, time.spread(0.99), 0.01);
    for (int i = 0; i < 500; i++) {
      time = time.withLatency(0.2 * 2.884, DECLARED);
    }
    assertEquals(0.3, time.spread(0.99), 0.01);
    ServiceTime busy = time.with(sample(39, 195), DECLARED);
    assertEquals(busy, busy.withLatency(3, DECLARED));
  }

  /// In the simulator, against what it works with.
  @Test
  void aFirstGuessThreeTimesOffEitherWayIsFoundOut() {
    Arrivals arrivals = Synthetic.SMOOTH.arrivals(6, 2);
    var setting = new Fleet.Setting(4, 0.2, 0.3, 1, 10, 60);
    for (double declared : new double[] {0.2 / 3, 0.2, 0.6}) {
      var priced =
          new Controllers.Priced(setting, 400, declared, Instant.parse("2026-03-02T00:00:00Z"));
      Fleet.Score score = Fleet.run(setting, arrivals, priced, 12, 3600, 3);
      var memory = priced.last().orElseThrow().memory();
      var capacity = Controllers.workload(setting, declared).capacity();
      assertEquals(0.2, memory.service().mean(capacity), 0.03, "declared " + declared);
      assertEquals(0.3, memory.service().spread(0.99), 0.15, "declared " + declared);
      assertTrue(score.violated() <= 20, declared + ": " + score);
    }
  }
}
