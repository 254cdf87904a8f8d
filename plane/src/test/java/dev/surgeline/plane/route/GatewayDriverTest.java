package dev.surgeline.plane.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.Endpoint.State;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.plane.fixture.Canned;
import dev.surgeline.plane.fixture.Canned.Answer;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayDriverTest {
  private static final ReplicaId ONE = new ReplicaId("beds-1");
  private static final List<Route> ROUTES =
      List.of(new Route(Hospital.BEDS, Optional.empty(), Optional.of("/beds")));

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  private GatewayDriver driver(URI admin, String token) {
    return new GatewayDriver(admin, token, ROUTES, said::add);
  }

  private static SortedMap<WorkloadName, List<Endpoint>> endpoints(int port, State state) {
    return new TreeMap<>(
        Map.of(Hospital.BEDS, List.of(new Endpoint(ONE, "127.0.0.1", port, state))));
  }

  private static long version(GatewayDriver driver) {
    return driver.report().orElseThrow().snapshotVersion();
  }

  @Test
  void aSnapshotIsServedAndPushedAgainOnlyWhenItChanges() throws Exception {
    try (var replica = new Canned(_ -> Answer.of(200, "ok"));
        var gateway = new GatewayProcess(folder, "127.0.0.1:0")) {
      GatewayDriver driver = driver(gateway.admin(), GatewayProcess.TOKEN);
      assertEquals(Set.of(), driver.inService());
      assertFalse(driver.idle(Hospital.BEDS, ONE), "nothing was pushed yet");
      driver.serve(endpoints(replica.port(), State.ACTIVE));
      Until.holds("the gateway serves", () -> gateway.get("/beds/1") == 200);
      assertEquals(Set.of(ONE), driver.inService());
      assertFalse(driver.idle(Hospital.BEDS, ONE), "it may be given a request at any time");
      long first = version(driver);
      for (int i = 0; i < 5; i++) {
        driver.serve(endpoints(replica.port(), State.ACTIVE));
      }
      Until.holds("a fresh report", () -> requests(driver) > 0);
      assertEquals(first, version(driver));
      driver.serve(endpoints(replica.port(), State.DRAINING));
      Until.holds("it drained", () -> driver.idle(Hospital.BEDS, ONE));
      assertEquals(first + 1, version(driver));
      assertEquals(Set.of(), driver.inService());
      assertEquals(List.of(), said);
    }
  }

  @Test
  void theGatewayAsksReplicasAtTheirWorkloadsOwnPath() throws Exception {
    String documents = Hospital.documents().replace("health: /health", "health: /beds/ready");
    try (var replica =
            new Canned(asked -> Answer.of(asked.equals("GET /beds/ready") ? 200 : 404, ""));
        var gateway = new GatewayProcess(folder, "127.0.0.1:0")) {
      GatewayDriver driver =
          GatewayDriver.of(
              gateway.admin(), GatewayProcess.TOKEN, Hospital.spec(documents), said::add);
      driver.serve(endpoints(replica.port(), State.ACTIVE));
      Until.holds("it is asked", () -> replica.asked().size() > 5);
      assertEquals(Set.of("GET /beds/ready"), Set.copyOf(replica.asked()));
      TrafficReport.Traffic traffic =
          Optional.ofNullable(driver.report().orElseThrow().workloads().get(Hospital.BEDS))
              .orElseThrow();
      assertEquals(Map.of(ONE, new TrafficReport.EndpointTraffic(0, true)), traffic.endpoints());
      assertEquals(404, gateway.get("/beds/1"), "its route came with its document");
      assertEquals(List.of(), said);
    }
  }

  private static long requests(GatewayDriver driver) {
    return Optional.ofNullable(driver.report().orElseThrow().workloads().get(Hospital.BEDS))
        .map(TrafficReport.Traffic::requests)
        .orElse(0L);
  }

  @Test
  void aWrongTokenIsSaidOnceAndNotAtEveryTick() throws IOException {
    try (var gateway = new GatewayProcess(folder, "127.0.0.1:0")) {
      GatewayDriver driver = driver(gateway.admin(), "wrong");
      for (int tick = 0; tick < 5; tick++) {
        driver.serve(endpoints(9, State.ACTIVE));
        assertEquals(Optional.empty(), driver.report());
        assertFalse(driver.idle(Hospital.BEDS, ONE));
      }
      String sentence = " can not be reached: it refuses the token (--gateway-token-file)";
      assertEquals(List.of("the gateway at " + gateway.admin() + sentence), said);
    }
  }

  @Test
  void whatChangedWhileTheGatewayWasGoneIsPushedWhenItIsBack() throws Exception {
    String admin;
    GatewayDriver driver;
    try (var gateway = new GatewayProcess(folder, "127.0.0.1:0")) {
      admin = gateway.adminAddress();
      driver = driver(gateway.admin(), GatewayProcess.TOKEN);
      driver.serve(endpoints(9, State.ACTIVE));
      assertEquals(Set.of(ONE), driver.inService());
    }
    for (int tick = 0; tick < 3; tick++) {
      driver.serve(endpoints(10, State.DRAINING));
      assertEquals(Optional.empty(), driver.report());
      assertFalse(driver.idle(Hospital.BEDS, ONE), "who can not be asked is taken to be busy");
    }
    assertEquals(
        List.of("the gateway at http://" + admin + " can not be reached: nothing listens there"),
        said);
    try (var gateway = new GatewayProcess(folder, admin)) {
      assertEquals(Set.of(ONE), driver.inService(), "it remembers its last snapshot");
      // One that was away is not asked again at once.
      Until.holds(
          "it is pushed",
          () -> {
            driver.serve(endpoints(10, State.DRAINING));
            return driver.inService().isEmpty();
          });
      assertEquals("the gateway at " + gateway.admin() + " answers again", said.getLast());
      assertEquals(2, said.size(), said::toString);
    }
    Files.delete(folder.resolve("state").resolve(onlyFile()));
    try (var gateway = new GatewayProcess(folder, admin)) {
      assertEquals(0, version(driver(gateway.admin(), GatewayProcess.TOKEN)), "it knows nothing");
      driver.serve(endpoints(10, State.DRAINING));
      Until.holds(
          "it is told again",
          () -> {
            driver.serve(endpoints(10, State.DRAINING));
            return version(driver) > 0;
          });
      Until.holds("it drained", () -> driver.idle(Hospital.BEDS, ONE));
    }
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder.resolve("state"))) {
      return files.findFirst().orElseThrow().getFileName();
    }
  }

  @Test
  void aSnapshotThatIsRefusedIsSaidOnce() throws IOException {
    String report = report(3);
    try (var gateway =
        new Canned(asked ->
            asked.startsWith("PUT")
                ? Answer.of(400, "{\"error\":\"too long\"}")
                : Answer.of(200, report))) {
      GatewayDriver driver = driver(gateway.uri(), "token");
      for (int tick = 0; tick < 5; tick++) {
        driver.serve(endpoints(9, State.ACTIVE));
        assertTrue(driver.report().isPresent());
      }
      String sentence = " refuses the snapshot: it answered 400 {\"error\":\"too long\"}";
      assertEquals(List.of("the gateway at " + gateway.uri() + sentence), said);
    }
  }

  @Test
  void aReportThatIsNoneIsAbsent() throws IOException {
    String whole = report(3);
    for (String wrong :
        List.of("", "[]", "{}", "busy", whole.replace("3", "x"), whole.substring(1))) {
      try (var gateway = new Canned(_ -> Answer.of(200, wrong))) {
        said.clear();
        GatewayDriver driver = driver(gateway.uri(), "token");
        assertEquals(Optional.empty(), driver.report(), wrong);
        assertEquals(Optional.empty(), driver.report(), wrong);
        assertEquals(1, said.size(), wrong + said);
      }
    }
  }

  @Test
  void aGatewayThatHangsInTheMiddleOfAnAnswerHoldsNobodyUp() throws IOException {
    try (var gateway = new Canned(_ -> Answer.half(report(3), true))) {
      GatewayDriver driver = driver(gateway.uri(), "token");
      long start = System.nanoTime();
      assertEquals(Optional.empty(), driver.report());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, "it took " + took);
      assertTrue(said.getFirst().endsWith("it took longer than 2 s"), said::toString);
    }
  }

  private static String report(long version) {
    Instant start = Instant.parse("2026-11-21T08:00:00Z");
    var report = new TrafficReport(start, start, version, new TreeMap<>());
    return new String(Json.canonical(report), StandardCharsets.UTF_8);
  }
}
