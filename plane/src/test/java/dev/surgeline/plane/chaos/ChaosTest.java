package dev.surgeline.plane.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Shipped experiments on a control plane, a gateway and replicas that are real.
@Timeout(300)
@EnabledOnOs(OS.LINUX)
final class ChaosTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("surge.home", ".")).resolve("docs/examples/chaos");

  @TempDir Path root;
  private Home home;
  private RunningGateway gateway;
  private Jvm plane;
  private String dashboard = "";

  @BeforeEach
  void aPlatform() throws IOException {
    home = Home.make(root);
    gateway = RunningGateway.start(home);
    Files.writeString(home.documents(), Hospital.documents("2s", "3s", 2, Home.bedsCommand()));
    Files.writeString(root.resolve("ops-1.token"), "a-secret-that-is-long-enough");
    Files.writeString(
        root.resolve("people.yaml"),
        "people: [{subject: ops-1, roles: [experimenter], tokenFile: ops-1.token}]");
    ProcessBuilder builder = home.surge("run", "-f", "" + home.documents());
    List<String> words = builder.command();
    words.addAll(List.of("--state", "" + state(), "--gateway", "" + gateway.url()));
    words.addAll(List.of("--gateway-admin", "" + gateway.admin()));
    words.addAll(List.of("--gateway-token-file", "" + gateway.tokenFile()));
    words.addAll(List.of("--dashboard-port", "0", "--people", "" + root.resolve("people.yaml")));
    plane = Jvm.start(builder);
    Until.holds("it runs", () -> !plane.out().isEmpty() || !plane.alive());
    dashboard = plane.out().getFirst().split(" ")[1];
  }

  @AfterEach
  void nothingIsLeft() {
    plane.close();
    gateway.close();
    home.clear();
  }

  private Path state() {
    return root.resolve("state");
  }

  private Jvm experiment(String name) throws IOException {
    ProcessBuilder builder = home.surge("chaos", "run", "" + SHIPPED.resolve(name + ".json"));
    List<String> words = builder.command();
    words.addAll(List.of("--journal", "" + root.resolve(name + ".journal")));
    words.addAll(List.of("--state", "" + state(), "--var", "gateway=" + gateway.url()));
    words.addAll(List.of("--var", "plane=" + dashboard, "--plane", dashboard));
    words.addAll(List.of("--token-file", "" + root.resolve("ops-1.token")));
    return Jvm.start(builder);
  }

  /// The plane must have seen its replicas ready before there is a steady state.
  private void awaitReplicas() throws IOException {
    ProcessBuilder builder =
        home.surge("chaos", "probe", "replicas", "--plane", dashboard, "--within", "60s");
    try (Jvm probe = Jvm.start(builder)) {
      assertEquals(0, probe.exit(), probe::said);
    }
  }

  private Node journal(String name) throws IOException {
    return Json.readNode(Files.readAllBytes(root.resolve(name + ".journal")), name);
  }

  private static String one(Node journal, String path) {
    return Tree.plain(JsonPath.parse(path).find(journal).getFirst()).orElse("no scalar");
  }

  private List<AuditEntry.Experimented> audited() throws IOException {
    List<AuditEntry.Experimented> audited = new ArrayList<>();
    for (AuditLine line : AuditReader.read(new AuditFolder(state()).log())) {
      if (line.entry() instanceof AuditEntry.Experimented entry) {
        audited.add(entry);
      }
    }
    return audited;
  }

  @Test
  void aReplicaThatIsKilledAndOneThatIsFrozenAreNotNoticed() throws IOException {
    awaitReplicas();
    for (String name : List.of("kill-replica", "freeze-replica")) {
      try (Jvm run = experiment(name)) {
        assertEquals(0, run.exit(), run::said);
      }
      Node journal = journal(name);
      assertEquals("completed", one(journal, "$.status"));
      assertEquals("false", one(journal, "$.deviated"));
      assertTrue(one(journal, "$.run[0].output.stdout").contains(" 0 failed"), name);
    }
    assertTrue(one(journal("kill-replica"), "$.run[1].output.stdout").startsWith("killed beds-"));
    assertTrue(one(journal("freeze-replica"), "$.run[1].output.stdout").startsWith("froze beds-"));
    assertEquals(
        "1 were stopped and go on\n", one(journal("freeze-replica"), "$.run[2].output.stdout"));
    assertEquals(2, home.running(" serve ").size(), plane::said);
    List<AuditEntry.Experimented> audited = audited();
    assertEquals(
        List.of(AuditEntry.Trial.BEGUN, AuditEntry.Trial.COMPLETED),
        audited.subList(0, 2).stream().map(AuditEntry.Experimented::status).toList());
    assertEquals(4, audited.size());
    byte[] bytes = Files.readAllBytes(root.resolve("kill-replica.journal"));
    assertEquals(Optional.of(Reading.sha256(bytes)), audited.get(1).journal());
  }
}
