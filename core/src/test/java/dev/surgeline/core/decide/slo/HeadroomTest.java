package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Criticality;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HeadroomTest {
  private static final double DAY = 86_400;

  /// Days of ticks of 15 s at which `needed` replicas are needed and so many are kept as a price of
  /// 400 with its relief leads to.
  private static Headroom days(
      Headroom before, double days, double needed, DoubleUnaryOperator kept) {
    Headroom headroom = before;
    for (double at = 0; at < days * DAY; at += 15) {
      headroom = headroom.with(kept.applyAsDouble(headroom.price(400)), needed, 1.5, 15);
    }
    return headroom;
  }

  @Test
  void thePriceHalvesInTheFirstFiveMinutesOfTwiceWhatIsAllowed() {
    Headroom headroom = days(Headroom.NEW, 300 / DAY, 4, _ -> 13);
    assertEquals(200, headroom.price(400), 0.01);
  }

  @Test
  void onceItKnowsADayThePriceFallsSlowly() {
    Headroom settled = days(Headroom.NEW, 7, 4, _ -> 6.5);
    assertTrue(days(settled, 300 / DAY, 4, _ -> 13).price(400) > 399.9);
    double halfADay = days(settled, 0.5, 4, _ -> 13).price(400);
    assertTrue(halfADay > 250 && halfADay < 350, () -> "price " + halfADay);
  }

  @Test
  void whatIsAllowedLeavesThePriceAsItIs() {
    assertEquals(400, days(Headroom.NEW, 3, 4, _ -> 6.5).price(400), 1e-9);
    assertEquals(400, days(Headroom.NEW, 3, 1, _ -> 2).price(400), 1e-9);
  }

  @Test
  void itEndsWhereTheMeanIsAllowed() {
    DoubleUnaryOperator kept = price -> 3 * Math.pow(price, 0.25);
    Headroom headroom = days(Headroom.NEW, 14, 4, kept);
    assertEquals(6.5, kept.applyAsDouble(headroom.price(400)), 0.05);
  }

  @Test
  void thePriceComesBackWhenDemandIsCalm() {
    Headroom wild = days(Headroom.NEW, 2, 4, _ -> 20);
    assertTrue(wild.price(400) < 100, () -> "price " + wild.price(400));
    assertEquals(400, days(wild, 7, 4, _ -> 3).price(400), 1e-9);
  }

  @Test
  void aPauseCountsFiveMinutesAtMost() {
    assertEquals(Headroom.NEW.with(9, 1, 1.5, 300), Headroom.NEW.with(9, 1, 1.5, 90_000));
  }

  @Test
  void thePriceNeverFallsBelowOne() {
    assertEquals(1, days(Headroom.NEW, 40, 1, _ -> 1000).price(100));
  }

  @Test
  void lifeSafetyAndAGivenPriceHaveNoLimit() {
    var plain = new SloPolicy(Controllers.REQUESTS, Optional.empty(), Optional.empty());
    var priced =
        new SloPolicy(
            Controllers.REQUESTS, Optional.empty(), Optional.of(new SloPolicy.ReplicaSeconds(400)));
    assertEquals(OptionalDouble.empty(), plain.headroom(Criticality.LIFE_SAFETY));
    assertEquals(OptionalDouble.of(1.5), plain.headroom(Criticality.STANDARD));
    assertEquals(OptionalDouble.empty(), priced.headroom(Criticality.STANDARD));
  }
}
