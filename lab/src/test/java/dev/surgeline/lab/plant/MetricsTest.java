package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Capacity.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What is seen of the plant is a mean of some time ago.
final class MetricsTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final PlantSettings SETTINGS =
      Plants.settings(4, 0.2, Distribution.DETERMINISTIC, 30);

  /// 600 a minute, then 6,000.
  private static RequestPlant plant() {
    double[] counts = {600, 6000};
    return new RequestPlant(SETTINGS, new Arrivals(counts, nanos(60), 1), 1);
  }

  private static Metrics metrics(Plant plant, int window, int lag) {
    var settings = new Metrics.Settings(Duration.ofSeconds(window), Duration.ofSeconds(lag));
    var asked =
        new TreeSet<>(
            List.of(
                Metrics.REQUESTS, Metrics.CPU, SignalName.IN_FLIGHT, SignalName.OBJECTIVE_LATENCY));
    return new Metrics(plant, SETTINGS, settings, asked, START);
  }

  private static Observation after(RequestPlant plant, Metrics metrics, int seconds) {
    metrics.read();
    for (int at = 15; at <= seconds; at += 15) {
      plant.advance(nanos(at));
      metrics.read();
    }
    return metrics.observe();
  }

  private static double total(Observation seen, SignalName name) {
    Signal.Known known = assertInstanceOf(Signal.Known.class, seen.signal(name));
    return assertInstanceOf(Measure.Total.class, known.measure()).value();
  }

  @Test
  void aJumpIsSeenALagLater() {
    RequestPlant plant = plant();
    plant.begin(30);
    Metrics metrics = metrics(plant, 15, 15);
    Observation seen = after(plant, metrics, 75);
    assertEquals(10, total(seen, Metrics.REQUESTS), 4, "what came from 45 to 60");
    Signal.Known known = assertInstanceOf(Signal.Known.class, seen.signal(Metrics.REQUESTS));
    assertEquals(START.plusSeconds(60), known.at());
    plant.advance(nanos(90));
    metrics.read();
    assertEquals(100, total(metrics.observe(), Metrics.REQUESTS), 10, "from 60 to 75");
    assertEquals(200, total(metrics.observe(), SignalName.OBJECTIVE_LATENCY), 4);
  }

  @Test
  void aWindowIsAMean() {
    RequestPlant plant = plant();
    plant.begin(30);
    Observation seen = after(plant, metrics(plant, 60, 0), 90);
    assertEquals((30 * 10 + 30 * 100) / 60.0, total(seen, Metrics.REQUESTS), 6);
  }

  /// What is read each half minute has a window of half a minute.
  @Test
  void aWindowHasTwoReadings() {
    assertEquals(Metrics.Settings.DEFAULT, Metrics.Settings.every(Duration.ofSeconds(15)));
    assertEquals(Duration.ofSeconds(15), Metrics.Settings.every(Duration.ofSeconds(5)).window());
    assertEquals(Duration.ofSeconds(20), Metrics.Settings.every(Duration.ofSeconds(10)).window());
    var settings = Metrics.Settings.every(Duration.ofSeconds(30));
    RequestPlant plant = plant();
    plant.begin(30);
    var metrics =
        new Metrics(plant, SETTINGS, settings, new TreeSet<>(List.of(Metrics.REQUESTS)), START);
    metrics.read();
    for (int at = 30; at <= 120; at += 30) {
      plant.advance(nanos(at));
      metrics.read();
    }
    assertEquals(100, total(metrics.observe(), Metrics.REQUESTS), 8, "from 60 to 90");
  }

  @Test
  void nothingIsKnownBeforeAWindowIsOver() {
    RequestPlant plant = plant();
    plant.begin(1);
    Observation seen = after(plant, metrics(plant, 15, 15), 15);
    assertInstanceOf(Signal.Missing.class, seen.signal(Metrics.REQUESTS));
    assertInstanceOf(
        Signal.Missing.class, seen.signal(SignalName.RESPONSES), "nobody asked for it");
  }

  /// 100 requests a second of 0.2 s are 20 busy slots: of ten replicas two each. One that serves
  /// for part of the window only is not known yet, one that starts is in the status alone.
  @Test
  void useIsKnownOfWhoServedAllTheWindow() {
    RequestPlant plant = plant();
    plant.begin(10);
    Metrics metrics = metrics(plant, 15, 0);
    metrics.read();
    plant.advance(nanos(60));
    plant.scaleTo(11);
    for (int at = 75; at <= 105; at += 15) {
      plant.advance(nanos(at));
      metrics.read();
    }
    Observation seen = metrics.observe();
    assertEquals(11, seen.status().ready().value());
    Signal.Known known = assertInstanceOf(Signal.Known.class, seen.signal(Metrics.CPU));
    var each = assertInstanceOf(Measure.PerReplica.class, known.measure()).replicas();
    assertEquals(11, each.size(), "ready at 90, and the window is from 90 on");
    double used = each.values().stream().mapToDouble(one -> one.used().orElseThrow()).sum();
    assertEquals(20, used, 2);
    each.values().forEach(one -> assertTrue(one.used().orElseThrow() > 1));
  }
}
