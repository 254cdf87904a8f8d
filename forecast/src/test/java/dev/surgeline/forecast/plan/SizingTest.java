package dev.surgeline.forecast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Replicas, money and bytes of months, by hand.
final class SizingTest {
  private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
  private static final LocalDate OCTOBER = LocalDate.parse("2026-10-01");
  private static final Rhythm FLAT = new Rhythm(List.of(), Optional.empty(), Optional.empty());

  private static Workload workload(Optional<Price> price) {
    return new Workload(
        new WorkloadName("beds"),
        new Hosting.Process(
            List.of("beds", "{port}"), "/health", "/metrics", Duration.ofSeconds(5)),
        Criticality.STANDARD,
        new ReplicaBounds(new Replicas(2), new Replicas(5)),
        new Slo(Optional.of(new Slo.Latency(0.95, Duration.ofSeconds(1)))),
        new Capacity(Duration.ofSeconds(3), 4, Duration.ofMillis(200)),
        Optional.empty(),
        price,
        Optional.empty(),
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  private static final Workload PRICED =
      workload(
          Optional.of(
              new Price(
                  0.5, Optional.of(new Price.Reserved(new Replicas(2), 0.3)), Optional.empty())));

  private static int replicas(double rate) {
    return CapacityCurve.declared(PRICED).replicasFor(rate).value();
  }

  /// 50 a second all the time, which takes so many replicas as the capacity model says: two are
  /// reserved at 0.30, the others cost 0.50, for the 720 hours of November.
  @Test
  void aSteadyMonthIsItsHoursTimesItsReplicas() {
    int wanted = replicas(50);
    assertTrue(wanted > 2 && wanted <= 5, () -> "" + wanted);
    var sizing = new Sizing(PRICED, Histories.LONDON, FLAT, OptionalDouble.of(1.2));
    Sizing.Need need = sizing.need(NOVEMBER, 50 * 86_400);
    assertEquals(50, need.rate(), 1e-9);
    assertEquals(60, need.peakRate().orElseThrow(), 1e-9);
    assertEquals(wanted, need.replicas(), 1e-9);
    assertEquals(OptionalInt.of(replicas(60)), need.peakReplicas());
    assertEquals(720 * (2 * 0.3 + (wanted - 2) * 0.5), need.cost().orElseThrow(), 1e-6);
  }

  /// October has an hour more in London: 745.
  @Test
  void theHourThatComesTwiceIsPaidTwice() {
    var sizing = new Sizing(PRICED, Histories.LONDON, FLAT, OptionalDouble.empty());
    Sizing.Need need = sizing.need(OCTOBER, 0);
    assertEquals(2, need.replicas(), 1e-9);
    assertEquals(745 * 0.6, need.cost().orElseThrow(), 1e-6);
    assertEquals(OptionalInt.empty(), need.peakReplicas());
    assertEquals(745 * 0.6, Sizing.atMin(PRICED, Histories.LONDON, OCTOBER).orElseThrow(), 1e-6);
  }

  /// Half of the day has twice the mean, and half has nothing: the min.
  @Test
  void eachHourOfTheWeekIsSizedByItself() {
    List<Double> day = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      day.add(hour < 12 ? 0.0 : 2.0);
    }
    var rhythm =
        new Rhythm(List.of(day, day, day, day, day, day, day), Optional.empty(), Optional.empty());
    var sizing = new Sizing(PRICED, Histories.LONDON, rhythm, OptionalDouble.of(2));
    Sizing.Need need = sizing.need(NOVEMBER, 25 * 86_400);
    int busy = replicas(50);
    assertEquals((2 + busy) / 2.0, need.replicas(), 1e-9);
    assertEquals(360 * 0.6 + 360 * (0.6 + 0.5 * (busy - 2)), need.cost().orElseThrow(), 1e-6);
  }

  @Test
  void aPeakBeyondMaxIsSaidAndPaidUpToMax() {
    var sizing = new Sizing(PRICED, Histories.LONDON, FLAT, OptionalDouble.of(1));
    Sizing.Need need = sizing.need(NOVEMBER, 1000 * 86_400);
    assertTrue(need.peakReplicas().orElseThrow() > 5);
    assertEquals(5, need.replicas(), 1e-9);
    assertEquals(720 * (0.6 + 1.5), need.cost().orElseThrow(), 1e-6);
  }

  @Test
  void withoutAPriceThereIsNoCost() {
    var sizing =
        new Sizing(workload(Optional.empty()), Histories.LONDON, FLAT, OptionalDouble.of(1));
    assertEquals(OptionalDouble.empty(), sizing.need(NOVEMBER, 86_400).cost());
  }

  /// 1,000 a day of 2 kB, kept for 10 days: 20 MB. Kept for a year: the 90 days of January to March
  /// and 30 of April.
  @Test
  void eventsAreKeptAsLongAsTheyAre() {
    var history = Histories.history(Histories.months(3, _ -> 1000));
    var projection = Projection.of(history, 1);
    LocalDate april = LocalDate.parse("2023-04-01");
    var tenDays = new Storage(2000, Period.ofDays(10));
    assertEquals(20e6, tenDays.bytes(history, projection, april, Projection.Ahead::middle), 1);
    assertTrue(!tenDays.reachesBefore(history, april));
    var year = new Storage(2000, Period.ofYears(1));
    assertEquals(240e6, year.bytes(history, projection, april, Projection.Ahead::middle), 1);
    assertTrue(year.reachesBefore(history, april));
  }
}
