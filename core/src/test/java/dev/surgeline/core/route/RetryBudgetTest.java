package dev.surgeline.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private static final int MINUTE_MILLIS = 60_000;

  /// Asks for a retry every millisecond for a minute.
  private static int granted(int requestsPerSecond) {
    var budget = RetryBudget.full(0, 0);
    int granted = 0;
    for (int now = 1; now <= MINUTE_MILLIS; now++) {
      var rest = budget.spend(now, (long) now * requestsPerSecond / 1000);
      if (rest.isPresent()) {
        granted++;
        budget = rest.get();
      }
    }
    return granted;
  }

  @Test
  void withoutTrafficThreeASecondAndWhatWasSaved() {
    assertEquals(30 + 180, granted(0), 1);
  }

  @Test
  void tenPercentOfTheRequestsOnTop() {
    assertEquals(30 + 180 + 6000, granted(1000), 60);
  }

  @Test
  void aLongQuietTimeSavesNoMoreThanTenSecondsWorth() {
    var budget = RetryBudget.full(0, 0);
    int granted = 0;
    while (true) {
      var rest = budget.spend(3_600_000, 3_600_000);
      if (rest.isEmpty()) {
        break;
      }
      granted++;
      budget = rest.get();
    }
    assertTrue(granted <= 30 + 1000, "1,000 requests/s for an hour saved " + granted);
  }

  @Test
  void aSpentBudgetGivesNothing() {
    var budget = new RetryBudget(0.5, 0, 0);
    assertTrue(budget.spend(0, 0).isEmpty());
    assertTrue(budget.spend(100, 0).isEmpty());
    assertTrue(budget.spend(200, 0).isPresent());
  }
}
