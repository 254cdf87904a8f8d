package dev.surgeline.plane.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.route.TrafficReport.EndpointTraffic;
import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import dev.surgeline.core.route.TrafficReport.Traffic;
import dev.surgeline.plane.fixture.Hospital;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TrafficSignalsTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<SignalName> ALL =
      List.of(
          TrafficSignals.REQUESTS,
          TrafficSignals.IN_FLIGHT,
          TrafficSignals.ERRORS,
          TrafficSignals.SLOTS,
          SignalName.OBJECTIVE_LATENCY);

  private final TrafficSignals signals =
      new TrafficSignals(
          Objects.requireNonNull(Hospital.spec().workloads().get(Hospital.BEDS)).workload(),
          Duration.ofSeconds(1));

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }

  private static Traffic traffic(long requests, int inFlight, long errors) {
    var latency = new LatencyHistogram(List.of(10.0, 20.0), List.of(requests, 0L, 0L), 0);
    var endpoints =
        new TreeMap<>(Map.of(new ReplicaId("beds-1"), new EndpointTraffic(inFlight, true)));
    return new Traffic(requests, inFlight, requests - errors, errors, 0, 0, latency, endpoints);
  }

  private void assertTotal(double expected, SignalName name, Instant now, Instant measured) {
    assertEquals(
        new Signal.Known(new Measure.Total(expected), measured), signals.at(now).get(name));
  }

  private void assertMissing(SignalName name, Instant now) {
    assertEquals(new Signal.Missing(Absence.NO_SAMPLE), signals.at(now).get(name), name::value);
  }

  @Test
  void withoutAReportEverythingIsMissing() {
    ALL.forEach(name -> assertMissing(name, at(0)));
    assertEquals(ALL.size(), signals.at(at(0)).size());
  }

  @Test
  void oneReportGivesNoRateYet() {
    signals.add(traffic(1000, 4, 10), at(0));
    assertMissing(TrafficSignals.REQUESTS, at(0));
    assertMissing(TrafficSignals.ERRORS, at(0));
    assertMissing(SignalName.OBJECTIVE_LATENCY, at(0));
    assertTotal(4, TrafficSignals.IN_FLIGHT, at(0), at(0));
  }

  @Test
  void countsBecomeRatesOverThreeIntervals() {
    for (int second = 0; second <= 5; second++) {
      signals.add(traffic(1000 + 30L * second, second, 10 + second), at(second));
    }
    assertTotal(30, TrafficSignals.REQUESTS, at(5), at(5));
    assertTotal(1, TrafficSignals.ERRORS, at(5), at(5));
    assertTotal(5, TrafficSignals.IN_FLIGHT, at(5), at(5));
    // All of the 90 answers of the window are within 10 ms: the quantile 0.99 is 9.9 ms.
    assertTotal(9.9, SignalName.OBJECTIVE_LATENCY, at(5), at(5));
    var slots =
        Map.of(
            new ReplicaId("beds-1"), new Measure.Usage(OptionalDouble.of(5), OptionalDouble.of(6)));
    assertEquals(
        new Signal.Known(new Measure.PerReplica(new TreeMap<>(slots)), at(5)),
        signals.at(at(5)).get(TrafficSignals.SLOTS));
  }

  @Test
  void anIdleWorkloadHasARateOfZeroAndNoLatency() {
    signals.add(traffic(1000, 0, 0), at(0));
    signals.add(traffic(1000, 0, 0), at(1));
    assertTotal(0, TrafficSignals.REQUESTS, at(1), at(1));
    assertMissing(SignalName.OBJECTIVE_LATENCY, at(1));
  }

  @Test
  void whatIsNotHeardOfAnyMoreGoesStaleAndNeverToZero() {
    signals.add(traffic(1000, 4, 0), at(0));
    signals.add(traffic(1060, 4, 0), at(1));
    assertTotal(60, TrafficSignals.REQUESTS, at(5), at(1));
    for (SignalName name : ALL) {
      Signal signal = signals.at(at(5).plusMillis(1)).get(name);
      assertTrue(
          signal instanceof Signal.Stale(_, var measured) && measured.equals(at(1)),
          name + " " + signal);
    }
    Signal hoursLater = signals.at(at(9_999)).get(TrafficSignals.REQUESTS);
    assertEquals(new Signal.Stale(new Measure.Total(60), at(1)), hoursLater);
  }

  @Test
  void aGatewayThatStartedAgainHasNoRateUntilItsSecondReport() {
    signals.add(traffic(1000, 4, 7), at(0));
    signals.add(traffic(1060, 4, 8), at(1));
    signals.reset();
    assertMissing(TrafficSignals.REQUESTS, at(1));
    signals.add(traffic(20, 3, 0), at(2));
    assertMissing(TrafficSignals.REQUESTS, at(2));
    assertMissing(TrafficSignals.ERRORS, at(2));
    assertMissing(SignalName.OBJECTIVE_LATENCY, at(2));
    signals.add(traffic(70, 3, 0), at(3));
    assertTotal(50, TrafficSignals.REQUESTS, at(3), at(3));
  }

  @Test
  void countersThatFellUnnoticedGiveNoRateUntilTheyGrowAgain() {
    signals.add(traffic(1_000_000, 4, 500), at(0));
    signals.add(traffic(20, 4, 0), at(1));
    assertEquals(
        new Signal.Missing(Absence.COUNTER_RESET), signals.at(at(1)).get(TrafficSignals.REQUESTS));
    assertMissing(SignalName.OBJECTIVE_LATENCY, at(1));
    signals.add(traffic(70, 4, 0), at(2));
    assertTotal(50, TrafficSignals.REQUESTS, at(2), at(2));
  }

  @Test
  void whatCanNotBeIsNotMeasured() {
    signals.add(traffic(10, -3, 0), at(0));
    assertEquals(
        new Signal.Missing(Absence.NEGATIVE), signals.at(at(0)).get(TrafficSignals.IN_FLIGHT));
    Signal slots = signals.at(at(0)).get(TrafficSignals.SLOTS);
    assertTrue(
        slots instanceof Signal.Known(Measure.PerReplica(var replicas), _)
            && replicas.values().stream().allMatch(usage -> usage.used().isEmpty()),
        () -> "" + slots);
  }
}
