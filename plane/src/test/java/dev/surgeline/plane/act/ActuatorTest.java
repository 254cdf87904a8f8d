package dev.surgeline.plane.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replicas of the sample as processes, behind a gateway that is one too.
final class ActuatorTest {
  private static final String QUICK = documents("20ms", Home.bedsCommand());

  @TempDir static Path root;
  private static Home home;
  private static RunningGateway gateway;
  @TempDir Path directory;

  @BeforeAll
  static void aGateway() throws IOException {
    home = Home.make(root);
    gateway = RunningGateway.start(home);
  }

  @AfterEach
  void nothingIsLeft() {
    List<String> left = replicas().stream().map(one -> one.pid() + "").toList();
    replicas().forEach(ProcessHandle::destroyForcibly);
    Until.holds("replicas end", () -> replicas().isEmpty());
    assertEquals(List.of(), left, "left running");
  }

  @AfterAll
  static void noGateway() {
    gateway.close();
    home.clear();
  }

  private static String documents(String serviceTime, List<String> command) {
    String text = Hospital.documents("5s", "3s", 2, command);
    return text.replace("serviceTime: 20ms", "serviceTime: " + serviceTime);
  }

  private Ward open(String documents) throws IOException {
    return Ward.open(home, gateway, directory, documents);
  }

  private static List<ProcessHandle> replicas() {
    return home.running(" serve ");
  }

  private static HttpRequest search() {
    return HttpRequest.newBuilder(gateway.url().resolve("/beds/search?acuity=2")).build();
  }

  private static int status(HttpClient client) throws IOException, InterruptedException {
    return client.send(search(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void startsServesAndStops() throws Exception {
    try (Ward ward = open(QUICK);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(List.of(), ward.status().replicas());
      ward.scale(2);
      ward.awaitReady(2);
      assertEquals(List.of("beds-1", "beds-2"), ward.ready());
      assertEquals(2, replicas().size());
      Until.holds("the gateway serves", () -> status(client) == 200);
      ward.stopAll();
      assertEquals(List.of(), replicas());
      assertEquals("", ward.said());
    }
  }

  @Test
  void answersWhatIsUnderWayBeforeAReplicaGoes() throws Exception {
    try (Ward ward = open(documents("2s", Home.bedsCommand()));
        HttpClient client = HttpClient.newHttpClient()) {
      ward.scale(2);
      ward.awaitReady(2);
      Until.holds("the gateway serves from both", () -> ward.driver().inService().size() == 2);
      var first = client.sendAsync(search(), HttpResponse.BodyHandlers.discarding());
      var second = client.sendAsync(search(), HttpResponse.BodyHandlers.discarding());
      Until.holds("both are under way", () -> inFlight(ward) == 2);
      ward.scale(0);
      ward.until("both drain", () -> ward.in(Phase.DRAINING) == 2);
      assertFalse(first.isDone() && second.isDone(), "drained only after the answers");
      assertEquals(2, replicas().size());
      assertEquals(200, first.join().statusCode());
      assertEquals(200, second.join().statusCode());
      ward.until("both are gone", () -> ward.status().replicas().isEmpty());
      assertEquals(List.of(), replicas());
    }
  }

  private static int inFlight(Ward ward) {
    var traffic = ward.driver().report().orElseThrow().workloads();
    return traffic.firstEntry().getValue().endpoints().values().stream()
        .mapToInt(one -> one.inFlight())
        .sum();
  }

  @Test
  void scalesInTheYoungestFirst() throws Exception {
    try (Ward ward = open(QUICK)) {
      ward.scale(1);
      ward.awaitReady(1);
      ward.scale(3);
      ward.awaitReady(3);
      ward.scale(1);
      ward.awaitReady(1);
      assertEquals(List.of("beds-1"), ward.ready());
      ward.stopAll();
    }
  }

  @Test
  void adoptsWhatAnEarlierOneStarted() throws Exception {
    var pids = new TreeSet<Long>();
    try (Ward ward = open(QUICK)) {
      ward.scale(2);
      ward.awaitReady(2);
      Until.holds("the gateway serves from both", () -> ward.driver().inService().size() == 2);
      replicas().forEach(replica -> pids.add(replica.pid()));
    }
    assertEquals(2, replicas().size(), "they outlive their actuator");
    try (Ward ward = open(QUICK)) {
      assertEquals(List.of("beds-1", "beds-2"), ward.ready(), "ready without a probe");
      assertEquals(2, ward.status().desired().value());
      ward.scale(3);
      ward.awaitReady(3);
      assertEquals(List.of("beds-1", "beds-2", "beds-3"), ward.ready());
      var now = replicas().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
      assertEquals(3, now.size());
      assertTrue(now.containsAll(pids), now + " has " + pids);
      ward.stopAll();
    }
  }

  @Test
  void whatAnEarlierOneLetDrainDrainsOn() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String slow = documents("3s", Home.bedsCommand());
    CompletableFuture<HttpResponse<Void>> answer;
    try (Ward ward = open(slow)) {
      ward.scale(1);
      ward.awaitReady(1);
      Until.holds("the gateway serves", () -> ward.driver().inService().size() == 1);
      answer = client.sendAsync(search(), HttpResponse.BodyHandlers.discarding());
      Until.holds("it is under way", () -> inFlight(ward) == 1);
      ward.scale(0);
      Path ledger = Ward.ledger(directory);
      Until.holds("it drains", () -> Files.readString(ledger).contains("\"draining\":true"));
    }
    assertFalse(answer.isDone(), "answered too early to see anything");
    try (Ward ward = open(slow);
        client) {
      assertEquals(1, ward.in(Phase.DRAINING), ward::said);
      assertEquals(200, answer.join().statusCode());
      ward.until("it is gone", () -> ward.status().replicas().isEmpty());
      assertEquals(List.of(), replicas());
    }
  }

  @Test
  void adoptsWhatWasStartedJustBeforeItCouldBeRecorded() throws Exception {
    try (Ward ward = open(QUICK)) {
      ward.scale(1);
      ward.awaitReady(1);
    }
    forgetProcess();
    try (Ward ward = open(QUICK)) {
      ward.awaitReady(1);
      assertTrue(ward.said().contains("adopted beds-1"), ward::said);
      assertEquals(1, replicas().size());
      ward.stopAll();
    }
  }

  /// As the ledger is between the decision to start and the start.
  private void forgetProcess() throws IOException {
    Path path = Ward.ledger(directory);
    Ledger ledger = Ledger.load(path);
    var entries =
        ledger.replicas().stream()
            .map(old ->
                new Ledger.Entry(
                    old.id(), old.workload(), old.port(), old.startedAt(), false, Optional.empty()))
            .toList();
    ledger.with(entries, ledger.next()).save(path);
  }

  @Test
  void endsWhatIsInNoRecord() throws Exception {
    try (Ward ward = open(QUICK)) {
      ward.scale(1);
      ward.awaitReady(1);
    }
    Path path = Ward.ledger(directory);
    Ledger ledger = Ledger.load(path);
    new Ledger(ledger.token(), 7, new TreeMap<>(), List.of()).save(path);
    try (Ward ward = open(QUICK)) {
      assertTrue(
          ward.said().contains("beds-1 ended: it was started but is in no record"), ward::said);
      Until.holds("it ended", () -> replicas().isEmpty());
    }
  }

  /// The pid of a replica that ended while nobody looked may be another program's by now.
  @Test
  void aStrangerWithAReplicasPidIsLeftAlone() throws Exception {
    try (Ward ward = open(QUICK)) {
      ward.scale(1);
      ward.awaitReady(1);
    }
    replicas().forEach(ProcessHandle::destroyForcibly);
    Until.holds("it ended", () -> replicas().isEmpty());
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Path path = Ward.ledger(directory);
      String pid = "\"pid\":" + Ledger.load(path).replicas().getFirst().process().get().pid();
      String text = Files.readString(path);
      assertTrue(text.contains(pid), text);
      Files.writeString(path, text.replace(pid, "\"pid\":" + stranger.pid()));
      try (Ward ward = open(QUICK)) {
        ward.awaitReady(1);
        assertEquals(List.of("beds-2"), ward.ready(), "started anew, under a number of its own");
        ward.stopAll();
      }
      assertTrue(stranger.isAlive(), "the stranger was killed");
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void letsTheReplicasOfAWorkloadThatIsNoLongerDeclaredDrain() throws Exception {
    String slow = documents("2s", Home.bedsCommand());
    try (HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<Void>> underWay;
      try (Ward ward = open(slow)) {
        ward.scale(1);
        ward.awaitReady(1);
        Until.holds("the gateway serves", () -> ward.driver().inService().size() == 1);
        underWay = client.sendAsync(search(), HttpResponse.BodyHandlers.discarding());
        Until.holds("it is under way", () -> inFlight(ward) == 1);
      }
      try (Ward other = open(slow.replace("{name: beds}", "{name: wards}"))) {
        assertTrue(other.said().contains("no longer declared"), other::said);
        assertEquals(200, underWay.join().statusCode());
        Until.holds("it ended", () -> replicas().isEmpty());
      }
    }
  }

  @Test
  void replacesAReplicaThatDies() throws Exception {
    try (Ward ward = open(QUICK);
        HttpClient client = HttpClient.newHttpClient()) {
      ward.scale(2);
      ward.awaitReady(2);
      home.running("beds-1 ").forEach(ProcessHandle::destroyForcibly);
      ward.until("another is ready", () -> ward.ready().equals(List.of("beds-2", "beds-3")));
      assertTrue(ward.said().contains("beds-1 ended without being asked to"), ward::said);
      assertEquals(200, status(client));
      ward.stopAll();
    }
  }

  @Test
  void aDamagedLedgerIsOneSentence() throws Exception {
    Path path = Ward.ledger(directory);
    for (String damaged : List.of("", "{\"token\":\"a", "[]", "no JSON at all", "{}")) {
      Files.writeString(path, damaged);
      IOException refused = assertThrows(IOException.class, () -> open(QUICK).close());
      String sentence = String.valueOf(refused.getMessage());
      assertTrue(sentence.startsWith("the ledger of replicas is damaged"), sentence);
      assertTrue(sentence.contains(path.toString()), sentence);
      assertEquals(1, sentence.lines().count(), sentence);
      assertEquals(damaged, Files.readString(path), "it was overwritten");
      ProcessActuator.endStrays(path);
    }
  }

  @Test
  void tellsThatACommandDoesNotExist() throws Exception {
    try (Ward ward = open(documents("20ms", List.of("no-such-program", "{port}")))) {
      ward.scale(1);
      ward.until("it failed", () -> ward.in(Phase.FAILED) >= 1);
      assertEquals(List.of(), ward.ready());
      ward.until("it says so", () -> ward.said().contains("no-such-program"));
      ward.stopAll();
    }
  }

  @Test
  void knowsAReplicaByTheFirstProcessOfItsFamily() throws Exception {
    // The shell stays, as the parent of the replica proper.
    String script = String.join(" ", Home.bedsCommand()) + "; true";
    List<String> command = List.of("sh", "-c", script.replace("\"", ""));
    try (Ward ward = open(documents("20ms", command))) {
      ward.scale(1);
      ward.awaitReady(1);
      var family = ProcessLauncher.marked(Ledger.load(Ward.ledger(directory)).token());
      assertEquals(List.of("beds-1"), List.copyOf(family.keySet()));
      List<ProcessHandle> members = family.firstEntry().getValue();
      assertEquals(2, members.size());
      assertEquals(members.getFirst(), members.getLast().parent().orElseThrow());
    }
    forgetProcess();
    try (Ward ward = open(documents("20ms", command))) {
      ward.awaitReady(1);
      ward.scale(0);
      ward.until("it is gone", () -> ward.status().replicas().isEmpty());
    }
    ProcessActuator.endStrays(Ward.ledger(directory));
    Until.holds("all of it ended", () -> replicas().isEmpty());
  }

  @Test
  void aGatewayThatIsAwayDelaysNoReplica() throws Exception {
    var nowhere =
        new RunningGateway(
            gateway.process(), gateway.url(), URI.create("http://127.0.0.1:9"), root);
    try (Ward ward = Ward.open(home, nowhere, directory, QUICK)) {
      ward.scale(1);
      ward.awaitReady(1);
      assertTrue(ward.said().contains("can not be reached"), ward::said);
      ward.scale(0);
      ward.until("gone after its drain time", () -> ward.status().replicas().isEmpty());
    }
  }
}
