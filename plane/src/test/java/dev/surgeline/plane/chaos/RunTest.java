package dev.surgeline.plane.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.chaos.ExperimentJournal.Status;
import dev.surgeline.plane.fixture.Canned;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Experiments run with real programs and requests.
@Timeout(120)
final class RunTest {
  private static final Path TOUCH = Path.of("/usr/bin/touch");
  private static final Path TEST = Path.of("/usr/bin/test");
  private static final Path RM = Path.of("/bin/rm");
  private static final Path SLEEP = Path.of("/bin/sleep");

  @TempDir Path folder;

  private Experiment read(String probes, String method, String rollbacks) throws IOException {
    String text = Experiments.of(probes, method, rollbacks);
    return Experiments.read(folder, text, TOUCH, TEST, RM, SLEEP, Path.of("/usr/bin/env"));
  }

  private ExperimentJournal run(String probes, String method, String rollbacks) throws IOException {
    return run(read(probes, method, rollbacks));
  }

  private static ExperimentJournal run(Experiment experiment) {
    return new Run(experiment, Calls.with(Map.of()), InstantSource.system(), _ -> {}).perform();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private boolean there(String name) {
    return Files.exists(folder.resolve(name));
  }

  private String touch(String name) {
    return Experiments.program("action", "touch " + name, "", "/usr/bin/touch", file(name));
  }

  /// A probe of the hypothesis: there is no such file.
  private String without(String name) {
    return Experiments.program(
        "probe", "no " + name, "\"tolerance\": 1", "/usr/bin/test", "-e", file(name));
  }

  private static final String FAILS =
      """
      {"type": "%s", "name": "asks nobody",
       "provider": {"type": "http", "url": "http://127.0.0.1:9", "timeout": 5}}
      """;

  @Test
  void whatHeldBeforeAndHoldsAfterwardsIsCompleted() throws IOException {
    ExperimentJournal ended = run(without("x"), touch("a"), touch("b"));
    assertEquals(Status.COMPLETED, ended.status(), ended::verdict);
    assertFalse(ended.deviated());
    assertTrue(there("a") && there("b"));
    assertTrue(ended.before().orElseThrow().met() && ended.after().orElseThrow().met());
  }

  @Test
  void whatHoldsNoLongerHasDeviatedAndIsRolledBack() throws IOException {
    String undo = Experiments.program("action", "undo", "", "/bin/rm", file("x"));
    ExperimentJournal ended = run(without("x"), touch("x"), undo);
    assertEquals(Status.FAILED, ended.status());
    assertTrue(ended.deviated());
    assertFalse(there("x"), "rolled back");
    assertEquals("it deviated: no x", ended.verdict());
  }

  @Test
  void whatDoesNotHoldIsNotTriedAndRolledBackAllTheSame() throws IOException {
    Files.createFile(folder.resolve("x"));
    ExperimentJournal ended = run(without("x") + "," + without("y"), touch("a"), touch("b"));
    assertEquals(Status.FAILED, ended.status());
    assertFalse(ended.deviated());
    assertFalse(there("a"));
    assertTrue(there("b"));
    assertEquals(1, ended.before().orElseThrow().probes().size(), "no probe after the first");
    assertTrue(ended.verdict().contains("it was not begun"), ended::verdict);
  }

  @Test
  void anActionThatCanNotBeDoneEndsTheMethodAndAProbeDoesNot() throws IOException {
    String method = FAILS.formatted("probe") + "," + touch("a") + "," + FAILS.formatted("action");
    String rollbacks = FAILS.formatted("action") + "," + touch("c");
    ExperimentJournal ended = run(without("x"), method + "," + touch("b"), rollbacks);
    assertEquals(Status.FAILED, ended.status());
    assertTrue(there("a") && !there("b"), "a is before it and b after");
    assertTrue(there("c"), "a rollback that fails does not keep the next from being tried");
    assertEquals(
        List.of(false, true, false), ended.during().stream().map(Done::succeeded).toList());
    assertTrue(ended.verdict().contains("could not be carried out"), ended::verdict);
    assertTrue(ended.verdict().contains("1 of its rollbacks failed"), ended::verdict);
    assertTrue(ended.after().isEmpty());
  }

  @Test
  void whatRunsInTheBackgroundIsWaitedForAndKeepsItsPlace() throws IOException {
    String slow =
        Experiments.program("action", "slow", "\"background\": true", "/bin/sleep", "0.6");
    long begun = System.nanoTime();
    ExperimentJournal ended = run("", slow + "," + slow + "," + touch("a"), "");
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertEquals(Status.COMPLETED, ended.status());
    assertEquals(
        List.of("slow", "slow", "touch a"),
        ended.during().stream().map(done -> done.activity().name()).toList());
    assertTrue(millis >= 600 && millis < 1_150, millis + " ms: side by side");
    assertTrue(ended.during().getLast().end().isBefore(ended.during().getFirst().end()));
  }

  @Test
  void aProgramThatTakesTooLongIsEnded() throws IOException {
    String slow =
        """
        {"type": "action", "name": "slow", "provider":
          {"type": "process", "path": "/bin/sleep", "arguments": ["31.4159"], "timeout": 0.3}}
        """;
    ExperimentJournal ended = run("", slow, "");
    assertEquals(Status.FAILED, ended.status());
    assertTrue(ended.verdict().endsWith("slow: it did not end within 300 ms"), ended::verdict);
    Until.holds("it has ended", () -> sleeping("31.4159") == 0);
  }

  private static long sleeping(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(
            one -> one.info().commandLine().filter(it -> it.endsWith(" " + seconds)).isPresent())
        .count();
  }

  @Test
  void anInterruptedRunIsRolledBackAndOnTheJournal() throws Exception {
    String slow =
        Experiments.program("action", "slow", "\"background\": true", "/bin/sleep", "32.1");
    String pause =
        Experiments.program("action", "p", "\"pauses\": {\"after\": 60}", "/bin/sleep", "0");
    Experiment experiment = read(without("x"), slow + "," + pause + "," + touch("b"), touch("c"));
    var run = new CompletableFuture<Run>();
    var over = new CompletableFuture<ExperimentJournal>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              run.complete(
                  new Run(experiment, Calls.with(Map.of()), InstantSource.system(), _ -> {}));
              over.complete(run.join().perform());
            });
    Until.holds("it is under way", () -> sleeping("32.1") == 1);
    run.join().interrupt();
    runner.join();
    ExperimentJournal ended = over.join();
    assertEquals(Status.INTERRUPTED, ended.status());
    assertTrue(there("c") && !there("b"));
    assertEquals(0, sleeping("32.1"), "what was started has ended");
    String text = new String(ended.bytes(), StandardCharsets.UTF_8);
    assertTrue(text.contains("\"interrupted\""), text);
    assertEquals(List.of(false, true), ended.during().stream().map(Done::succeeded).toList());
  }

  @Test
  void theJournalHasWhatTheFormatAsksForAndNoSecret() throws IOException {
    try (Canned server =
        new Canned(asked -> Canned.Answer.of(200, "the key is a-secret-key, " + asked))) {
      String probe =
          """
          {"type": "probe", "name": "asks", "secrets": ["door"],
           "tolerance": {"type": "regex", "target": "body", "pattern": "GET"},
           "provider": {"type": "http", "url": "%s", "headers": {"Authorization": "${key}"},
             "arguments": {"q": "a b"}}}
          """
              .formatted(server.uri());
      ExperimentJournal ended = run(probe, touch("a"), "");
      assertEquals(Status.COMPLETED, ended.status(), ended::verdict);
      assertTrue(server.asked().getFirst().contains("?q=a+b"), server.asked()::toString);
      String text = new String(ended.bytes(), StandardCharsets.UTF_8);
      assertFalse(text.contains("a-secret-key"), text);
      Node journal = Json.readNode(ended.bytes(), "journal");
      for (String key :
          List.of("experiment", "status", "deviated", "start", "end", "duration", "run")) {
        assertTrue(Tree.find(journal, key).isPresent(), key);
      }
      Node first = JsonPath.parse("$.steady_states.before.probes[0]").find(journal).getFirst();
      for (String key :
          List.of("activity", "status", "start", "end", "duration", "tolerance_met", "output")) {
        assertTrue(Tree.find(first, key).isPresent(), key);
      }
      assertEquals("succeeded", one(journal, "$.run[0].status"));
      assertEquals("touch a", one(journal, "$.run[0].activity.name"));
    }
  }

  private static String one(Node journal, String path) {
    return Tree.plain(JsonPath.parse(path).find(journal).getFirst()).orElse("no scalar");
  }

  @Test
  void aProgramSeesNoSecretsOfTheEnvironmentAndAProbeJudgesByItsExitCode() throws IOException {
    String env = Experiments.program("probe", "env", "", "/usr/bin/env");
    ExperimentJournal ended = run("", env, "");
    String said =
        Tree.find(ended.during().getFirst().output().orElseThrow(), "stdout")
            .flatMap(Tree::plain)
            .orElseThrow();
    List<String> names = said.lines().map(line -> line.replaceFirst("=.*", "")).toList();
    assertTrue(
        List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ").containsAll(names),
        names::toString);
    for (String judge : List.of("true", "false")) {
      String asked =
          """
          {"type": "probe", "name": "j", "provider":
            {"type": "process", "path": "/usr/bin/env", "arguments": ["%s"]}}
          """
              .formatted(judge);
      String probe =
          Experiments.program("probe", "p", "\"tolerance\": " + asked, "/bin/sleep", "0");
      ExperimentJournal judged = run(probe, touch("a"), "");
      assertEquals(judge.equals("true"), judged.before().orElseThrow().met());
    }
  }

  @Test
  void aServerThatHangsOrSaysTooMuchFails() throws IOException {
    try (Canned server =
        new Canned(asked ->
            asked.endsWith("/long")
                ? Canned.Answer.of(200, "x".repeat(2_000_000))
                : Canned.Answer.half("half", true))) {
      for (String path : List.of("/hang", "/long")) {
        String step =
            """
            {"type": "action", "name": "asks", "provider":
              {"type": "http", "url": "%s", "timeout": 1}}
            """
                .formatted(server.uri().resolve(path));
        ExperimentJournal ended = run("", step, "");
        assertEquals(Status.FAILED, ended.status(), path);
      }
    }
  }
}
