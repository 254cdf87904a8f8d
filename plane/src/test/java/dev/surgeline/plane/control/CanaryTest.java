package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.fhir.AuditExport;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.TinyReplica;
import dev.surgeline.plane.fixture.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The name of a patient whom nobody knows goes into everything that takes a text, of a control
/// plane that runs as a process. It must lie in the folder of texts, and nowhere else.
@Timeout(180)
final class CanaryTest {
  private static final String NAME = "Zebulon Quillfeather";
  private static final String TOKEN = "a-secret-that-is-long-enough-of-ops-1";
  private static final String NOWHERE = "http://127.0.0.1:9";
  private static final String SCOPE = "\"scope\":{\"type\":\"all\"},\"lasts\":\"1h\"";

  @TempDir Path folder;
  private Path state;
  private Path page;
  private int port;

  /// What the replica's page said, as the journal has it.
  private static final String PAGE_READ = "{\"type\":\"total\",\"value\":20.5},\"type\":\"known\"}";

  /// What of a state folder is looked at, each with something that must be in it.
  private static final Map<String, String> KEPT =
      Map.of(
          "journal",
          PAGE_READ,
          "audit",
          "\"emergencyTurned\"",
          "audit.key",
          "PRIVATE+KEY+",
          "audit.committed",
          "surgeline/st-test/",
          "audit.index",
          "SQLite",
          "replicas.json",
          "beds");

  /// Whatever was seen of the name: where, and what.
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    state = folder.resolve("state");
    page = Files.writeString(folder.resolve("page"), metrics());
    Files.writeString(folder.resolve("token"), "token\n");
    Files.writeString(folder.resolve("ops-1.token"), TOKEN + "\n");
    Files.writeString(
        folder.resolve("people.yaml"),
        "people: [{subject: ops-1, tokenFile: ops-1.token,"
            + " roles: [emergency, reviewer, approver, experimenter, auditor]}]");
    List<String> replica =
        List.of(
            Jvm.java(),
            "-cp",
            System.getProperty("java.class.path"),
            TinyReplica.class.getName(),
            "{port}",
            page.toString());
    String documents = Hospital.documents("1s", "3s", 1, replica);
    Files.writeString(folder.resolve("platform.yaml"), documents.replace("  behavior:", WAITING));
  }

  /// What the gateway does not count is asked of the replicas.
  private static final String WAITING =
      """
          - type: External
            external:
              metric: {name: beds_waiting}
              target: {type: AverageValue, averageValue: "100"}
        behavior:\
      """;

  private static String metrics() {
    return """
    # HELP beds_waiting of %s
    beds_waiting{patient="%s"} 20.5
    quillfeather_total{ward="7"} 3
    """
        .formatted(NAME, NAME);
  }

  private Jvm run(Path documents, Path people) throws IOException {
    List<String> arguments =
        List.of(
            "run",
            "-f=" + documents,
            "--state=" + state,
            "--people=" + people,
            "--gateway=" + NOWHERE,
            "--gateway-admin=" + NOWHERE,
            "--gateway-token-file=" + folder.resolve("token"),
            "--on-exit=stop",
            "--evidence-every=1s",
            "--pack=hitech",
            "--dashboard-port=0");
    return Jvm.start(Main.class, List.of("-Xshare:auto"), arguments);
  }

  private void look(String where, String text) {
    if (text.toLowerCase(Locale.ROOT).contains("quillfeather")) {
      seen.add(where + ": " + text.strip().lines().limit(6).toList());
    }
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      look(answer.request().method() + " " + answer.statusCode(), answer.body());
      look("headers", answer.headers().map().toString());
      return answer;
    }
  }

  /// Reads what is there for those who may, and makes sure that it is what it shall be: of a page
  /// that is empty nothing could be said.
  private void read(String path, String marker) throws Exception {
    HttpResponse<String> answer = ask(to(path).header("Authorization", "Bearer " + TOKEN).GET());
    assertEquals(200, answer.statusCode(), () -> path + ": " + answer.body());
    assertTrue(answer.body().contains(marker), () -> path + ": " + answer.body());
  }

  /// Every page that is served, once there is something of everything to be on it.
  private void pages() throws Exception {
    Until.holds("the replica's page is read", () -> journal().contains(PAGE_READ));
    String counts = "surgeline_evidence_rules{pack=\"hitech\"";
    Until.holds("rules are checked", () -> ask(to("/metrics").GET()).body().contains(counts));
    read("/api/evidence", "\"id\":\"hitech\"");
    read("/api/picture", "\"name\":\"beds\"");
    read("/api/history", "beds");
    read("/audit/checkpoint", "surgeline/st-test/");
    read("/api/audit?kind=emergencyTurned", "\"emergencyTurned\"");
    read("/api/audit?kind=experimented", "\"begun\"");
    read("/fhir/AuditEvent?subtype=110127", "\"110127\"");
    read("/fhir/r5/AuditEvent?subtype=log-reviewed", "\"log-reviewed\"");
    for (AuditExport.Form form : AuditExport.Form.values()) {
      read("/api/audit/export?format=" + form, marker(form));
    }
  }

  private String journal() throws IOException {
    var all = new StringBuilder();
    try (var segments = Files.list(state.resolve("journal"))) {
      for (Path segment : segments.toList()) {
        all.append(Files.readString(segment));
      }
    }
    return all.toString();
  }

  /// What tells that the start of break-glass is in an export.
  private static String marker(AuditExport.Form form) {
    return switch (form) {
      case FHIR_R4, FHIR_R5 -> "\"110127\"";
      case CSV -> ",emergencyTurned,";
      case JSONL -> "\"emergencyTurned\"";
    };
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private int post(String path, String token, String body) throws Exception {
    return ask(to(path)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  private void command(int expected, String body) throws Exception {
    assertEquals(expected, post("/api/commands", TOKEN, body), body);
  }

  private void commands() throws Exception {
    String start = "{\"type\":\"startEmergency\",\"reason\":\"for NAME\",SCOPE}";
    command(200, start.replace("NAME", NAME).replace("SCOPE", SCOPE));
    command(200, start.replace("NAME", NAME).replace("SCOPE", SCOPE));
    String names = "\"scope\":{\"type\":\"some\",\"workloads\":[\"zebulon-quillfeather\"]}";
    command(409, start.replace("SCOPE", names + ",\"lasts\":\"1h\""));
    command(400, start.replace("SCOPE", names.replace("zebulon-", NAME) + ",\"lasts\":\"1h\""));
    command(400, start.replace("SCOPE", SCOPE.replace("1h", NAME)));
    command(400, start.replace("SCOPE", SCOPE + ",\"" + NAME + "\":1"));
    command(400, start.replace("SCOPE", SCOPE + ",\"quillfeather\":1"));
    command(400, start.replace("SCOPE", SCOPE).replace("for NAME", NAME.repeat(20)));
    for (String type : List.of("extendEmergency", "stopEmergency", "reviewEmergency")) {
      String more = type.startsWith("ext") ? ",\"lasts\":\"1h\"" : "";
      String note = type.startsWith("rev") ? ",\"note\":\"" + NAME + "\"" : "";
      command(409, "{\"type\":\"" + type + "\",\"id\":\"" + NAME + "\"" + more + note + "}");
    }
    command(409, "{\"type\":\"approve\",\"id\":\"quillfeather\"}");
    command(409, "{\"type\":\"reject\",\"id\":\"" + NAME + "\"}");
    command(400, "{\"type\":\"quillfeather\"}");
    command(400, NAME);
    command(400, "\"quillfeather");
    String trial = "{\"title\":\"%s\",\"experiment\":\"%s\",\"status\":\"%s\"}";
    String hash = "ab".repeat(32);
    String path = "/api/experiments";
    assertEquals(200, post(path, TOKEN, trial.formatted(NAME, hash, "begun")));
    assertEquals(400, post(path, TOKEN, trial.formatted(NAME, NAME, "begun")));
    assertEquals(400, post(path, TOKEN, trial.formatted(NAME, hash, "quillfeather")));
    assertEquals(400, post(path, TOKEN, trial.formatted(NAME.repeat(20), hash, "begun")));
    String review = "{\"from\":0,\"to\":1,\"note\":\"" + NAME + "\"}";
    assertEquals(200, post("/api/audit/reviews", TOKEN, review));
    assertEquals(400, post("/api/audit/reviews", TOKEN, review.replace("0", "\"quillfeather\"")));
    assertEquals(401, post(path, "quillfeather-and-some-more-letters", "{}"));
    // Whoever may command sees the reason, from the folder of texts.
    HttpResponse<String> listed =
        HttpClient.newHttpClient()
            .send(
                to("/api/commands").header("Authorization", "Bearer " + TOKEN).GET().build(),
                HttpResponse.BodyHandlers.ofString());
    assertTrue(listed.body().contains("for " + NAME), listed::body);
  }

  private void requests() throws Exception {
    for (String path :
        List.of(
            "/zebulon-quillfeather",
            "/Zebulon%20Quillfeather?q=quillfeather",
            "/audit/tile/quillfeather",
            "/audit/tile/0/quillfeather%00",
            "/audit/quillfeather",
            "/api/history?points=quillfeather",
            "/api/history?quillfeather=2",
            "/?token=quillfeather",
            "/api/picture?name=quillfeather",
            "/audit/checkpoint?quillfeather")) {
      var _ = ask(to(path).GET());
      var _ = ask(to(path).PUT(HttpRequest.BodyPublishers.ofString(NAME)));
      var _ =
          ask(
              to(path)
                  .header("X-Patient", NAME)
                  .header("User-Agent", "quillfeather")
                  .header("Cookie", "surgeline=quillfeather")
                  .header("Sec-Fetch-Site", "quillfeather")
                  .header("Authorization", "Basic quillfeather")
                  .GET());
    }
    raw("GET / HTTP/1.1\r\nHost: quillfeather\r\nConnection: close\r\n\r\n");
    raw("GET /quillfeather%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    raw("GET /../quillfeather HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    raw("QUILLFEATHER / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    raw("GET / HTTP/9.quillfeather\r\nHost: 127.0.0.1\r\n\r\n");
    raw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nquillfeather\u0001: x\r\n\r\n");
    raw("quillfeather\r\n\r\n");
  }

  private void raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 "), () -> request + " was answered " + answer);
      look("answer to " + request.lines().findFirst(), answer);
    }
  }

  private void exports() throws IOException {
    LogFolder log = new AuditFolder(state).log();
    for (AuditExport.Form form : AuditExport.Form.values()) {
      var out = new ByteArrayOutputStream();
      VerifierKey key = log.key().orElseThrow();
      assertTrue(AuditExport.write(log, key, form, AuditQuery.ALL, out).written() >= 5);
      String text = out.toString(StandardCharsets.UTF_8);
      assertTrue(text.contains(marker(form)), text);
      look("export " + form, text);
    }
    printed(0, "0 of 1 started ones have ended", "audit", "report");
    printed(0, "\"log-emergencies\"", "audit", "export", "--format", "oscal", "--no-entry");
  }

  /// What a command prints of the log.
  private void printed(int exit, String marker, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--log", state.resolve("audit").toString()));
    try (Jvm command = Jvm.start(Main.class, List.of("-Xshare:auto"), all)) {
      assertEquals(exit, command.exit(), command::said);
      assertTrue(command.said().contains(marker), command::said);
      look(String.join(" ", words), command.said());
    }
  }

  /// @return files that hold texts
  private int files() throws IOException {
    Path texts = new AuditFolder(state).texts().folder();
    int holding = 0;
    SortedMap<String, String> read = new TreeMap<>();
    try (var files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        look("file name", file.toString());
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (file.startsWith(texts)) {
          assertTrue(content.contains(NAME), content);
          holding++;
        } else {
          look(state.relativize(file).toString(), content);
          read.merge(state.relativize(file).getName(0).toString(), content, String::concat);
        }
      }
    }
    KEPT.forEach((where, marker) -> {
      String content = read.getOrDefault(where, "");
      assertTrue(content.contains(marker), () -> where + " has no " + marker);
    });
    return holding;
  }

  @Test
  void aNameThatIsPutIntoEverythingIsInTheFolderOfTextsAlone() throws Exception {
    try (Jvm plane = run(folder.resolve("platform.yaml"), folder.resolve("people.yaml"))) {
      Until.holds("it listens", () -> !plane.out().isEmpty() || !plane.alive());
      assertTrue(plane.alive(), plane::said);
      port = URI.create(plane.out().getFirst().split(" ")[1]).getPort();
      Until.holds("a picture", () -> ask(to("/api/picture").GET()).statusCode() == 200);
      commands();
      requests();
      pages();
      plane.signal("TERM");
      assertEquals(143, plane.exit(), plane::said);
      assertTrue(plane.said().contains("dashboard http://127.0.0.1:"), plane::said);
      look("what it said", plane.said());
    } finally {
      Files.deleteIfExists(page);
    }
    exports();
    assertEquals(3, files(), "a reason, a title and a note, each once");
    assertEquals(List.of(), seen, () -> String.join("\n", seen));
    assertEquals(List.of(), Replay.run(state).differences());
  }

  @Test
  void aNameInDocumentsIsRefusedWithoutBeingSaid() throws Exception {
    Path documents = folder.resolve("platform.yaml");
    Path people = folder.resolve("people.yaml");
    String good = Files.readString(documents);
    Path bad = folder.resolve("bad.yaml");
    for (String wrong :
        List.of(
            good.replace("name: beds", "name: " + NAME),
            good.replace("criticality: life-safety", "criticality: " + NAME),
            good.replace("interval: 1s", "interval: " + NAME),
            good.replace("interval: 1s", NAME + ": 1s"),
            good.replace("{min: 1", "{min: " + NAME),
            "kind: [" + NAME,
            "kind: \"" + NAME)) {
      Files.writeString(bad, wrong);
      refused(bad, people);
    }
    String staff = Files.readString(people);
    Files.writeString(bad, staff.replace("subject: ops-1", "subject: " + NAME));
    refused(documents, bad);
    Files.writeString(bad, staff.replace("experimenter", NAME));
    refused(documents, bad);
    assertEquals(List.of(), seen, () -> String.join("\n", seen));
  }

  private void refused(Path documents, Path people) throws IOException {
    try (Jvm plane = run(documents, people)) {
      assertEquals(2, plane.exit(), plane::said);
      assertTrue(plane.said().contains("surge: "), plane::said);
      look("refused", plane.said());
    }
  }
}
