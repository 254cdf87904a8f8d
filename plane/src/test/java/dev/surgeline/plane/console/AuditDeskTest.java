package dev.surgeline.plane.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.fhir.Samples;
import dev.surgeline.plane.audit.index.IndexOnDemand;
import dev.surgeline.plane.audit.index.IndexPlace;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What auditors ask over HTTP, and who may.
final class AuditDeskTest {
  private static final String AUDITOR = "a-secret-that-is-long-enough-of-an-auditor";
  private static final String OPERATOR = "a-secret-that-is-long-enough-of-an-operator";

  @TempDir Path state;
  private Dashboard dashboard;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    Files.writeString(state.resolve("aud.token"), AUDITOR);
    Files.writeString(state.resolve("ops.token"), OPERATOR);
    Path people =
        Files.writeString(
            state.resolve("people.yaml"),
            """
            people:
              - {subject: aud-1, roles: [auditor], tokenFile: aud.token}
              - {subject: ops-1, roles: [emergency, approver, reviewer], tokenFile: ops.token}
            """);
    LogFolder log = new AuditFolder(state).log();
    IndexPlace place = IndexPlace.sqlite(state.resolve("audit.index"));
    IndexOnDemand index = new IndexOnDemand(place, log, _ -> {});
    AuditDesk desk =
        new AuditDesk(Staff.read(people), index::get, new AccessLog(Optional::empty), "0.1.0");
    dashboard = dashboard(log, Optional.of(desk));
  }

  private static Dashboard dashboard(LogFolder log, Optional<AuditDesk> desk) throws IOException {
    List<ServedText> texts =
        List.of(
            new ServedText(
                AuditDesk.EVIDENCE,
                "application/json",
                ServedText.Readers.AUDITORS,
                () -> Optional.of("{\"results\":1}")),
            new ServedText(
                "/metrics",
                "text/plain",
                ServedText.Readers.VIEWERS,
                () -> Optional.of("counts 1\n")));
    return Dashboard.start(
        "127.0.0.1",
        0,
        Optional.empty(),
        new Dashboard.Beside(Optional.empty(), Optional.of(log), Optional.empty(), texts, desk));
  }

  private void write() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      for (AuditLine line : Samples.lines()) {
        log.append(line.at(), line.entry());
      }
    }
  }

  @AfterEach
  void stop() {
    dashboard.close();
    client.close();
  }

  private HttpResponse<String> get(String secret, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + dashboard.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + secret).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private AuditDesk.Page page(String question) throws Exception {
    HttpResponse<String> answer = get(AUDITOR, "/api/audit" + question);
    assertEquals(200, answer.statusCode(), answer::body);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return Json.read(AuditDesk.Page.class, body, "the answer");
  }

  @Test
  void anAuditorGetsWhatTheLogSays() throws Exception {
    write();
    List<AuditLine> lines = AuditReader.read(new AuditFolder(state).log());
    AuditDesk.Page intents = page("?kind=intent&workload=beds&from=2026-11-21T08:00:03Z");
    assertEquals(
        lines.stream()
            .filter(it -> it.entry().getClass().getSimpleName().equals("Intent"))
            .filter(it -> it.index() >= 3)
            .toList(),
        intents.entries());
    assertEquals(lines.size(), intents.size());
    List<AuditLine> all = new ArrayList<>();
    String next = "?limit=7";
    while (!next.isEmpty()) {
      AuditDesk.Page page = page(next);
      assertTrue(page.entries().size() <= 7);
      all.addAll(page.entries());
      next = page.next().map(after -> "?limit=7&after=" + after).orElse("");
    }
    assertEquals(lines, all);
  }

  @Test
  void nobodyElseDoes() throws Exception {
    write();
    assertEquals(401, get("a-secret-that-is-nobody-at-all", "/api/audit").statusCode());
    HttpResponse<String> refused = get(OPERATOR, "/api/audit");
    assertEquals(403, refused.statusCode());
    assertEquals("ops-1 has not the role auditor, which this asks for\n", refused.body());
  }

  @Test
  void whatIsNoQuestionIsAnsweredWithTheRule() throws Exception {
    write();
    for (String wrong :
        List.of(
            "?worklaod=beds",
            "?workload=beds&workload=labs",
            "?workload=Beds!",
            "?from=yesterday",
            "?kind=intents",
            "?emergency=yes",
            "?limit=0",
            "?limit=1001",
            "?after=-2",
            "?after=x")) {
      HttpResponse<String> answer = get(AUDITOR, "/api/audit" + wrong);
      assertEquals(400, answer.statusCode(), wrong);
      assertTrue(answer.body().length() > 20, answer::body);
    }
  }

  @Test
  void thereIsNoAnswerBeforeThereIsALogNorFromOneThatDoesNotHold() throws Exception {
    assertEquals(503, get(AUDITOR, "/api/audit").statusCode());
    write();
    assertEquals(200, get(AUDITOR, "/api/audit").statusCode());
    LogFolder log = new AuditFolder(state).log();
    VerifierKey key = log.key().orElseThrow();
    String checkpoint = Files.readString(log.checkpointFile());
    assertTrue(checkpoint.startsWith(key.name()), checkpoint);
    Files.writeString(log.checkpointFile(), checkpoint.replaceFirst("\\n[0-9]+\\n", "\n1\n"));
    HttpResponse<String> answer = get(AUDITOR, "/api/audit");
    assertEquals(500, answer.statusCode());
    assertTrue(answer.body().startsWith("the audit log does not hold: "), answer::body);
  }

  @Test
  void fhirClientsAreAnsweredInFhir() throws Exception {
    write();
    HttpResponse<String> offered = get("a-secret-that-is-nobody-at-all", "/fhir/metadata");
    assertEquals(200, offered.statusCode());
    assertTrue(offered.body().contains("\"CapabilityStatement\""), offered::body);
    assertEquals(401, get("a-secret-that-is-nobody-at-all", "/fhir/AuditEvent").statusCode());
    HttpResponse<String> refused = get(OPERATOR, "/fhir/AuditEvent");
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("\"OperationOutcome\""), refused::body);
    assertEquals(
        "application/fhir+json; fhirVersion=4.0; charset=utf-8",
        refused.headers().firstValue("Content-Type").orElse(""));
    HttpResponse<String> found =
        get(AUDITOR, "/fhir/AuditEvent?date=ge2026-11-21T09:00:00%2B01:00&_count=1");
    assertEquals(200, found.statusCode());
    String address = "http://127.0.0.1:" + dashboard.port() + "/fhir/AuditEvent";
    assertTrue(found.body().contains("\"fullUrl\":\"" + address + "/"), found::body);
    assertTrue(found.body().contains("after=0"), found::body);
  }

  private HttpResponse<String> send(String secret, String path, String type, String body)
      throws Exception {
    URI address = URI.create("http://127.0.0.1:" + dashboard.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSearchMayBeSentAsAForm() throws Exception {
    write();
    String form = "application/x-www-form-urlencoded";
    String asked = "date=ge2026-11-21T09%3A00%3A00%2B01%3A00&_count=2&_sort=-date";
    HttpResponse<String> sent = send(AUDITOR, "/fhir/AuditEvent/_search", form, asked);
    assertEquals(200, sent.statusCode(), sent::body);
    assertEquals(get(AUDITOR, "/fhir/AuditEvent?" + asked).body(), sent.body());
    String half = "/fhir/r5/AuditEvent/_search?code=110120";
    HttpResponse<String> both = send(AUDITOR, half, form + ";charset=UTF-8", "_total=accurate");
    assertTrue(both.body().contains("\"total\":1"), both::body);
    assertEquals(400, send(AUDITOR, half, form, "patient=1").statusCode());
    assertEquals(415, send(AUDITOR, half, "application/json", "{}").statusCode());
    assertEquals(401, send("a-secret-that-is-nobody-at-all", half, form, "").statusCode());
    assertEquals(403, send(OPERATOR, half, form, "").statusCode());
    for (String path : List.of("/fhir/AuditEvent", "/fhir/metadata", "/fhir", "/api/audit")) {
      assertEquals(405, send(AUDITOR, path, form, "").statusCode(), path);
    }
  }

  @Test
  void resultsAreForAuditorsAndCountsForWhoeverMayLook() throws Exception {
    String nobody = "a-secret-that-is-nobody-at-all";
    assertEquals(401, get(nobody, "/api/evidence").statusCode());
    HttpResponse<String> refused = get(OPERATOR, "/api/evidence");
    assertEquals(403, refused.statusCode());
    assertEquals("ops-1 has not the role auditor, which this asks for\n", refused.body());
    assertEquals("{\"results\":1}", get(AUDITOR, "/api/evidence").body());
    assertEquals("counts 1\n", get(nobody, "/metrics").body());
    dashboard.close();
    dashboard = dashboard(new AuditFolder(state).log(), Optional.empty());
    HttpResponse<String> alone = get(AUDITOR, "/api/evidence");
    assertEquals(403, alone.statusCode());
    assertTrue(alone.body().contains("run has no --people"), alone::body);
  }
}
