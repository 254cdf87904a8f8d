package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.SECOND;
import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.slo.Erlang;
import dev.surgeline.core.platform.Capacity.Distribution;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The plant against queueing theory and against what may never get lost.
final class RequestPlantTest {
  private static double accounted(RequestPlant plant) {
    Ledger ledger = plant.ledger();
    return ledger.answered() + ledger.shed() + ledger.failed() + plant.inFlight();
  }

  /// Sizes go up and down, replicas crash, clients give up: every request is somewhere.
  @Test
  void nothingGetsLost() {
    for (long seed = 1; seed <= 5; seed++) {
      PlantSettings settings =
          new PlantSettings(
              3,
              Plants.settings(1, 0.3, Distribution.LOGNORMAL, 0).service(),
              nanos(7),
              0.5,
              nanos(1),
              0.99,
              nanos(2),
              40);
      var plant = new RequestPlant(settings, Plants.steady(50, 1200, seed), seed);
      var random = new SplittableRandom(seed);
      plant.begin(4);
      for (int i = 1; i <= 300; i++) {
        plant.advance(3L * i * SECOND + random.nextLong(SECOND));
        plant.scaleTo(random.nextInt(9));
        if (i % 10 == 0 && plant.fleet().present() > 0) {
          plant.crash(plant.fleet().first());
        }
        assertEquals(plant.arrived(), accounted(plant), 0);
        assertTrue(plant.size() <= plant.fleet().present());
      }
      assertTrue(plant.ledger().failed() > 0 && plant.ledger().shed() > 0);
      plant.scaleTo(5);
      plant.advance(1300 * SECOND);
      assertEquals(0, plant.inFlight(), 0);
    }
  }

  /// The mean wait of M/M/c is C / (c mu - lambda): here Erlang's C at 20 servers and 17 busy.
  @Test
  void waitsAsErlangSays() {
    PlantSettings settings = Plants.settings(4, 0.2, Distribution.EXPONENTIAL, 0);
    double rate = 85;
    double seconds = 40_000;
    var plant = new RequestPlant(settings, Plants.steady(rate, seconds, 3), 4);
    plant.begin(5);
    plant.advance(nanos(1000));
    double area = 0;
    for (double at = 1000; at < seconds - 0.25; at += 0.25) {
      plant.advance(nanos(at + 0.25));
      area += plant.queued() * 0.25;
    }
    double wait = area / (seconds - 1000) / rate;
    double expected = Erlang.waiting(20, rate * 0.2) / (20 / 0.2 - rate);
    assertEquals(1, wait / expected, 0.04, () -> wait + " s instead of " + expected);
  }

  /// With one server and lognormal service, Pollaczek and Khinchine: rho S (1 + cv2) / 2 / (1 -
  /// rho).
  @Test
  void waitsAsPollaczekAndKhinchineSay() {
    PlantSettings settings = Plants.settings(1, 0.1, Distribution.LOGNORMAL, 0);
    double rate = 7;
    var plant = new RequestPlant(settings, Plants.steady(rate, 200_000, 5), 6);
    plant.begin(1);
    double area = 0;
    for (double at = 0.05; at < 199_000; at += 0.05) {
      plant.advance(nanos(at));
      area += plant.queued() * 0.05;
    }
    double wait = area / 199_000 / rate;
    double expected = 0.7 * 0.1 * 1.25 / 2 / 0.3;
    assertEquals(1, wait / expected, 0.04, () -> wait + " s instead of " + expected);
  }

  @Test
  void whatDrainsFinishesItsWork() {
    PlantSettings settings = Plants.settings(10, 30, Distribution.DETERMINISTIC, 0);
    var plant = new RequestPlant(settings, Plants.steady(0.5, 60, 7), 8);
    plant.begin(2);
    plant.advance(nanos(20));
    double taken = plant.inFlight();
    assertTrue(taken > 3 && plant.queued() == 0);
    plant.scaleTo(0);
    assertEquals(0, plant.size());
    assertEquals(0, plant.ready());
    assertEquals(2, plant.fleet().present(), "paid for until the work is done");
    plant.advance(nanos(51));
    assertEquals(taken, plant.ledger().answered(), 0);
    assertEquals(0, plant.fleet().present());
    assertEquals(0, plant.ledger().failed(), 0);
  }

  @Test
  void aCrashFailsWhatWasInWork() {
    PlantSettings settings = Plants.settings(100, 50, Distribution.DETERMINISTIC, 0);
    var plant = new RequestPlant(settings, Plants.steady(1, 60, 9), 10);
    plant.begin(1);
    plant.advance(nanos(30));
    double inWork = plant.inFlight();
    plant.crash(0);
    assertTrue(inWork > 10);
    assertEquals(inWork, plant.ledger().failed(), 0);
    assertEquals(0, plant.inFlight(), 0);
    assertEquals(0, plant.size());
    plant.advance(nanos(200));
    assertEquals(inWork, plant.ledger().failed(), 0, "once each");
    assertEquals(0, plant.ledger().answered(), 0);
  }

  /// Nobody serves: whoever waited for 5 s gives up, and beyond 3 that wait nobody is let in.
  @Test
  void patienceEndsAndTheQueueHasALimit() {
    PlantSettings base = Plants.settings(1, 0.1, Distribution.DETERMINISTIC, 0);
    var patient =
        new PlantSettings(1, base.service(), 0, 0, nanos(1), 0.99, nanos(5), Integer.MAX_VALUE);
    var plant = new RequestPlant(patient, Plants.steady(2, 600, 11), 12);
    plant.advance(nanos(100));
    assertEquals(plant.arrived(), plant.ledger().shed() + plant.queued(), 0);
    assertTrue(plant.queued() < 25 && plant.queued() > 1, "5 s of them: " + plant.queued());
    var limited = new PlantSettings(1, base.service(), 0, 0, nanos(1), 0.99, nanos(1e6), 3);
    var full = new RequestPlant(limited, Plants.steady(2, 600, 11), 12);
    full.advance(nanos(100));
    assertEquals(3, full.queued(), 0);
    assertEquals(plant.arrived() - 3, full.ledger().shed(), 0);
    assertEquals(100, full.ledger().violated(0, nanos(100), 0.99));
  }

  @Test
  void aReplicaIsPaidForFromTheRequest() {
    PlantSettings settings = Plants.settings(1, 0.1, Distribution.DETERMINISTIC, 40);
    var plant = new RequestPlant(settings, Plants.steady(0, 600, 1), 1);
    plant.begin(1);
    plant.advance(nanos(10));
    plant.scaleTo(3);
    plant.advance(nanos(49.9));
    assertEquals(1, plant.ready());
    plant.advance(nanos(50));
    assertEquals(3, plant.ready());
    plant.scaleTo(1);
    plant.advance(nanos(100));
    assertEquals(100 + 2 * 40, Plants.seconds(plant.billed()), 1e-6);
  }

  /// What is still starting goes first, and costs what it cost until then.
  @Test
  void whatStartsGoesBeforeWhatServes() {
    PlantSettings settings = Plants.settings(1, 0.1, Distribution.DETERMINISTIC, 40);
    var plant = new RequestPlant(settings, Plants.steady(0, 600, 1), 1);
    plant.begin(2);
    plant.scaleTo(4);
    plant.advance(nanos(10));
    plant.scaleTo(2);
    plant.advance(nanos(60));
    assertEquals(2, plant.ready());
    assertEquals(2 * 60 + 2 * 10, Plants.seconds(plant.billed()), 1e-6);
  }

  /// Two sizes see the same requests: with slots for all, the same latencies to the last class.
  @Test
  void theSameRequestsComeWhoeverScales() {
    PlantSettings settings = Plants.settings(50, 0.2, Distribution.LOGNORMAL, 5);
    Latencies few = new Latencies();
    Latencies many = new Latencies();
    var small = new RequestPlant(settings, Plants.steady(20, 600, 13), 14);
    small.begin(2);
    small.advance(700 * SECOND);
    small.ledger().take(few);
    var large = new RequestPlant(settings, Plants.steady(20, 600, 13), 14);
    large.begin(6);
    large.advance(100 * SECOND);
    large.scaleTo(9);
    large.advance(700 * SECOND);
    large.ledger().take(many);
    assertEquals(small.arrived(), large.arrived(), 0);
    for (double share : new double[] {0.01, 0.3, 0.5, 0.9, 0.99, 0.999, 1}) {
      assertEquals(few.quantile(share), many.quantile(share), 0);
    }
  }
}
