package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.slo.Erlang;
import dev.surgeline.core.platform.Capacity.Distribution;
import dev.surgeline.core.platform.Capacity.Spread;
import dev.surgeline.core.platform.Criticality;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/// What not every workload has, against queueing theory and cases worked by hand.
final class ParticularsTest {
  private static PlantSettings with(PlantSettings plain, Particulars particulars, int queue) {
    return new PlantSettings(
        plain.slots(),
        plain.service(),
        plain.startup(),
        plain.startupSpread(),
        plain.bound(),
        plain.quantile(),
        plain.patience(),
        queue,
        Retries.NONE,
        particulars);
  }

  private static PlantSettings with(PlantSettings plain, Particulars particulars) {
    return with(plain, particulars, Integer.MAX_VALUE);
  }

  /// The mean of what is looked at from 100 s on.
  private static double mean(RequestPlant plant, IntSupplier looked, double seconds, double look) {
    plant.advance(nanos(100));
    double sum = 0;
    int looks = 0;
    for (double at = 100 + look; at < seconds; at += look) {
      plant.advance(nanos(at));
      sum += looked.getAsInt();
      looks++;
    }
    return sum / looks;
  }

  /// Pollaczek and Khinchine with what was measured: lambda E[S^2] / 2 / (1 - rho). Samples of 40,
  /// 80 and 180 ms have a mean of 100 ms and a mean square of 13,467 ms^2.
  @Test
  void measuredServiceWaitsAsPollaczekAndKhinchineSay() {
    List<Duration> samples =
        List.of(Duration.ofMillis(180), Duration.ofMillis(40), Duration.ofMillis(80));
    var service = new ServiceTime(nanos(0.1), Spread.measured(samples));
    var settings =
        new PlantSettings(1, service, 0, 0, nanos(1), 0.99, nanos(1e6), Integer.MAX_VALUE);
    double rate = 7;
    var plant = new RequestPlant(settings, Plants.steady(rate, 100_000, 5), 6);
    plant.begin(1);
    double wait = mean(plant, () -> (int) plant.queued(), 99_000, 0.05) / rate;
    double expected = rate * (0.18 * 0.18 + 0.04 * 0.04 + 0.08 * 0.08) / 3 / 2 / 0.3;
    assertEquals(1, wait / expected, 0.05, () -> wait + " s instead of " + expected);
    Latencies latencies = new Latencies();
    plant.ledger().take(latencies);
    assertEquals(40, latencies.quantile(0.001) / 1e6, 1, "none is in between");
  }

  /// Cobham's formula for one server that breaks nothing off: class k waits R / (1 - s(k-1)) / (1 -
  /// s(k)), with R = lambda E[S^2] / 2 and s(k) the load of class k and those above it.
  @Test
  void classesWaitAsCobhamSays() {
    var mix =
        new Mix(
            new TreeMap<>(
                Map.of(
                    Criticality.LIFE_SAFETY, 0.3,
                    Criticality.STANDARD, 0.5,
                    Criticality.DEFERRABLE, 0.2)));
    PlantSettings settings =
        with(Plants.settings(1, 0.1, Distribution.EXPONENTIAL, 0), Particulars.NONE.with(mix));
    double rate = 8;
    double left = rate * 2 * 0.1 * 0.1 / 2;
    double above = 0;
    for (var one : mix.shares().entrySet()) {
      var plant = new RequestPlant(settings, Plants.steady(rate, 120_000, 3), 4);
      plant.begin(1);
      double of = rate * one.getValue();
      double wait = mean(plant, () -> plant.queued(one.getKey()), 119_000, 0.1) / of;
      double load = above + of * 0.1;
      double expected = left / (1 - above) / (1 - load);
      assertEquals(1, wait / expected, 0.06, () -> one + ": " + wait + " s, not " + expected);
      above = load;
    }
  }

  /// Nobody serves and 3 may wait: in the end the first 3 of the highest class do, and all others
  /// were shed.
  @Test
  void atTheLimitTheLowerClassGoes() {
    var mix =
        new Mix(new TreeMap<>(Map.of(Criticality.CRITICAL, 0.5, Criticality.DEFERRABLE, 0.5)));
    PlantSettings plain = Plants.settings(1, 0.1, Distribution.DETERMINISTIC, 0);
    var plant =
        new RequestPlant(with(plain, Particulars.NONE.with(mix), 3), Plants.steady(2, 600, 11), 12);
    plant.advance(nanos(600));
    Ledger ledger = plant.ledger();
    assertEquals(3, plant.queued(Criticality.CRITICAL));
    assertEquals(0, plant.queued(Criticality.DEFERRABLE));
    assertEquals(plant.arrived() - 3, ledger.shed(), 0);
    assertEquals(0.5, ledger.shed(Criticality.DEFERRABLE) / plant.arrived(), 0.05);
    assertEquals(
        ledger.shed(), ledger.shed(Criticality.CRITICAL) + ledger.shed(Criticality.DEFERRABLE), 0);
  }

  /// Three times as long at once and none after 60 s: 2 s in the mean of these for 1 s of service.
  @Test
  void aNewReplicaServesSlowerAtFirst() {
    var warming = new Warming(3, nanos(60));
    assertEquals(nanos(3), warming.served(0, nanos(1)));
    assertEquals(nanos(2), warming.served(nanos(30), nanos(1)));
    assertEquals(nanos(1), warming.served(nanos(60), nanos(1)));
    var particulars = new Particulars(warming, Particulars.NONE.mix(), List.of(), false);
    PlantSettings settings =
        with(Plants.settings(10_000, 1, Distribution.DETERMINISTIC, 0), particulars);
    var plant = new RequestPlant(settings, Plants.steady(100, 120, 1), 1);
    plant.scaleTo(1);
    plant.advance(nanos(60));
    double cold = plant.arrived();
    plant.advance(nanos(130));
    double expected = 2 * cold + plant.arrived() - cold;
    assertEquals(1, plant.worked(0) / 1e9 / expected, 0.01);
    var warm = new RequestPlant(settings, Plants.steady(100, 120, 1), 1);
    warm.begin(1);
    warm.advance(nanos(130));
    assertEquals(warm.arrived(), warm.worked(0) / 1e9, 1e-6, "a run begins with warm ones");
  }

  private static RequestPlant calling(double fanOut, double limit, double rate, double seconds) {
    var time = new ServiceTime(nanos(0.1), Spread.of(Distribution.EXPONENTIAL));
    var called = new Called(fanOut, time, Double.POSITIVE_INFINITY, limit);
    var particulars = new Particulars(Warming.NONE, Particulars.NONE.mix(), List.of(called), false);
    PlantSettings settings =
        with(Plants.settings(100_000, 0.05, Distribution.DETERMINISTIC, 0), particulars);
    var plant = new RequestPlant(settings, Plants.steady(rate, seconds, 21), 22);
    plant.begin(1);
    return plant;
  }

  /// The slowest of three exponential calls takes 1 + 1/2 + 1/3 of their mean: by Little's law 0.05
  /// s + 0.183 s of 20 a second are 4.67 in flight. With 1.5 in the mean, half of the requests wait
  /// for one and half for two.
  @Test
  void aRequestWaitsForTheSlowestOfItsCalls() {
    RequestPlant plant = calling(3, Double.POSITIVE_INFINITY, 20, 20_000);
    double inFlight = mean(plant, () -> (int) plant.inFlight(), 19_900, 0.5);
    assertEquals(20 * (0.05 + 0.1 * (1 + 1 / 2.0 + 1 / 3.0)), inFlight, 0.05);
    RequestPlant parts = calling(1.5, Double.POSITIVE_INFINITY, 20, 20_000);
    double mean = mean(parts, () -> (int) parts.inFlight(), 19_900, 0.5);
    assertEquals(20 * (0.05 + 0.1 * (0.5 + 0.5 * 1.5)), mean, 0.05);
  }

  /// Arrivals that are all late by the same time are still a Poisson process: with 4 connections
  /// the dependency is a queue of M/M/4, and Erlang's formula says how long calls wait for one.
  @Test
  void callsWaitForAConnection() {
    double rate = 32;
    RequestPlant plant = calling(1, 4, rate, 60_000);
    double inFlight = mean(plant, () -> (int) plant.inFlight(), 59_900, 0.2);
    double wait = inFlight / rate - 0.15;
    double expected = Erlang.waiting(4, rate * 0.1) / (4 / 0.1 - rate);
    assertEquals(1, wait / expected, 0.06, () -> wait + " s instead of " + expected);
  }

  /// A replica that goes down gives its connections back once its calls are over.
  @Test
  void callsOfALostReplicaEnd() {
    RequestPlant plant = calling(3, 4, 5, 600);
    plant.advance(nanos(300));
    double lost = plant.inFlight();
    plant.crash(0);
    plant.scaleTo(1);
    plant.advance(nanos(700));
    assertTrue(lost > 0);
    assertEquals(lost, plant.ledger().failed(), 0);
    assertEquals(plant.arrived(), plant.ledger().answered() + lost, 0);
    assertEquals(0, plant.inFlight(), 0);
  }

  /// The count of a stretch has the variance m + v m^2, and with a stretch of a minute its minutes
  /// go together.
  @Test
  void arrivalsAreDispersedAsSaid() {
    for (double variance : new double[] {0.25, 2}) {
      var dispersion = new Dispersion(variance, nanos(10));
      double[] perMinute = new double[2000];
      java.util.Arrays.fill(perMinute, 600);
      Arrivals arrivals = dispersion.arrivals(perMinute, nanos(60), 7);
      int[] counts = new int[12_000];
      for (long at = arrivals.next(); at < nanos(120_000); at = arrivals.next()) {
        counts[(int) (at / nanos(10))]++;
      }
      double mean = java.util.Arrays.stream(counts).average().orElse(0);
      double squares = 0;
      for (int count : counts) {
        squares += (count - mean) * (count - mean) / counts.length;
      }
      assertEquals(100, mean, 6);
      assertEquals(1, squares / (100 + variance * 100 * 100), 0.1, "variance " + variance);
    }
    Arrivals plain = new Dispersion(0, nanos(10)).arrivals(new double[] {600}, nanos(60), 7);
    assertEquals(new Arrivals(new double[] {600}, nanos(60), 7).next(), plain.next());
  }

  /// Of M/M/1 a job waits longer than t with rho exp(-(mu - lambda) t), however long it takes: here
  /// each takes 10 s in the mean and is to be begun within 1 s.
  @Test
  void jobsAreJudgedByTheirWait() {
    PlantSettings settings = Plants.settings(1, 10, Distribution.EXPONENTIAL, 0).asJobs();
    var plant = new RequestPlant(settings, Plants.steady(0.05, 3_000_000, 31), 32);
    plant.begin(1);
    plant.advance(nanos(3_000_000));
    Ledger ledger = plant.ledger();
    double missed =
        ledger.missedBetween(0, nanos(2_990_000)) / ledger.arrivedBetween(0, nanos(2_990_000));
    assertEquals(0.5 * Math.exp(-0.05), missed, 0.01);
    assertEquals(0, ledger.shed(), 0, "nobody gives up");
  }

  /// What was never begun is late all the same.
  @Test
  void jobsThatNobodyBeginsAreLate() {
    PlantSettings settings = Plants.settings(1, 10, Distribution.EXPONENTIAL, 0).asJobs();
    var plant = new RequestPlant(settings, Plants.steady(1, 600, 1), 1);
    plant.advance(nanos(600) + settings.settling());
    plant.close();
    assertEquals(plant.arrived(), plant.ledger().missedBetween(0, nanos(600)), 0);
    assertEquals(plant.arrived(), plant.queued(), 0);
    assertEquals(0, plant.ledger().shed(), 0);
  }

  /// With a start of 40 s and half of it either way, evenly.
  @Test
  void startsAreSpread() {
    var settings =
        new PlantSettings(
            1,
            Plants.settings(1, 0.1, Distribution.DETERMINISTIC, 0).service(),
            nanos(40),
            0.5,
            nanos(1),
            0.99,
            nanos(10),
            9);
    var plant = new RequestPlant(settings, Plants.steady(0, 600, 1), 1);
    plant.scaleTo(1000);
    plant.advance(nanos(20) - 1);
    assertEquals(0, plant.ready());
    plant.advance(nanos(30));
    assertEquals(250, plant.ready(), 40);
    plant.advance(nanos(60));
    assertEquals(1000, plant.ready());
  }

  @Test
  void theFluidPlantRefusesWhatItCanNot() {
    var cold = new Particulars(new Warming(2, 1), Particulars.NONE.mix(), List.of(), false);
    PlantSettings settings = with(Plants.settings(1, 1, Distribution.DETERMINISTIC, 0), cold);
    var wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FluidPlant(settings, Plants.steady(1, 60, 1), 1));
    assertEquals(
        "replicas that serve slower at first (coldStart) need the plant of requests",
        wrong.getMessage());
  }
}
