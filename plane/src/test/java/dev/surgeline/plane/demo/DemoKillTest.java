package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.control.Replay;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The control plane is killed twice while the demo runs, the second time while it starts replicas
/// in the middle of the surge: nobody who asks the hospital notices.
final class DemoKillTest {
  private static final List<String> KEYS =
      List.of(
          "requests",
          "failed",
          "p50Millis",
          "p95Millis",
          "p99Millis",
          "violationSeconds",
          "peakReplicas",
          "replicaHours",
          "decisions",
          "auditLog",
          "wallSeconds");

  @TempDir Path root;
  private Home home;

  @BeforeEach
  void aHome() throws IOException {
    home = Home.make(root);
  }

  @Test
  void aKilledControlPlaneIsNotNoticed() throws Exception {
    try (var census = new Census(home);
        DemoProcess demo = DemoProcess.start(home, "--dashboard-port", "0", "--seconds", "48")) {
      demo.until("the load runs", () -> !demo.loads().isEmpty());
      long gateway = demo.gateways().getFirst().pid();
      demo.until("an ordinary day is shown", () -> demo.process().said().contains("ordinary day"));
      killControlPlane(demo, census);
      demo.until("it scales out for the surge", () -> beds(census) >= 5);
      killControlPlane(demo, census);
      assertEquals(gateway, demo.gateways().getFirst().pid(), "another gateway");
      int status = demo.process().exit();
      assertEquals(List.of(), home.running(), "left running");
      assertEquals(0, status, demo.process()::said);
      judge(demo, census);
    }
  }

  /// The gateway serves without it; the next one keeps the very same replicas.
  private static void killControlPlane(DemoProcess demo, Census census) throws Exception {
    ProcessHandle victim = demo.controlPlanes().getFirst();
    URI search = gatewayUrl(victim).resolve("/beds/search?acuity=2");
    demo.until("ready replicas", () -> ask(search) == 200);
    victim.destroyForcibly();
    victim.onExit().join();
    SortedMap<String, SortedSet<Long>> before = census.now();
    assertEquals(200, ask(search), "the gateway alone");
    demo.until("another control plane", () -> others(demo, victim) == 1);
    demo.until("it adopts", () -> adopted(demo).keySet().containsAll(before.keySet()));
    SortedMap<String, SortedSet<Long>> after = census.now();
    before.forEach((id, pids) -> assertEquals(pids, after.get(id), id));
  }

  private static long others(DemoProcess demo, ProcessHandle victim) {
    return demo.controlPlanes().stream().filter(one -> !one.equals(victim)).count();
  }

  /// Replicas that a control plane said to have adopted, and how often.
  private static SortedMap<String, Integer> adopted(DemoProcess demo) {
    SortedMap<String, Integer> adopted = new TreeMap<>();
    demo.text("control-plane.log")
        .lines()
        .filter(line -> line.contains(" adopted "))
        .forEach(line -> adopted.merge(line.split(" ")[2], 1, Integer::sum));
    return adopted;
  }

  private static long beds(Census census) {
    return census.now().keySet().stream().filter(id -> id.startsWith("beds-")).count();
  }

  private static URI gatewayUrl(ProcessHandle controlPlane) {
    String[] words = controlPlane.info().arguments().orElseThrow();
    return URI.create(words[List.of(words).indexOf("--gateway") + 1]);
  }

  private static int ask(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  /// The largest size that each workload was given, added up. One may drain while another grows.
  private static int wanted(Path auditLog) throws IOException {
    SortedMap<WorkloadName, Integer> largest = new TreeMap<>();
    for (AuditLine line : AuditReader.read(new LogFolder(auditLog))) {
      if (line.entry() instanceof AuditEntry.Intent(Action.Scale scale, _, _, _, _)) {
        largest.merge(scale.workload(), scale.to().value(), Math::max);
      }
    }
    return largest.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void judge(DemoProcess demo, Census census) throws IOException {
    String json = String.join("\n", demo.process().out());
    Node node = Json.readNode(json.getBytes(StandardCharsets.UTF_8), "the answer");
    SortedMap<String, String> answer = new TreeMap<>();
    if (node instanceof Node.Mapping mapping) {
      assertEquals(KEYS, mapping.entries().stream().map(Node.Entry::key).toList());
      mapping
          .entries()
          .forEach(entry -> answer.put(entry.key(), ((Node.Scalar) entry.value()).text()));
    }
    assertEquals("0", answer.get("failed"), json);
    assertTrue(Long.parseLong(answer.get("requests")) > 1000, json);
    assertTrue(Integer.parseInt(answer.get("peakReplicas")) >= 8, json);
    assertTrue(Path.of(answer.get("auditLog")).startsWith(root), json);
    assertEquals(List.of(), census.startedTwice());
    int most = wanted(Path.of(answer.get("auditLog")));
    assertTrue(census.most() <= most, () -> census.most() + " at once, wanted were " + most);
    assertTrue(Integer.parseInt(answer.get("peakReplicas")) <= most, json);
    String said = demo.process().said();
    assertEquals(2, said.lines().filter(line -> line.contains("starting it again")).count(), said);
    Replay.Result replay = Replay.run(demo.state());
    assertEquals(List.of(), replay.differences());
    assertTrue(replay.audited() > 3, replay::toString);
    assertEquals(3, replay.segments(), "a segment for each control plane");
    assertTrue(replay.steps() > 40, replay::toString);
    Jvm again = Jvm.start(home.surge("replay", demo.state().toString(), "--json"));
    assertEquals(0, again.exit(), again::said);
    Until.holds("nothing runs", () -> home.running().isEmpty());
  }
}
