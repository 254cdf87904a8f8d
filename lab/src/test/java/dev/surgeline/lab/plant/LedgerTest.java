package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Violated windows by hand.
final class LedgerTest {
  private static final long BOUND = nanos(1);

  private static void answered(Ledger ledger, double arrival, double took, double service) {
    ledger.arrived(nanos(arrival), 1);
    ledger.answered(nanos(arrival), nanos(took), BOUND, nanos(service), 1);
  }

  /// Of 200 in a window two may be late at 99%; the third is too many. A late answer counts in the
  /// window in which its request arrived.
  @Test
  void theWorkedExample() {
    var ledger = new Ledger();
    for (int i = 0; i < 198; i++) {
      answered(ledger, 10 + i * 0.05, 0.2, 0.2);
    }
    answered(ledger, 19.99, 8, 0.2);
    answered(ledger, 19.99, 1.01, 0.2);
    assertEquals(0, ledger.violated(0, nanos(20), 0.99));
    assertEquals(10, ledger.violated(0, nanos(20), 0.995));
    ledger.arrived(nanos(15), 1);
    ledger.shed(nanos(15), 2, 1);
    assertEquals(10, ledger.violated(0, nanos(20), 0.99), "3 of 201");
    assertEquals(0, ledger.violated(0, nanos(10), 0.99), "not in what is counted");
    assertEquals(0, ledger.violated(nanos(20), nanos(30), 0.99));
    assertEquals(3, ledger.missedBetween(0, nanos(60)), 0);
  }

  /// What service alone makes late, no replica can help.
  @Test
  void netOfService() {
    var ledger = new Ledger();
    answered(ledger, 5, 1.5, 1.4);
    assertEquals(10, ledger.violated(0, nanos(10), 0.99));
    assertEquals(0, ledger.violatedNet(0, nanos(10), 0.99));
    answered(ledger, 6, 1.5, 0.2);
    assertEquals(10, ledger.violatedNet(0, nanos(10), 0.99));
  }

  /// A window in which nothing arrived is none.
  @Test
  void anEmptyWindowIsKept() {
    var ledger = new Ledger();
    answered(ledger, 100, 0.2, 0.2);
    assertEquals(0, ledger.violated(0, nanos(200), 0.99));
  }

  @Test
  void quantilesAreWithinAClass() {
    var latencies = new Latencies();
    assertTrue(Double.isNaN(latencies.quantile(0.5)));
    for (int i = 1; i <= 1000; i++) {
      latencies.add(i * 1_000_000L, 1);
    }
    for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
      assertEquals(share * 1e9, latencies.quantile(share), 0.017 * share * 1e9);
    }
    var more = new Latencies();
    more.add(5_000_000_000L, 1000);
    latencies.add(more);
    assertEquals(2000, latencies.count(), 0);
    assertEquals(5e9, latencies.quantile(0.75), 0.08e9);
    latencies.clear();
    assertEquals(0, latencies.count(), 0);
  }

  /// Windows 1, 2 and 5 are violated: 20 s and 10 s until it was kept again.
  @Test
  void theTimeUntilItIsKeptAgain() {
    var ledger = new Ledger();
    for (int window = 0; window < 7; window++) {
      boolean late = window == 1 || window == 2 || window == 5;
      answered(ledger, 10 * window + 3, late ? 2 : 0.3, 0.2);
    }
    var corrections = ledger.corrections(0, nanos(70), 0.99);
    assertEquals(new Ledger.Corrections(2, 15, 20), corrections);
    assertEquals(1, ledger.corrections(nanos(20), nanos(50), 0.99).count());
    var none = ledger.corrections(nanos(30), nanos(50), 0.99);
    assertEquals(0, none.count());
    assertTrue(Double.isNaN(none.meanSeconds()));
  }

  /// Windows 0 to 3 are violated: only those that are wholly in what is asked for count.
  @Test
  void aWindowAtAnEdgeIsNotCounted() {
    var ledger = new Ledger();
    for (int window = 0; window < 4; window++) {
      answered(ledger, 10 * window + 3, 2, 0.2);
    }
    assertEquals(20, ledger.violated(nanos(5), nanos(35), 0.99));
    assertEquals(20, ledger.violatedNet(nanos(5), nanos(35), 0.99));
    assertEquals(20, ledger.corrections(nanos(5), nanos(35), 0.99).worstSeconds());
    assertEquals(nanos(30), ledger.lastViolated(nanos(5), nanos(35), 0.99).orElseThrow());
    assertTrue(ledger.lastViolated(nanos(31), nanos(39), 0.99).isEmpty());
    assertEquals(2, ledger.missedBetween(nanos(5), nanos(35)), 0);
    assertEquals(2, ledger.arrivedBetween(nanos(5), nanos(35)), 0);
    assertEquals(40, ledger.violated(0, nanos(40), 0.99));
  }
}
