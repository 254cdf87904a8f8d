package dev.surgeline.plane.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import dev.surgeline.core.route.TrafficReport.Traffic;
import dev.surgeline.plane.act.ProcessActuator;
import dev.surgeline.plane.act.ProcessLauncher;
import dev.surgeline.plane.fixture.Canned;
import dev.surgeline.plane.fixture.Canned.Answer;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.TinyReplica;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.plane.route.GatewayDriver;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole picture from two replicas, which are processes, and the counts of a gateway.
final class ObserverTest {
  private static final SignalName QUEUE = new SignalName("queue");
  private static final SignalName BUSY = new SignalName("busy");
  private static final Instant STARTED = Instant.parse("2026-11-21T08:00:00Z");
  private static final String METRICS =
      """
        - type: External
          external: {metric: {name: queue}, target: {type: AverageValue, averageValue: "5"}}
        - type: Pods
          pods: {metric: {name: busy}, target: {type: AverageValue, averageValue: "5"}}
      policies:
        - steps: {signal: heap, as: average, up: [{above: 9, add: 1}]}
        - queue: {signal: letters, drainWithin: 1m, arrivals: requests_per_second}
      behavior:\
      """
          .indent(2)
          .stripTrailing();

  @TempDir Path folder;
  private Canned gateway;
  private GatewayDriver driver;
  private ProcessActuator actuator;
  private Observer observer;
  private Instant now = STARTED;

  @BeforeEach
  void start() throws IOException {
    page("queue 3\nbusy 2\n");
    gateway = new Canned(_ -> Answer.of(200, "{}"));
    PlatformSpec spec = Hospital.spec(documents());
    List<Route> routes = List.of(new Route(Hospital.BEDS, Optional.empty(), Optional.of("/beds")));
    driver = new GatewayDriver(gateway.uri(), "token", routes, _ -> {});
    var launcher = new ProcessLauncher(folder, folder.resolve("logs"), "" + gateway.uri());
    actuator =
        ProcessActuator.open(folder.resolve("replicas.json"), spec, launcher, driver, _ -> {});
    observer = new Observer(spec, actuator, driver);
  }

  private String documents() {
    List<String> command =
        List.of(
            Jvm.java(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TinyReplica.class.getName(),
            "{port}",
            folder.resolve("page").toString());
    return Hospital.documents("1s", "3s", 2, command).replace("  behavior:", METRICS);
  }

  @AfterEach
  void stop() throws IOException {
    actuator.stopAll(Duration.ofSeconds(20));
    actuator.close();
    gateway.close();
    Files.deleteIfExists(folder.resolve("page"));
  }

  private void page(String text) throws IOException {
    Path beside = Files.writeString(folder.resolve("page.new"), text);
    Files.move(beside, folder.resolve("page"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void gatewayCounts(Instant started, long requests) {
    var latency = new LatencyHistogram(List.of(10.0), List.of(requests, 0L), 0);
    var beds = new Traffic(requests, 0, requests, 0, 5, 0, latency, new TreeMap<>());
    var report = new TrafficReport(started, started, 1, new TreeMap<>(Map.of(Hospital.BEDS, beds)));
    String text = new String(Json.canonical(report), StandardCharsets.UTF_8);
    gateway.answer(_ -> Answer.of(200, text));
    // The driver takes a report for fresh for a moment.
    Until.holds("the report is read", () -> driver.report().filter(report::equals).isPresent());
  }

  /// A second later.
  private Observation observe() {
    now = now.plusSeconds(1);
    return Optional.ofNullable(observer.observe(now).get(Hospital.BEDS)).orElseThrow();
  }

  private Signal signal(SignalName name) {
    return Optional.ofNullable(observe().signals().get(name)).orElseThrow();
  }

  private static Signal missing(Absence why) {
    return new Signal.Missing(why);
  }

  @Test
  void withoutReplicasAndWithAGatewayThatSaysNothingEverythingIsMissing() {
    Observation seen = observe();
    assertEquals(0, seen.status().ready().value());
    assertEquals(9, seen.signals().size());
    seen.signals()
        .forEach(
            (name, signal) -> assertTrue(signal instanceof Signal.Missing, name + " " + signal));
  }

  @Test
  void whatReplicasPublishIsSummedOrOfEach() throws IOException {
    actuator.apply(Action.Scale.of(Hospital.BEDS, now, Replicas.ZERO, new Replicas(2)));
    Until.holds("two replicas are ready", () -> observe().status().ready().value() == 2);
    assertEquals(new Signal.Known(new Measure.Total(6), now.plusSeconds(1)), signal(QUEUE));
    Signal busy = signal(BUSY);
    assertTrue(
        busy instanceof Signal.Known(Measure.PerReplica(var replicas), _) && replicas.size() == 2,
        busy::toString);
    page("busy 2\n");
    assertEquals(missing(Absence.NO_SAMPLE), signal(QUEUE));
    page("queue NaN\n");
    assertEquals(missing(Absence.NOT_A_NUMBER), signal(QUEUE));
    assertEquals(missing(Absence.NO_SAMPLE), signal(BUSY));
    page("queue -1\n");
    assertEquals(missing(Absence.NEGATIVE), signal(QUEUE));
    page("x".repeat(ReplicaMetrics.PAGE_BYTES) + "\nqueue 3\n");
    assertEquals(missing(Absence.SOURCE_FAILED), signal(QUEUE));
    page("queue 3\n");
    assertTrue(signal(QUEUE) instanceof Signal.Known);
  }

  @Test
  void whatEveryPolicyReadsIsAskedFor() throws IOException {
    page("heap 4\nletters 5\nrequests_per_second 9\n");
    actuator.apply(Action.Scale.of(Hospital.BEDS, now, Replicas.ZERO, new Replicas(2)));
    Until.holds("two replicas are ready", () -> observe().status().ready().value() == 2);
    Signal heap = signal(new SignalName("heap"));
    assertTrue(
        heap instanceof Signal.Known(Measure.PerReplica(var replicas), _) && replicas.size() == 2,
        heap::toString);
    assertEquals(
        new Signal.Known(new Measure.Total(10), now.plusSeconds(1)),
        signal(new SignalName("letters")));
    assertEquals(
        missing(Absence.NO_SAMPLE), signal(TrafficSignals.REQUESTS), "the gateway's, not theirs");
  }

  @Test
  void countsOfAGatewayThatStartedAgainAreNotComparedWithThoseBefore() {
    gatewayCounts(STARTED, 1000);
    assertEquals(missing(Absence.NO_SAMPLE), signal(TrafficSignals.REQUESTS));
    gatewayCounts(STARTED, 1060);
    assertEquals(
        new Signal.Known(new Measure.Total(60), now.plusSeconds(1)),
        signal(TrafficSignals.REQUESTS));
    assertEquals(5, observer.failed(Hospital.BEDS));
    gatewayCounts(STARTED.plusSeconds(9), 5000);
    assertEquals(missing(Absence.NO_SAMPLE), signal(TrafficSignals.REQUESTS));
    gateway.answer(_ -> Answer.of(500, "{}"));
    Until.holds("the gateway fails", () -> driver.report().isEmpty());
    assertEquals(missing(Absence.NO_SAMPLE), signal(TrafficSignals.REQUESTS));
    assertEquals(5, observer.failed(Hospital.BEDS));
  }
}
