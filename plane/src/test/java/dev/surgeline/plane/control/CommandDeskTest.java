package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.EntryTexts;
import dev.surgeline.plane.audit.LogWriter;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.console.AccessLog;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.plane.console.Dashboard;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// People command a running loop, over real sockets and with the real command line.
@Timeout(120)
final class CommandDeskTest {
  private static final String START =
      """
      {"type":"startEmergency","reason":"a surge","scope":{"type":"all"},"lasts":"1h"}\
      """;

  @TempDir Path folder;
  private LoopBench bench;
  private Dashboard dashboard;
  private AuditFolder log;
  private AccessLog access;
  private Thread running;

  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    bench = new LoopBench(folder.resolve("journal"));
    token("ops-1");
    token("ops-2");
    token("ops-3");
    Path people =
        Files.writeString(
            folder.resolve("people.yaml"),
            """
            people:
              - {subject: ops-1, roles: [emergency, approver], tokenFile: ops-1.token}
              - {subject: ops-2, roles: [emergency, reviewer], tokenFile: ops-2.token}
              - {subject: ops-3, roles: [experimenter, auditor], tokenFile: ops-3.token}
            """);
    log = new AuditFolder(folder.resolve("state"));
    LogWriter.open(log, "test", _ -> {}).close();
    access = new AccessLog(() -> Optional.of(bench.loop));
    var desk =
        new CommandDesk(
            Staff.read(people), () -> Optional.of(bench.loop), log.log(), bench.texts, access);
    dashboard =
        Dashboard.start(
            "127.0.0.1",
            0,
            Optional.empty(),
            new Dashboard.Beside(
                Optional.of(desk),
                Optional.of(log.log()),
                Optional.of(access),
                List.of(),
                Optional.empty()));
    var ticks = new AtomicInteger();
    // A long interval: commands do not wait for the next tick.
    running =
        Thread.ofPlatform()
            .start(() ->
                bench.loop.run(
                    now -> Input.Tick.of(now, Hospital.seen(now, 2, 2, 30)),
                    Duration.ofMinutes(30),
                    ticked -> ticks.set((int) ticked.tick())));
    Until.holds("it ticks", () -> ticks.get() == 1);
  }

  @AfterEach
  void stop() throws Exception {
    bench.loop.stop(Duration.ofSeconds(60));
    running.join(Duration.ofSeconds(60));
    dashboard.close();
    access.close();
    bench.close();
  }

  private Path token(String subject) throws IOException {
    return Files.writeString(folder.resolve(subject + ".token"), secret(subject) + "\n");
  }

  private static String secret(String subject) {
    return "a-secret-that-is-long-enough-of-" + subject;
  }

  private Ended surge(String subject, Object... words) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.stream(words).map(Object::toString).toList());
    arguments.addAll(
        List.of(
            "--plane",
            "http://127.0.0.1:" + dashboard.port(),
            "--token-file",
            folder.resolve(subject + ".token").toString()));
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), arguments)) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  @Test
  void breakGlassFromItsStartToItsReview() throws Exception {
    Ended started =
        surge("ops-1", "emergency", "start", "--reason", "a surge", "--on", "beds", "--for", "2h");
    assertEquals(0, started.exit(), started::toString);
    String id = started.out().replaceFirst(".*: ", "");
    assertTrue(id.startsWith("break-glass-") && id.endsWith("-ops-1-beds"), started::toString);
    Ended alone = surge("ops-1", "emergency", "extend", id, "--for", "4h");
    assertEquals(1, alone.exit(), alone::toString);
    assertTrue(alone.out().contains("neither started nor extended"), alone::toString);
    assertEquals(0, surge("ops-1", "emergency", "stop", id).exit());
    Ended role = surge("ops-1", "emergency", "review", id, "--note", "right");
    assertEquals(2, role.exit(), role::toString);
    assertTrue(role.err().contains("ops-1 has not the role reviewer"), role::toString);
    Ended reviewed = surge("ops-2", "emergency", "review", id, "--note", "it was right", "--json");
    assertEquals(0, reviewed.exit(), reviewed::toString);
    assertTrue(reviewed.out().contains("\"accepted\""), reviewed::toString);
    Ended listed = surge("ops-2", "emergency", "list");
    assertTrue(listed.out().contains(" by ops-2  beds: a surge"), listed::toString);
    assertEquals(
        List.of("EmergencyTurned", "Alerted", "Commanded", "Commanded"), names().subList(0, 4));
    assertEquals(3, names().stream().filter("EmergencyTurned"::equals).count());
    Set<TextReference> typed = new HashSet<>();
    bench.audited.forEach(entry -> EntryTexts.of(entry).forEach(one -> typed.add(one.reference())));
    assertEquals(
        Set.of("a surge", "it was right"),
        typed.stream().map(one -> bench.texts.find(one).words()).collect(Collectors.toSet()));
    for (Path segment : JournalReader.segments(bench.folder)) {
      assertFalse(Files.readString(segment).contains("a surge"), "nor is it on the journal");
    }
    assertFalse(bench.audited.toString().contains("a surge"), bench.audited::toString);
    assertFalse(bench.said.toString().contains("a surge"), bench.said::toString);
  }

  @Test
  void whatCanNotBeKeptIsNotDone() throws Exception {
    Files.writeString(bench.texts.folder(), "a file where a folder should be");
    HttpResponse<String> full = post(Optional.of(secret("ops-1")), START);
    assertEquals(503, full.statusCode(), full::body);
    assertTrue(full.body().contains("can not be kept, so nothing is done"), full::body);
    assertEquals(0, bench.loop.state().emergencies().size());
  }

  private List<String> names() {
    return bench.audited.stream()
        .filter(entry -> !(entry instanceof AuditEntry.Intent))
        .map(entry -> entry.getClass().getSimpleName())
        .toList();
  }

  @Test
  void onlyThoseWhoAreKnownAndMayAreObeyed() throws Exception {
    assertEquals(401, post(Optional.empty(), START).statusCode());
    assertEquals(401, post(Optional.of("another-secret-of-some-length"), START).statusCode());
    assertEquals(400, post(Optional.of(secret("ops-1")), "{}").statusCode());
    assertEquals(400, post(Optional.of(secret("ops-1")), START + START).statusCode());
    String approve = "{\"type\":\"approve\",\"id\":\"x\"}";
    assertEquals(403, post(Optional.of(secret("ops-2")), approve).statusCode());
    HttpResponse<String> refused = post(Optional.of(secret("ops-1")), approve);
    assertEquals(409, refused.statusCode());
    assertTrue(refused.body().contains("there is no request with this id now"), refused::body);
    assertEquals(200, post(Optional.of(secret("ops-1")), START).statusCode());
    assertEquals(1, bench.loop.state().emergencies().size());
  }

  @Test
  void experimentsGoOnTheAuditLogOfThoseWhoMayExperiment() throws Exception {
    String hash = "0123456789abcdef".repeat(4);
    String begun = "{\"title\":\"t\",\"experiment\":\"%s\",\"status\":\"begun\"}".formatted(hash);
    String path = "/api/experiments";
    assertEquals(401, post(path, Optional.empty(), begun).statusCode());
    HttpResponse<String> role = post(path, Optional.of(secret("ops-1")), begun);
    assertEquals(403, role.statusCode());
    assertTrue(role.body().contains("has not the role experimenter"), role::body);
    Optional<String> may = Optional.of(secret("ops-3"));
    assertEquals(400, post(path, may, begun.replace("begun", "completed")).statusCode());
    assertEquals(400, post(path, may, begun.replace(hash, "ab")).statusCode());
    assertEquals(403, post(may, START).statusCode(), "and nothing else");
    assertEquals(200, post(path, may, begun).statusCode());
    var actor = new Actor("ops-3");
    AuditEntry entry = bench.audited.getLast();
    TextReference title = EntryTexts.of(entry).getFirst().reference();
    assertEquals("t", bench.texts.find(title).words());
    assertEquals(
        new AuditEntry.Experimented(
            actor, title.toString(), hash, AuditEntry.Trial.BEGUN, Optional.empty()),
        entry);
  }

  @Test
  void logInRefusalAndReadingAreCountedAndCanNotFloodTheLog() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertEquals(401, post(Optional.of("another-secret-of-length-" + i), START).statusCode());
      assertEquals(403, post(Optional.of(secret("ops-3")), START).statusCode());
      assertEquals(200, get("/audit/checkpoint"));
    }
    access.flush();
    Until.holds("they are on the log", () -> accessed().size() == 4);
    access.flush();
    List<AuditEntry.Accessed> all = accessed();
    assertEquals(4, all.size(), all::toString);
    var ops3 = Optional.of(new Actor("ops-3"));
    for (var one : all) {
      assertEquals(20, one.times(), one::toString);
      switch (one.access()) {
        case LOGGED_IN, FORBIDDEN, NOTHING_NAMED -> assertEquals(ops3, one.actor());
        case UNKNOWN, LOG_READ, LOG_EXPORTED -> assertEquals(Optional.empty(), one.actor());
      }
    }
    assertEquals(4, all.stream().map(AuditEntry.Accessed::access).distinct().count());
  }

  @Test
  void aCommandAboutWhatIsNotThereIsOnTheLogWithoutWhatItNamed() throws Exception {
    String stop = "{\"type\":\"stopEmergency\",\"id\":\"erika\"}";
    for (String body : List.of(stop, stop, stop.replace("stopEmergency", "approve"))) {
      assertEquals(409, post(Optional.of(secret("ops-1")), body).statusCode());
    }
    access.flush();
    Until.holds("they are on the log", () -> accessed().size() == 3);
    List<AuditEntry.Accessed> refused = new ArrayList<>(accessed());
    refused.removeIf(one -> AuditQuery.outcome(one).filter("refused"::equals).isEmpty());
    refused.sort(Comparator.comparing(AuditEntry.Accessed::endpoint));
    assertEquals("/api/commands#Approve", refused.getFirst().endpoint());
    assertEquals(Optional.of(new Actor("ops-1")), refused.getFirst().actor());
    assertEquals(2, refused.getLast().times(), refused::toString);
    assertFalse(bench.audited.toString().contains("erika"));
  }

  @Test
  void anExportIsOnTheLogBeforeItIsSent() throws Exception {
    try (TransparencyLog writer = TransparencyLog.open(log, "test", _ -> {})) {
      for (int i = 0; i < 300; i++) {
        writer.append(bench.now.plusSeconds(i), new AuditEntry.Stopped());
      }
    }
    String csv = "?format=csv";
    assertEquals(401, export(Optional.empty(), csv).statusCode());
    assertEquals(403, export(Optional.of(secret("ops-1")), csv).statusCode());
    Optional<String> auditor = Optional.of(secret("ops-3"));
    String backwards = csv + "&from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z";
    for (String wrong :
        List.of("", "?format=xml", csv + "&from=yesterday", csv + "&who=x", backwards)) {
      assertEquals(400, export(auditor, wrong).statusCode(), wrong);
    }
    assertEquals(List.of(), accessed());
    HttpResponse<String> all = export(auditor, csv);
    assertEquals(200, all.statusCode(), all::body);
    assertEquals(301, all.body().lines().count());
    assertEquals(List.of(exported("csv", Optional.empty())), accessed());
    var last = export(auditor, "?format=fhir-r4&from=" + bench.now.plusSeconds(290));
    assertEquals(10, last.body().lines().filter(one -> one.contains("AuditEvent")).count());
    var from = Optional.of(bench.now.plusSeconds(290));
    assertEquals(exported("fhir-r4", from), accessed().getLast());
    // A log that does not hold is not sent, and that it was not is no export.
    Path tile = log.log().folder().resolve("tile/entries/000");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[40] ^= 1;
    Files.write(tile, bytes);
    assertEquals(500, export(auditor, csv).statusCode());
    assertEquals(2, accessed().size());
  }

  /// The latest entry is that of such an export.
  private AuditEntry.Accessed exported(String format, Optional<Instant> from) {
    return new AuditEntry.Accessed(
        Optional.of(new Actor("ops-3")),
        AuditEntry.Access.LOG_EXPORTED,
        "/api/audit/export",
        accessed().getLast().since(),
        1,
        Optional.of(new AuditEntry.Export(format, from, Optional.empty(), false)));
  }

  private HttpResponse<String> export(Optional<String> secret, String query) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + dashboard.port() + "/api/audit/export" + query);
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      secret.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private int get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + dashboard.port() + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private List<AuditEntry.Accessed> accessed() {
    return List.copyOf(bench.audited).stream()
        .filter(AuditEntry.Accessed.class::isInstance)
        .map(AuditEntry.Accessed.class::cast)
        .toList();
  }

  @Test
  void anAuditorMarksARangeAsReviewedUnderTheRootOfThatTime() throws Exception {
    Object[] range = {"audit", "review", "--from", "0", "--to", "1", "--note", "all is well"};
    Ended empty = surge("ops-3", range);
    assertEquals(2, empty.exit(), empty::toString);
    assertTrue(empty.err().contains("which are on the log"), empty::toString);
    try (TransparencyLog writer = TransparencyLog.open(log, "test", _ -> {})) {
      for (int i = 0; i < 3; i++) {
        writer.append(bench.now, new AuditEntry.Stopped());
      }
    }
    Ended done = surge("ops-3", range);
    assertEquals(0, done.exit(), done::toString);
    Ended role = surge("ops-1", range);
    assertEquals(2, role.exit(), role::toString);
    assertTrue(role.err().contains("has not the role auditor"), role::toString);
    var review = (AuditEntry.LogReviewed) bench.audited.getLast();
    TextReference note = EntryTexts.of(review).getFirst().reference();
    assertEquals("all is well", bench.texts.find(note).words());
    String checkpoint = Files.readString(log.log().checkpointFile());
    assertEquals(
        new AuditEntry.LogReviewed(
            new Actor("ops-3"), 0, 1, note.toString(), 3, checkpoint.lines().toList().get(2)),
        review);
    try (TransparencyLog writer = TransparencyLog.open(log, "test", _ -> {})) {
      writer.append(bench.now, review);
    }
    List<String> query = List.of("audit", "query", "--unreviewed", "--log", "" + log.state());
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), query)) {
      assertEquals(0, process.exit(), process::said);
      assertEquals(
          List.of("2", "3"),
          process.out().stream().map(line -> line.split(" ")[0]).toList(),
          process::said);
    }
  }

  @Test
  void whatPeopleDidReplays() throws Exception {
    assertEquals(200, post(Optional.of(secret("ops-1")), START).statusCode());
    assertEquals(200, post(Optional.of(secret("ops-1")), START).statusCode());
    assertEquals(1, bench.loop.state().emergencies().size());
    Replay.Result replay = Replay.run(folder.resolve("journal"));
    assertEquals(List.of(), replay.differences());
    assertTrue(replay.steps() >= 4, replay::toString);
  }

  private HttpResponse<String> post(Optional<String> secret, String body) throws Exception {
    return post("/api/commands", secret, body);
  }

  private HttpResponse<String> post(String path, Optional<String> secret, String body)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + path))
              .POST(HttpRequest.BodyPublishers.ofString(body));
      secret.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
