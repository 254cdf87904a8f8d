package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ErlangTest {
  /// Gross and others, Fundamentals of Queueing Theory: M/M/1 waits with the probability of its
  /// load, M/M/2 at a load of 1 with 1/3; published tables: 10 servers at 8 erlangs 0.409, 100 at
  /// 90 0.217.
  @Test
  void textbookValues() {
    assertEquals(0.7, Erlang.waiting(1, 0.7), 1e-12);
    assertEquals(1 / 3.0, Erlang.waiting(2, 1), 1e-12);
    assertEquals(0.409, Erlang.waiting(10, 8), 5e-4);
    assertEquals(0.217, Erlang.waiting(100, 90), 5e-4);
  }

  @Test
  void theEnds() {
    assertEquals(0, Erlang.waiting(4, 0));
    assertEquals(1, Erlang.waiting(4, 4));
    assertEquals(1, Erlang.waiting(4, 9));
  }

  /// The stationary probabilities of the birth-death chain, added up one by one.
  @Test
  void asTheBirthDeathChain() {
    for (int servers : new int[] {1, 3, 17, 80, 400}) {
      for (double busy : new double[] {0.1, 0.5, 0.8, 0.95, 0.99}) {
        double load = busy * servers;
        assertEquals(
            chain(servers, load),
            Erlang.waiting(servers, load),
            1e-9,
            servers + " servers, " + load);
      }
    }
  }

  private static double chain(int servers, double load) {
    double[] log = new double[20_000];
    double most = 0;
    for (int n = 1; n < log.length; n++) {
      log[n] = log[n - 1] + Math.log(load / Math.min(n, servers));
      most = Math.max(most, log[n]);
    }
    double all = 0;
    double waiting = 0;
    for (int n = 0; n < log.length; n++) {
      double each = Math.exp(log[n] - most);
      all += each;
      waiting += n >= servers ? each : 0;
    }
    return waiting / all;
  }

  @Test
  void theLimitForManyServersGoesOnFromTheExactValue() {
    for (double spare : new double[] {0.5, 1, 2}) {
      double load = 4000 - spare * Math.sqrt(4000);
      double exact = Erlang.waiting(4000, load);
      assertEquals(exact, Erlang.waiting(4000.5, load + 0.5), 0.05 * exact);
    }
  }

  @Test
  void theNormalDistribution() {
    assertEquals(0.5, Normal.below(0), 1e-7);
    assertEquals(0.975, Normal.below(1.959964), 1e-7);
    assertEquals(0.0013499, Normal.below(-3), 1e-7);
    assertEquals(2.326348, Normal.quantile(0.99), 1e-5);
    assertEquals(-1.281552, Normal.quantile(0.1), 1e-5);
  }
}
