package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Capacity.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What goes wrong goes wrong in both plants alike, and in what is seen of them.
final class FaultsTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final PlantSettings SETTINGS = Plants.settings(4, 0.2, Distribution.LOGNORMAL, 20);

  private static List<Plant> both(double rate, double seconds, Fault... faults) {
    var all = new Faults(List.of(faults));
    Arrivals one = Plants.steady(rate, seconds, 1);
    Arrivals other = Plants.steady(rate, seconds, 1);
    List<Plant> plants = new ArrayList<>();
    plants.add(new RequestPlant(SETTINGS, one, all, 7));
    plants.add(new FluidPlant(SETTINGS, other, all, 7));
    plants.forEach(plant -> plant.begin(10));
    return plants;
  }

  @Test
  void whatCrashesFailsItsRequestsAndIsReplaced() {
    for (Plant plant : both(100, 600, new Fault.Crash(nanos(60), 0.3, 1))) {
      plant.advance(nanos(61));
      assertEquals(10, plant.size());
      assertEquals(6, plant.ready(), "three tenths and one more are gone");
      // 20 slots of 40 work: two of each replica.
      assertEquals(8, plant.ledger().failed(), 6);
      plant.advance(nanos(81));
      assertEquals(10, plant.ready(), "20 s later as many serve again");
    }
  }

  @Test
  void slowServiceFillsMoreSlots() {
    var slow = new Fault.SlowService(nanos(120), nanos(300), 3, 0.5);
    for (Plant plant : both(50, 600, slow)) {
      plant.advance(nanos(119));
      assertEquals(10, plant.inFlight(), 7);
      plant.advance(nanos(200));
      // Half of the requests take three times as long: 0.4 s on average.
      assertEquals(20, plant.inFlight(), 9);
      plant.advance(nanos(400));
      assertEquals(10, plant.inFlight(), 7);
    }
  }

  @Test
  void startsAreSlowOrWait() {
    var slow = new Fault.SlowStart(0, nanos(30), 3);
    var none = new Fault.NoStarts(nanos(100), nanos(200));
    for (Plant plant : both(10, 600, slow, none)) {
      plant.scaleTo(11);
      plant.advance(nanos(59));
      assertEquals(10, plant.ready());
      plant.advance(nanos(61));
      assertEquals(11, plant.ready(), "60 s in place of 20");
      plant.advance(nanos(90));
      plant.scaleTo(12);
      plant.advance(nanos(150));
      plant.scaleTo(13);
      plant.advance(nanos(219));
      assertEquals(11, plant.ready());
      plant.advance(nanos(221));
      assertEquals(13, plant.ready(), "20 s after they may start again");
    }
  }

  /// A stall of a minute: those who give up try again twice. Every request has one end, and work is
  /// done in vain.
  @Test
  void whoTriesAgainMakesMoreWork() {
    var settings = SETTINGS.withPatience(nanos(2)).withRetries(new Retries(2, nanos(0.5)));
    var stall = new Faults(List.of(new Fault.SlowService(nanos(60), nanos(120), 20, 1)));
    var plant = new RequestPlant(settings, Plants.steady(50, 300, 1), stall, 7);
    plant.begin(4);
    plant.advance(nanos(60));
    double before = plant.arrived();
    assertEquals(3000, before, 250);
    assertEquals(0, plant.ledger().shed());
    plant.advance(nanos(120));
    double during = plant.arrived() - before;
    assertTrue(during > 2 * 3000, "each is tried up to three times: " + during);
    plant.advance(nanos(300) + settings.settling());
    Ledger ledger = plant.ledger();
    assertEquals(
        ledger.arrivedBetween(0, nanos(400)),
        ledger.answered() + ledger.shed() + ledger.failed(),
        0,
        "every request is answered, or not");
    assertTrue(ledger.shed() > 1000, "most of a minute came to nothing: " + ledger.shed());
    assertEquals(0, plant.inFlight());
  }

  /// A crash loses requests, and clients who try again get their answer.
  @Test
  void whoTriesAgainSurvivesACrash() {
    var settings = SETTINGS.withPatience(nanos(30)).withRetries(new Retries(3, nanos(1)));
    var crash = new Faults(List.of(new Fault.Crash(nanos(60), 1, 0)));
    var plant = new RequestPlant(settings, Plants.steady(20, 120, 1), crash, 7);
    plant.begin(4);
    plant.advance(nanos(120) + settings.settling());
    assertEquals(0, plant.ledger().failed());
    assertEquals(0, plant.ledger().shed());
    assertEquals(plant.ledger().arrivedBetween(0, nanos(120)), plant.ledger().answered());
  }

  private static Observation seen(int seconds, Fault.How how, SignalName... which) {
    var signals = new TreeSet<>(List.of(which));
    var faults = new Faults(List.of(new Fault.Unseen(nanos(60), nanos(300), signals, how)));
    // 600 a minute, then 6,000.
    double[] counts = {600, 6000, 6000, 6000, 6000};
    var plant = new RequestPlant(SETTINGS, new Arrivals(counts, nanos(60), 1), 1);
    plant.begin(30);
    var asked = new TreeSet<>(List.of(Metrics.REQUESTS, SignalName.IN_FLIGHT));
    var settings = new Metrics.Settings(Duration.ofSeconds(15), Duration.ZERO);
    var metrics = new Metrics(plant, SETTINGS, settings, asked, START, faults);
    metrics.read();
    Observation last = metrics.observe();
    for (int at = 15; at <= seconds; at += 15) {
      plant.advance(nanos(at));
      metrics.read();
      last = metrics.observe();
    }
    return last;
  }

  private static Signal.Known known(Observation seen, SignalName name) {
    return assertInstanceOf(Signal.Known.class, seen.signal(name));
  }

  private static double total(Observation seen) {
    var measure = known(seen, Metrics.REQUESTS).measure();
    return assertInstanceOf(Measure.Total.class, measure).value();
  }

  @Test
  void signalsAreLostFrozenWrongLateAndNoisy() {
    Observation lost = seen(120, new Fault.How.Lost(), Metrics.REQUESTS);
    assertInstanceOf(Signal.Missing.class, lost.signal(Metrics.REQUESTS));
    known(lost, SignalName.IN_FLIGHT);
    Observation frozen = seen(120, new Fault.How.Frozen());
    assertEquals(10, total(frozen), 4, "as it was after the first minute");
    assertEquals(START.plusSeconds(120), known(frozen, Metrics.REQUESTS).at(), "as if it were new");
    assertEquals(6000, total(seen(120, new Fault.How.Times(60))), 700);
    Observation late = seen(90, new Fault.How.Late(nanos(30)));
    assertEquals(10, total(late), 4);
    assertEquals(START.plusSeconds(60), known(late, Metrics.REQUESTS).at());
    double noisy = total(seen(120, new Fault.How.Noisy(0.5)));
    assertFalse(Math.abs(noisy - 100) < 0.5, "it is off: " + noisy);
    assertEquals(noisy, total(seen(120, new Fault.How.Noisy(0.5))), "and always the same way");
    assertEquals(100, total(seen(300, new Fault.How.Lost())), 12, "it is over");
  }
}
