package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.TurningPoint;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.control.Digests;
import dev.surgeline.plane.control.Journal;
import dev.surgeline.plane.control.Replay;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String SENTENCE = "beds 2 -> 6";
  private static final String OBSERVATION =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Observation
      metadata: {name: rush}
      spec:
        now: 2026-11-21T08:00:00Z
        workloads:
          beds: {ready: 2, signals: {requests_per_second: {value: 95}}}
      """;

  @TempDir Path folder;
  private Path spec;
  private Path seen;

  private record Ended(int exit, String out, String err) {}

  private static Ended surge(Object... words) throws IOException {
    List<String> arguments = java.util.Arrays.stream(words).map(Object::toString).toList();
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), arguments)) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  @BeforeEach
  void write() throws IOException {
    spec = Files.writeString(folder.resolve("platform.yaml"), Hospital.documents());
    seen = Files.writeString(folder.resolve("seen.yaml"), OBSERVATION);
  }

  private void assertRefused(String sentence, Ended ended) {
    assertEquals(2, ended.exit(), ended::toString);
    assertEquals("", ended.out());
    assertEquals(sentence, ended.err());
  }

  @Test
  void decideSaysWhatWouldBeDecided() throws IOException {
    Ended text = surge("decide", "-f", spec, "--observation", seen);
    assertEquals(0, text.exit(), text::toString);
    assertTrue(text.out().startsWith(SENTENCE), text::toString);
    assertEquals(1, text.out().lines().count());
    assertEquals("", text.err());

    Ended json = surge("decide", "-f", spec, "--observation", seen, "--json");
    assertEquals(0, json.exit(), json::toString);
    var answer =
        Json.read(
            DecideCommand.Answer.class, json.out().getBytes(StandardCharsets.UTF_8), "stdout");
    assertEquals(Digests.version(Hospital.spec()), answer.specVersion());
    assertEquals(text.out(), answer.decisions().getFirst().sentence());
    assertEquals("", json.err());
  }

  @Test
  void decideExplainsWithWhatWouldChangeTheAnswer() throws IOException {
    Ended text = surge("decide", "-f", spec, "--observation", seen, "--explain");
    assertEquals(0, text.exit(), text::toString);
    assertTrue(text.out().startsWith(SENTENCE), text::toString);
    Ended json = surge("decide", "-f", spec, "--observation", seen, "--explain", "--json");
    var answer =
        Json.read(
            DecideCommand.Answer.class, json.out().getBytes(StandardCharsets.UTF_8), "stdout");
    Explanation explanation = answer.explanations().orElseThrow().getFirst();
    assertEquals(answer.decisions().getFirst(), explanation.decision());
    for (TurningPoint point : explanation.turningPoints()) {
      String line = "it was " + Figures.of(point.was()) + "): " + point.desired() + " replicas";
      assertTrue(text.out().contains(line), () -> line + " is not in\n" + text.out());
    }
    // What it says is what it does: the size is another at that value and not yet before it.
    TurningPoint point = explanation.turningPoints().getFirst();
    double before = point.was() + (point.at() - point.was()) * 0.98;
    assertEquals(point.desired(), desiredAt(point.at()));
    assertEquals(answer.decisions().getFirst().desired(), desiredAt(before));
  }

  private Replicas desiredAt(double requests) throws IOException {
    Files.writeString(seen, OBSERVATION.replace("value: 95", "value: " + requests));
    Ended json = surge("decide", "-f", spec, "--observation", seen, "--json");
    return Json.read(
            DecideCommand.Answer.class, json.out().getBytes(StandardCharsets.UTF_8), "stdout")
        .decisions()
        .getFirst()
        .desired();
  }

  @Test
  void aWrongKeyIsNamedWithFileLineAndRule() throws IOException {
    Files.writeString(spec, Hospital.documents().replace("slots:", "slot:"));
    assertRefused(
        "surge: "
            + spec
            + ":16:13: spec.capacity.slots: is missing\n"
            + spec
            + ":16:27: spec.capacity.slot: unknown key; known keys are coldStart, serviceTime,"
            + " slots, startup, startupSpread; did you mean \"slots\"?",
        surge("decide", "-f", spec, "--observation", seen));
  }

  @Test
  void whatIsSeenMustBeDeclared() throws IOException {
    Files.writeString(seen, OBSERVATION.replace("beds:", "bed:"));
    assertRefused(
        "surge: " + seen + ": bed is observed and not declared; declared are [beds]",
        surge("decide", "-f", spec, "--observation", seen));
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    Path gone = folder.resolve("gone.yaml");
    assertRefused(
        "surge: " + gone + ":1:1: there is no such file",
        surge("decide", "-f", spec, "--observation", gone));
    Ended replay = surge("replay", folder.resolve("nowhere"));
    assertRefused("surge: " + folder.resolve("nowhere") + ": no journal segment is there", replay);
  }

  @Test
  void aFlagThatIsNotKnownIsNamed() throws IOException {
    Ended wrong = surge("decide", "-f", spec, "--observation", seen, "--jason");
    assertEquals(2, wrong.exit());
    assertEquals("", wrong.out());
    assertTrue(wrong.err().contains("'--jason'"), wrong::toString);
    Ended missing = surge("decide", "-f", spec);
    assertEquals(2, missing.exit());
    assertTrue(missing.err().contains("--observation"), missing::toString);
  }

  @Test
  void saysItsVersion() throws IOException {
    Ended version = surge("--version");
    assertEquals(0, version.exit());
    assertEquals("Surgeline unpackaged on Java " + Runtime.version().feature(), version.out());
  }

  @Test
  void versionAsJson() throws IOException {
    String expected =
        """
        {
          "name": "surgeline",
          "version": "unpackaged",
          "java": "%s"
        }
        """
            .formatted(Runtime.version());
    for (List<String> words :
        List.of(
            List.of("--version", "--json"),
            List.of("--json", "--version"),
            List.of("decide", "--version", "--json"))) {
      Ended version = surge(words.toArray());
      assertEquals(0, version.exit(), version::toString);
      assertEquals(expected.strip(), version.out().strip(), words::toString);
    }
    assertTrue(surge("replay", "--version").out().startsWith("Surgeline unpackaged on Java "));
    Ended misplaced = surge("--json", "replay", folder);
    assertEquals(2, misplaced.exit(), misplaced::toString);
    assertTrue(
        misplaced.err().startsWith("--json goes after the command: surge replay --json"),
        misplaced::toString);
  }

  @Test
  void everyCommandHasOneLineInTheHelp() throws IOException {
    List<String> lines = surge("--help").out().lines().toList();
    for (String name :
        List.of("demo", "run", "decide", "replay", "explain", "cost", "conformance")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.matches("  " + name + " +\\S.*\\.")),
          () -> name + " has no sentence of one line in " + lines);
    }
    String demo = surge("demo", "--help").out();
    assertTrue(demo.contains("The exit code judges failed requests alone."), demo);
    String run = surge("run", "--help").out();
    assertTrue(run.contains("SuccessExitStatus=143"), run);
  }

  @Test
  void aSignalThatNobodyReadsIsNamed() throws IOException {
    Files.writeString(seen, OBSERVATION.replace("requests_per_second", "request_per_second"));
    Ended ended = surge("decide", "-f", spec, "--observation", seen, "--json");
    assertEquals(0, ended.exit(), ended::toString);
    assertEquals(
        "surge: "
            + seen
            + ": beds: no policy reads request_per_second; read are requests_per_second; did you"
            + " mean \"requests_per_second\"?",
        ended.err());
  }

  /// A journal of the documents and one tick, as a run writes it.
  private Path record() throws IOException {
    Path journal = folder.resolve("state/journal");
    Files.createDirectories(journal);
    var documents = new Input.Respecified(NOW, Hospital.spec(), Digests.version(Hospital.spec()));
    Evaluator evaluator = new Evaluator();
    try (Journal written = Journal.begin(journal, State.INITIAL, _ -> {})) {
      var first = evaluator.evaluate(State.INITIAL, documents);
      written.append(State.INITIAL, documents, first);
      Input tick = Input.Tick.of(NOW.plusSeconds(1), Hospital.seen(NOW.plusSeconds(1), 2, 2, 95));
      var second = evaluator.evaluate(first.state(), tick);
      written.append(first.state(), tick, second);
    }
    return journal.resolve("journal-00000001.jsonl");
  }

  @Test
  void replayAgreesWithWhatWasRecorded() throws IOException {
    record();
    Ended same = surge("replay", folder.resolve("state"));
    assertEquals(0, same.exit(), same::toString);
    assertEquals(
        "replayed 2 steps with 1 decisions from 1 segment: every byte the same", same.out());
    assertRefused(
        "surge: " + spec + ": it is no journal: its first line is no record",
        surge("replay", spec));
  }

  @Test
  void replayDisagreesWithAnEditedJournalAndRefusesADamagedOne() throws IOException {
    Path segment = record();
    List<String> lines = Files.readAllLines(segment);
    String edited = lines.getLast().substring(9).replace("\"value\":95", "\"value\":20");
    lines.set(lines.size() - 1, sum(edited) + " " + edited);
    Files.writeString(segment, String.join("\n", lines) + "\n");
    Ended differs = surge("replay", folder.resolve("state"));
    assertEquals(1, differs.exit(), differs::toString);
    assertTrue(differs.out().contains(": 1 differ\njournal-00000001.jsonl:3: recorded digest "));
    assertEquals("", differs.err());

    lines.set(lines.size() - 1, lines.getLast().replace("\"value\":20", "\"value\":21"));
    Files.writeString(segment, String.join("\n", lines) + "\n");
    Ended damaged = surge("replay", folder.resolve("state"), "--json");
    assertEquals(1, damaged.exit(), damaged::toString);
    assertEquals("", damaged.err());
    var result =
        Json.read(Replay.Result.class, damaged.out().getBytes(StandardCharsets.UTF_8), "stdout");
    assertEquals(
        List.of("journal-00000001.jsonl line 3: its check sum does not fit: the line was changed"),
        result.differences());
  }

  private static String sum(String json) {
    CRC32C crc = new CRC32C();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  @Test
  void explainSaysWhyInOneScreen() throws IOException {
    record();
    Ended screen = surge("explain", "beds", "--state", folder.resolve("state"));
    assertEquals(0, screen.exit(), screen::toString);
    assertTrue(screen.out().startsWith(SENTENCE), screen::toString);
    for (String line :
        List.of(
            "  decision                    beds-2026-11-21T08:00:01Z",
            "  replicas                    2 -> 6",
            "  requests_per_second         95, 0ms old",
            "What would change the answer")) {
      assertTrue(screen.out().lines().anyMatch(line::equals), line + " is not in\n" + screen.out());
    }
    assertTrue(screen.out().lines().count() <= 40, "one screen");
    assertRefused(
        "surge: there is no decision for bed on the journal in " + folder.resolve("state"),
        surge("explain", "bed", "--state", folder.resolve("state")));
  }

  @Test
  void sentenceOfAnExceptionWithoutOneIsItsKind() {
    assertEquals("java.io.IOException", Surge.sentence(new IOException()));
    assertEquals(Optional.of("x"), Optional.of(Surge.sentence(new IOException("x"))));
  }

  @Test
  void runSaysWhichOptionCanNotBe() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "two words");
    assertRefused(
        "surge: --gateway-admin is a URL such as http://127.0.0.1:8081, not localhost:8081",
        run(token, "localhost:8081"));
    assertRefused(
        "surge: " + token + ": a token is one word of visible ASCII characters, and this is none",
        run(token, "http://localhost:8081"));
  }

  private Ended run(Path token, String admin) throws IOException {
    return surge(
        "run",
        "-f",
        spec,
        "--state",
        folder.resolve("state"),
        "--gateway",
        "http://127.0.0.1:1",
        "--gateway-admin",
        admin,
        "--gateway-token-file",
        token);
  }
}
