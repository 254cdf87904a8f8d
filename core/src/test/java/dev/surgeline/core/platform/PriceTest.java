package dev.surgeline.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.property.Chance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What replicas cost.
final class PriceTest {
  private static final Price MIXED =
      new Price(
          0.20,
          Optional.of(new Price.Reserved(new Replicas(4), 0.12)),
          Optional.of(new Price.Spot(0.5, 0.07)));

  private static Cost cost(Price price, int replicas) {
    return price.cost(new Replicas(replicas));
  }

  @Test
  void reservedThenSpotInWholeOnesThenOnDemand() {
    Cost nine = cost(MIXED, 9);
    assertEquals(new Replicas(4), nine.reserved().replicas());
    assertEquals(0.48, nine.reserved().perHour(), 1e-12);
    assertEquals(new Replicas(2), nine.spot().replicas());
    assertEquals(0.14, nine.spot().perHour(), 1e-12);
    assertEquals(new Replicas(3), nine.onDemand().replicas());
    assertEquals(0.60, nine.onDemand().perHour(), 1e-12);
    assertEquals(1.22, nine.perHour(), 1e-12);
  }

  @Test
  void whatIsReservedIsPaidWhetherItRunsOrNot() {
    assertEquals(0.48, cost(MIXED, 0).perHour(), 1e-12);
    assertEquals(0.48, cost(MIXED, 4).perHour(), 1e-12);
    assertEquals(0.68, cost(MIXED, 5).perHour(), 1e-12);
    assertEquals(0.75, cost(MIXED, 6).perHour(), 1e-12);
  }

  @Test
  void aShareIsNotRoundedDownByTheError() {
    for (int percent = 0; percent <= 100; percent++) {
      var price = new Price(1, Optional.empty(), Optional.of(new Price.Spot(percent / 100.0, 0)));
      assertEquals(percent, cost(price, 100).spot().replicas().value());
    }
  }

  @Test
  void moreReplicasNeverCostLessAndTheSumIsThatOfTheShares() {
    Chance.tries(
        10_000,
        chance -> {
          var price =
              new Price(
                  chance.share(),
                  Optional.of(
                      new Price.Reserved(new Replicas(chance.between(0, 9)), chance.share())),
                  Optional.of(new Price.Spot(chance.share(), chance.share())));
          int size = chance.between(0, 1_000);
          Cost cost = cost(price, size);
          double sum =
              cost.reserved().perHour() + cost.onDemand().perHour() + cost.spot().perHour();
          assertEquals(cost.perHour(), sum, 1e-9);
          assertEquals(cost.perHour(), price.perHour(new Replicas(size)), 1e-9);
          assertTrue(price.perHour(new Replicas(size + 1)) >= cost.perHour());
          int paid =
              cost.reserved().replicas().value()
                  + cost.onDemand().replicas().value()
                  + cost.spot().replicas().value();
          assertEquals(Math.max(size, cost.reserved().replicas().value()), paid);
        });
  }

  @Test
  void moneyReadsAsMoney() {
    assertEquals("3.80", Figures.money(3.8));
    assertEquals("0.05", Figures.money(0.049));
    assertEquals("12", Figures.money(12));
    assertEquals("8", Figures.money(8));
    assertEquals("999.99", Figures.money(999.99));
    assertEquals("41250", Figures.money(41_249.6));
    assertEquals("-3.50", Figures.money(-3.5));
  }
}
