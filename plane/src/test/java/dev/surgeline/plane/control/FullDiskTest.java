package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.SmallDisk;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A control plane as a process whose disk is full: somebody breaks the glass all the same, it is
/// killed, and all of it is on the record.
final class FullDiskTest {
  private static final String NOWHERE = "http://127.0.0.1:9";
  private static final String SECRET = "a-secret-that-is-long-enough-of-ops-1";
  private static final String START =
      """
      {"type":"startEmergency","reason":"a surge","scope":{"type":"all"},"lasts":"1h",\
      "atLeast":5}\
      """;

  @TempDir Path folder;
  private SmallDisk disk;
  private Path state;

  @BeforeEach
  void write() throws IOException {
    disk = SmallDisk.mount(folder.resolve("disk"), 64 << 10);
    state = disk.root().resolve("state");
    Files.writeString(folder.resolve("platform.yaml"), Hospital.documents());
    Files.writeString(folder.resolve("token"), "token\n");
    Files.writeString(folder.resolve("ops-1.token"), SECRET + "\n");
    Files.writeString(
        folder.resolve("people.yaml"),
        "people: [{subject: ops-1, roles: [emergency], tokenFile: ops-1.token}]");
  }

  @AfterEach
  void unmount() throws IOException {
    disk.close();
  }

  private Jvm run() throws IOException {
    List<String> arguments =
        List.of(
            "run",
            "-f=" + folder.resolve("platform.yaml"),
            "--state=" + state,
            "--gateway=" + NOWHERE,
            "--gateway-admin=" + NOWHERE,
            "--gateway-token-file=" + folder.resolve("token"),
            "--people=" + folder.resolve("people.yaml"),
            "--dashboard-port=0");
    Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), arguments);
    Until.holds("it runs", () -> !process.out().isEmpty() || !process.alive());
    assertTrue(process.alive(), process::said);
    return process;
  }

  private static String get(HttpClient client, String at) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(at)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    }
  }

  private static HttpResponse<String> start(HttpClient client, String at)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(at + "api/commands"))
            .header("Authorization", "Bearer " + SECRET)
            .POST(HttpRequest.BodyPublishers.ofString(START))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private List<AuditEntry> audited() throws IOException {
    return AuditReader.read(new AuditFolder(state).log()).stream().map(AuditLine::entry).toList();
  }

  @Test
  void breakGlassGoesOnAndIsOnTheRecordAfterAKill() throws Exception {
    try (Jvm process = run();
        HttpClient client = HttpClient.newHttpClient()) {
      String at = process.out().getFirst().replace("dashboard ", "");
      Until.holds("it ticks", () -> get(client, at + "api/picture").contains("\"tick\":"));
      assertTrue(get(client, at + "metrics").contains("surgeline_audit_writable 1"));
      disk.fill();
      HttpResponse<String> answer = start(client, at);
      assertEquals(200, answer.statusCode(), () -> answer.body() + process.said());
      // What was kept for the reason is room for the log too, for a while.
      disk.fill();
      Until.holds("it grows", () -> get(client, at + "api/picture").contains("\"desired\":5"));
      Until.holds(
          "people are told",
          () -> get(client, at + "api/picture").contains("the audit log can not be written"));
      assertTrue(get(client, at + "metrics").contains("surgeline_audit_writable 0"));
      process.kill();
    }
    disk.makeRoom();
    for (int start = 0; start < 2; start++) {
      try (Jvm process = run()) {
        process.signal("TERM");
        process.exit();
      }
    }
    List<AuditEntry> all = audited();
    assertEquals(1, all.stream().filter(AuditEntry.SpoolMerged.class::isInstance).count());
    assertEquals(1, all.stream().filter(AuditEntry.Commanded.class::isInstance).count());
    List<String> decided =
        all.stream()
            .filter(AuditEntry.Intent.class::isInstance)
            .flatMap(one -> ((AuditEntry.Intent) one).decision().stream())
            .map(decision -> decision.id().value())
            .toList();
    assertTrue(decided.size() >= 2, all::toString);
    assertEquals(decided.stream().distinct().toList(), decided, "each once");
    AuditFolder place = new AuditFolder(state);
    assertEquals(List.of(), Fsck.run(place.log(), place.log().key().orElseThrow()).problems());
    assertEquals(List.of(), Replay.run(state).differences());
  }
}
