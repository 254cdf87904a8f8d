package dev.surgeline.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What counts against the budget, against the allowance, and for which policy.
final class AccountTest {
  private static final Price EACH = new Price(0.25, Optional.empty(), Optional.empty());
  private static final Optional<String> QUEUE = Optional.of("queue");

  private static Account normal(int size) {
    return Account.NEW.at(EACH, new Replicas(size), false, QUEUE);
  }

  @Test
  void breakGlassPaysForWhatIsBeyondTheSizeBefore() {
    Account rush = normal(4).at(EACH, new Replicas(10), true, QUEUE);
    assertEquals(new Amounts(1, 1.5, 0), rush.perHour());
    Account more = rush.at(EACH, new Replicas(12), true, QUEUE);
    assertEquals(new Amounts(1, 2, 0), more.perHour());
    Account fewer = more.at(EACH, new Replicas(2), true, QUEUE);
    assertEquals(new Amounts(0.5, 0, 0), fewer.perHour());
    Account over = more.at(EACH, new Replicas(12), false, QUEUE);
    assertEquals(new Amounts(3, 0, 0), over.perHour());
    Account again = over.at(EACH, new Replicas(16), true, QUEUE);
    assertEquals(new Amounts(3, 1, 0), again.perHour());
  }

  @Test
  void breakGlassOfAWorkloadThatWasNeverSeenBeginsAtItsSize() {
    Account first = Account.NEW.at(EACH, new Replicas(4), true, QUEUE);
    assertEquals(new Amounts(1, 0, 0), first.perHour());
  }

  @Test
  void theMinIsItsDocumentsAndTheRestItsPolicys() {
    SortedMap<String, Double> byPolicy = new TreeMap<>();
    normal(4).attribute(EACH, new Replicas(3), byPolicy);
    normal(1).attribute(EACH, new Replicas(3), byPolicy);
    Account.NEW
        .at(EACH, new Replicas(2), false, Optional.empty())
        .attribute(EACH, Replicas.ZERO, byPolicy);
    assertEquals("{min=1.0, none=0.5, queue=0.25}", byPolicy.toString());
    Account silent = normal(4).at(EACH, new Replicas(4), false, Optional.empty());
    assertEquals(QUEUE, silent.policy());
  }

  @Test
  void aMonthThatEndsIsKeptAndOneLongAgoIsNot() {
    var turn = new Till.Elapsed(3600, false, 0.75, 0.25, true, true);
    Account account = normal(4).charged(turn);
    assertEquals(0.75, account.lastMonth().ordinary(), 1e-12);
    assertEquals(0.25, account.month().ordinary(), 1e-12);
    var years = new Till.Elapsed(0, true, 24, 0, true, false);
    assertEquals(Amounts.ZERO, account.charged(years).lastMonth());
  }

  @Test
  void whatWasNotSeenIsChargedAsAnEstimate() {
    Account unseen = normal(4).unseen();
    assertEquals(new Amounts(1, 0, 1), unseen.perHour());
    assertEquals(new Amounts(1, 0, 1), unseen.unseen().perHour());
  }

  @Test
  void beyondItsAllowanceBreakGlassAlarmsOnceAMonth() {
    Instant now = Instant.parse("2026-11-21T08:00:00Z");
    var budget =
        new Budget(
            "GBP",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(1.5));
    var platform =
        new Platform(
            new WorkloadName("st-marys"),
            Duration.ofSeconds(15),
            Calendar.UTC,
            List.of(),
            List.of(),
            Optional.of(budget),
            new TreeMap<>());
    Spending spending =
        Spending.starting(now, Calendar.UTC).at(new Amounts(1, 2, 0), new TreeMap<>());
    List<Effect> effects = new ArrayList<>();
    Spending within = spending.charged(now.plusSeconds(2_700), Calendar.UTC, Duration.ofHours(1));
    within = new BudgetAlerts(platform, budget, within, effects).raise();
    assertTrue(effects.isEmpty(), effects::toString);
    Spending beyond = within.charged(now.plusSeconds(2_715), Calendar.UTC, Duration.ofHours(1));
    beyond = new BudgetAlerts(platform, budget, beyond, effects).raise();
    assertEquals(1, effects.size());
    assertTrue(
        effects.getFirst() instanceof Effect.Notify(var alert)
            && alert
                .sentence()
                .equals(
                    "break-glass has cost 1.51 GBP this month, beyond its allowance of 1.50;"
                        + " it goes on"),
        effects::toString);
    new BudgetAlerts(platform, budget, beyond, effects).raise();
    assertEquals(1, effects.size());
  }
}
