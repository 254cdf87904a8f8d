package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.text.Retention;
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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A control plane as a process, and what it leaves to the next one on the same directory. There is
/// no gateway, and no replica comes up.
final class ControlPlaneTest {
  /// Nothing listens on the port of discarded things.
  private static final String NOWHERE = "http://127.0.0.1:9";

  private static final String AUDITOR = "a-secret-that-is-long-enough-of-an-auditor";

  @TempDir Path folder;
  private Path state;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    state = folder.resolve("state");
    Files.writeString(folder.resolve("platform.yaml"), Hospital.documents());
    Files.writeString(folder.resolve("token"), "token\n");
  }

  private Jvm run(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "-f=" + folder.resolve("platform.yaml"),
                "--state=" + state,
                "--gateway=" + NOWHERE,
                "--gateway-admin=" + NOWHERE,
                "--gateway-token-file=" + folder.resolve("token"),
                "--dashboard-port=0"));
    arguments.addAll(List.of(more));
    Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), arguments);
    Until.holds("it runs", () -> !process.out().isEmpty() || !process.alive());
    assertTrue(process.alive(), process::said);
    return process;
  }

  private ControlPlane open() throws IOException {
    var settings =
        new ControlPlane.Settings(
            folder, state, NOWHERE, URI.create(NOWHERE), "token", state, Retention.DEFAULT, "test");
    return ControlPlane.open(Hospital.spec(), settings, said::add);
  }

  private List<AuditEntry> audited() throws IOException {
    return AuditReader.read(new AuditFolder(state).log()).stream().map(AuditLine::entry).toList();
  }

  private long entries(Class<? extends AuditEntry> kind) throws IOException {
    return audited().stream().filter(kind::isInstance).count();
  }

  @Test
  void rulesAreCheckedWhileItRunsAndServed() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("aud-1.token"), AUDITOR);
    Path people = folder.resolve("people.yaml");
    Files.writeString(
        people, "people: [{subject: aud-1, tokenFile: aud-1.token, roles: [auditor]}]\n");
    try (Jvm process =
            run("--evidence-every=1s", "--pack=hitech", "--pack=uk", "--people=" + people);
        HttpClient client = HttpClient.newHttpClient()) {
      String at = process.out().getFirst().replace("dashboard ", "");
      Until.holds(
          "they are checked",
          () -> get(client, at + "metrics").body().contains("surgeline_evidence_rules"));
      assertEquals(401, get(client, at + "api/evidence").statusCode());
      String found = get(client, at + "api/evidence", "Authorization", "Bearer " + AUDITOR).body();
      assertTrue(found.contains("\"id\":\"hitech\""), found);
      String metrics = get(client, at + "metrics").body();
      assertTrue(metrics.contains("{pack=\"hitech\",version=\"1.0.0\",result=\"pass\"} "), metrics);
      Until.holds("it is on the log", () -> entries(AuditEntry.Assessed.class) >= 2);
      process.kill();
    }
    assertEquals(List.of(), Replay.run(state).differences());
  }

  /// Without a gateway nothing is measured, and that is what the log says.
  @Test
  void howLongObjectivesWereKeptIsOnTheLogWhenItEnds() throws IOException, InterruptedException {
    try (Jvm process = run();
        HttpClient client = HttpClient.newHttpClient()) {
      String at = process.out().getFirst().replace("dashboard ", "");
      Until.holds("it ticks", () -> tick(client, at) >= 3);
      process.signal("TERM");
      process.exit();
    }
    List<AuditEntry> entries = audited();
    assertTrue(entries.getLast() instanceof AuditEntry.Stopped, entries::toString);
    var measured = (AuditEntry.ObjectiveMeasured) entries.get(entries.size() - 2);
    var beds = Optional.ofNullable(measured.stretch().workloads().get(Hospital.BEDS)).orElseThrow();
    assertEquals(Duration.ofMillis(800), beds.objective().below());
    // Two intervals, which the clock tells to the millisecond.
    assertTrue(beds.time().unobserved().compareTo(Duration.ofMillis(1_990)) >= 0, beds::toString);
    assertEquals(beds.time().all(), beds.time().unobserved());
    assertEquals(List.of(), Replay.run(state).differences());
  }

  /// Beds with protected data, that two people could not free from the checks.
  private void protectedData(boolean encrypted) throws IOException {
    Files.writeString(
        folder.resolve("platform.yaml"),
        Hospital.documents()
            .replace(
                "criticality: life-safety",
                "criticality: critical\n  data: {classification: phi, residency: [], safeguards:"
                    + " {atRest: {encrypted: "
                    + encrypted
                    + ", attested: {on: 2026-01-01, source: ops}}}}"));
  }

  @Test
  void whatHoldsProtectedDataDoesNotGrowUnencrypted() throws IOException {
    protectedData(false);
    try (Jvm process = run();
        HttpClient client = HttpClient.newHttpClient()) {
      String at = process.out().getFirst().replace("dashboard ", "");
      Until.holds(
          "it says so",
          () -> get(client, at + "api/picture").body().contains("is not encrypted at rest"));
      assertEquals(0, entries(AuditEntry.Intent.class));
      process.kill();
    }
    assertEquals(List.of(), Replay.run(state).differences());
  }

  @Test
  void aLogThatIsSetBackEndsAChangeOfProtectedData() throws IOException, InterruptedException {
    protectedData(true);
    Path checkpoint = state.resolve("audit/checkpoint");
    try (Jvm process = run();
        HttpClient client = HttpClient.newHttpClient()) {
      String at = process.out().getFirst().replace("dashboard ", "");
      Path before = Files.copy(checkpoint, folder.resolve("before"));
      Until.holds("an action started", () -> entries(AuditEntry.Intent.class) == 1);
      Until.holds("it is on the log", () -> Files.mismatch(before, checkpoint) >= 0);
      // What is looked at next is compared with what was seen at the ticks before.
      long seen = tick(client, at);
      Until.holds("a tick later", () -> tick(client, at) >= seen + 2);
      String told = "ALERT beds is not changed: the audit log does not hold: ";
      Until.holds(
          "people are told",
          () -> {
            Files.copy(before, folder.resolve("again"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(folder.resolve("again"), checkpoint, StandardCopyOption.REPLACE_EXISTING);
            return process.said().contains(told);
          });
      Until.holds("it ended", () -> process.said().contains("beds 0 -> 2 failed: the audit log"));
      process.kill();
    }
    assertEquals(List.of(), Replay.run(state).differences());
  }

  private static long tick(HttpClient client, String at) throws IOException, InterruptedException {
    Matcher tick =
        Pattern.compile("\"tick\":(\\d+)").matcher(get(client, at + "api/picture").body());
    return tick.find() ? Long.parseLong(tick.group(1)) : 0;
  }

  private static HttpResponse<String> get(HttpClient client, String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void twoOnOneDirectoryAreRefusedUntilTheFirstIsGone() throws IOException {
    String sentence =
        "another control plane runs on " + state + "; two on one directory are refused";
    try (Jvm first = run()) {
      assertEquals(sentence, assertThrows(IOException.class, this::open).getMessage());
      assertTrue(first.alive(), first::said);
      long before = entries(AuditEntry.Started.class);
      assertEquals(1, before, "who is refused leaves no trace");
      first.kill();
    }
    try (ControlPlane next = open()) {
      assertEquals(sentence, assertThrows(IOException.class, this::open).getMessage());
      assertEquals(0, next.failed(Hospital.BEDS));
    }
    List<AuditEntry> audited = audited();
    assertEquals(
        List.of(true),
        audited.stream()
            .filter(entry ->
                entry instanceof AuditEntry.Started(var version, _, _) && version.equals("test"))
            .map(entry -> ((AuditEntry.Started) entry).recovered())
            .toList());
    assertEquals(new AuditEntry.Stopped(), audited.getLast());
    assertEquals(1, entries(AuditEntry.Configured.class), "the documents are the same");
    assertEquals(List.of(), Replay.run(state).differences());
  }

  @Test
  void anActionThatAKillCutShortIsTakenUpAndEveryIntentIsOnTheLog() throws IOException {
    try (Jvm first = run()) {
      Until.holds("an action started", () -> entries(AuditEntry.Intent.class) == 1);
      first.kill();
    }
    // What is there once the journal has the step and the audit log has not: no Intent.
    logAgain(2);
    assertEquals(0, entries(AuditEntry.Intent.class));
    cutBehindTheDecision();
    open().close();
    List<AuditEntry.Intent> intents = new ArrayList<>();
    for (AuditEntry entry : audited()) {
      if (entry instanceof AuditEntry.Intent intent) {
        intents.add(intent);
      }
    }
    assertEquals(2, intents.size(), "what was missing, and that it is taken up again");
    assertTrue(intents.getFirst().decision().isPresent());
    assertTrue(intents.getLast().decision().isEmpty());
    assertEquals(intents.getFirst().action(), intents.getLast().action());
    assertTrue(said.contains("taking up " + intents.getLast().action().id() + " again"));
    assertEquals(List.of(), Replay.run(state).differences());
  }

  /// Another log, of the first entries alone.
  private void logAgain(int entries) throws IOException {
    AuditFolder place = new AuditFolder(state);
    List<AuditLine> lines = AuditReader.read(place.log()).subList(0, entries);
    try (var files = Files.walk(place.log().folder())) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    Files.delete(place.committed());
    try (TransparencyLog log = TransparencyLog.open(place, "test", said::add)) {
      for (AuditLine line : lines) {
        log.append(line.at(), line.entry());
      }
    }
  }

  /// Takes away what the journal has after the step that decided the action.
  private void cutBehindTheDecision() throws IOException {
    Path segment = JournalReader.segments(state.resolve("journal")).getLast();
    List<String> lines = Files.readAllLines(segment);
    int decided = 0;
    while (!lines.get(decided).contains("\"sentence\"")) {
      decided++;
    }
    Files.writeString(segment, String.join("\n", lines.subList(0, decided + 1)) + "\n");
  }

  @Test
  void aRunThatIsAskedToEndLeavesItsStateAndSaysSo() throws IOException {
    try (Jvm first = run()) {
      Until.holds("an action started", () -> entries(AuditEntry.Intent.class) == 1);
      first.signal("TERM");
      first.exit();
      assertTrue(first.said().contains("stopped; its replicas serve on"), first::said);
    }
    assertEquals(new AuditEntry.Stopped(), audited().getLast());
    Path segment = JournalReader.segments(state.resolve("journal")).getLast();
    String last = Files.readAllLines(segment).getLast();
    assertTrue(last.contains("napshot"), last);
    assertEquals(List.of(), Replay.run(state).differences());
  }
}
