package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PricingTest {
  private static final SignalName REQUESTS = new SignalName("requests");

  /// lmax(n) = 10 n.
  private static final CapacityCurve STRAIGHT =
      new CapacityCurve(new CapacityCurve.Terms(1, 2, 0.99, 1, 0.1, 1), Numbers.copyOf(10, 20));

  private static Demand demand(double[] rates, double[] weights) {
    int[] sizes = Arrays.stream(rates).mapToInt(STRAIGHT::least).toArray();
    var demand =
        new Demand(
            Arrays.stream(sizes).min().orElseThrow(), Arrays.stream(sizes).max().orElseThrow());
    for (int i = 0; i < sizes.length; i++) {
      demand.add(sizes[i], weights[i]);
    }
    return demand;
  }

  @Test
  void theWorkedExample() {
    Demand demand = demand(new double[] {40, 60, 100}, new double[] {0.9, 0.09, 0.01});
    assertEquals(10, Pricing.of(demand, STRAIGHT, 400).replicas());
    Pricing six = Pricing.of(demand, STRAIGHT, 100);
    assertEquals(6, six.replicas());
    assertEquals(0.99, six.served(), 1e-12);
    assertEquals(0.99, six.servedByNext(), 1e-12);
  }

  @Test
  void theMedianIsServedWhateverThePrice() {
    Demand demand = demand(new double[] {100, 1000, 2000}, new double[] {0.1, 0.5, 0.4});
    assertEquals(100, Pricing.of(demand, STRAIGHT, 1).replicas());
  }

  @Test
  void asTryingEverySize() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 200; round++) {
      int count = 1 + random.nextInt(40);
      double[] rates = new double[count];
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        rates[i] = 300 * random.nextDouble() * random.nextDouble();
        weights[i] = 1.0 / count;
      }
      double price = 5 + 500 * random.nextDouble();
      int expected = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int n = 1; n <= 31; n++) {
        double over = 0;
        double cost = n;
        for (int i = 0; i < count; i++) {
          int size = Math.max(1, (int) Math.ceil(rates[i] / 10));
          over += size > n ? weights[i] : 0;
          cost += size > n ? price * weights[i] * size / n : 0;
        }
        if (over <= 0.5 + 1e-9 && cost < least - 1e-9) {
          least = cost;
          expected = n;
        }
      }
      assertEquals(
          expected,
          Pricing.of(demand(rates, weights), STRAIGHT, price).replicas(),
          "round " + round);
    }
  }

  @Test
  void hugeFleetsAreSizedInSteps() {
    Demand demand = demand(new double[] {10, 900_000}, new double[] {0.01, 0.99});
    int replicas = Pricing.of(demand, STRAIGHT, 400).replicas();
    assertTrue(replicas >= 90_000 && replicas < 90_100, "" + replicas);
  }

  @Test
  void thePriceIsByCriticalityUnlessGiven() {
    SloPolicy plain = new SloPolicy(REQUESTS, Optional.empty(), Optional.empty());
    double above = Double.POSITIVE_INFINITY;
    for (Criticality criticality : Criticality.values()) {
      double price = plain.replicaSeconds(criticality, OptionalDouble.empty());
      assertTrue(price < above, criticality + " " + price);
      above = price;
    }
    assertEquals(250, priced(new SloPolicy.ReplicaSeconds(250), OptionalDouble.empty()));
  }

  @Test
  void moneyIsWorthReplicaSeconds() {
    var money = new SloPolicy.Money(0.05);
    assertEquals(1000, priced(money, OptionalDouble.of(0.00005)), 1e-9);
    assertEquals(400, priced(money, OptionalDouble.empty()));
    assertEquals(1, priced(new SloPolicy.Money(1e-9), OptionalDouble.of(1)));
  }

  private static double priced(SloPolicy.Price price, OptionalDouble replicaSecond) {
    return new SloPolicy(REQUESTS, Optional.empty(), Optional.of(price))
        .replicaSeconds(Criticality.STANDARD, replicaSecond);
  }

  @Test
  void whatCanNotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SloPolicy.ReplicaSeconds(0.5));
    assertThrows(IllegalArgumentException.class, () -> new SloPolicy.ReplicaSeconds(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new SloPolicy.Money(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SloPolicy(REQUESTS, Optional.of(REQUESTS), Optional.empty()));
  }
}
