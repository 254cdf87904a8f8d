package dev.surgeline.lab.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scenario's text is read strictly, and judged by what it says.
final class ScenarioFileTest {
  private static final String TEXT =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Scenario
      metadata: {name: mine}
      spec:
        about: Twice the demand for ten minutes.
        start: 2026-03-02T09:00:00Z
        lasts: 30m
        warmup: 10m
        demand:
          - workload: intake
            base: 20
            courses: [{times: {9m: 1, 10m: 2, 20m: 2, 21m: 1}}]
        faults:
          - {type: crash, workload: intake, at: 5m, share: 1}
        expect:
          - {type: unanswered, workload: intake, atMost: 0}
          - {type: size, workload: intake, atLeast: 3}
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: here}
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Workload
      metadata: {name: intake}
      spec:
        target: {process: {command: [serve, "{port}"], health: /h, metrics: /m, drain: 5s}}
        criticality: standard
        replicas: {min: 2, max: 20}
        slo: {latency: {quantile: 0.99, below: 1s}}
        capacity: {startup: 20s, slots: 4, serviceTime: 250ms}
      """;

  @TempDir Path folder;

  private Scenario read(String text) throws IOException {
    return ScenarioFile.read(Files.writeString(folder.resolve("mine.yaml"), text));
  }

  private void refused(String rule, String was, String is) {
    var error = assertThrows(DocumentException.class, () -> read(TEXT.replace(was, is)));
    assertTrue(error.getMessage().contains("mine.yaml:"), error.getMessage());
    assertTrue(error.getMessage().contains(rule), error.getMessage());
  }

  @Test
  void whatDoesNotHoldSaysWhatWasWantedAndMeasured() throws IOException {
    Scenario scenario = read(TEXT);
    Played played = new Play(scenario, 1).run(_ -> {});
    List<Check> checks =
        scenario.story().expectations().stream().map(one -> one.check(played)).toList();
    assertFalse(checks.getFirst().held(), "what the replica worked on is lost");
    String sentence = checks.getFirst().sentence();
    assertTrue(
        sentence.startsWith("requests of intake without an answer: at most 0 wanted, "), sentence);
    assertTrue(checks.get(1).held() || checks.get(1).measured().equals("2"));
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    refused("spec.demand[0].bse: unknown key", "base: 20", "bse: 20");
    refused("spec.faults[0].type: unknown type \"crush\"", "type: crash", "type: crush");
    refused("a crash has one of share and replicas", "share: 1}", "share: 1, replicas: 1}");
    refused(
        "there is no workload intak in the documents",
        "workload: intake, at",
        "workload: intak, at");
    refused("what happens begins before the scenario is over", "at: 5m", "at: 50m");
    refused("lasts is 1m to 31d", "lasts: 30m", "lasts: 30s");
    refused(
        "intake has two demands", "  demand:\n", "  demand:\n    - {workload: intake, base: 1}\n");
    refused("demand has one of base and trace", "base: 20", "requests: 20");
    refused("one document of kind Scenario is expected, not 0", "kind: Scenario", "kind: Scenery");
    refused("beyond 200000000 the plant is fluid", "base: 20", "base: 200000");
    refused(
        "clients that try again need the plant of requests",
        "    - workload: intake\n",
        "    - workload: intake\n      clients: {retries: 2}\n".replace("    -", "    -"),
        "plant: fluid");
  }

  private void refused(String rule, String was, String is, String more) {
    String text = TEXT.replace(was, is).replace("  lasts: 30m", "  " + more + "\n  lasts: 30m");
    var error = assertThrows(DocumentException.class, () -> read(text));
    assertTrue(error.getMessage().contains(rule), error.getMessage());
  }

  @Test
  void aTraceIsPlayed() throws IOException {
    var csv = new StringBuilder("timestamp,count\n");
    for (int i = 0; i < 40; i++) {
      csv.append("2026-03-02T08:%02d:00Z,%d%n".formatted(i, i < 30 ? 600 : 1200));
    }
    Files.writeString(folder.resolve("trace.csv"), csv, StandardCharsets.UTF_8);
    Scenario scenario =
        read(
            TEXT.replace("      base: 20\n", "      trace: {file: trace.csv, scale: 2}\n")
                .replace("      courses: [{times: {9m: 1, 10m: 2, 20m: 2, 21m: 1}}]\n", ""));
    var counts = scenario.counts(scenario.spec().workloads().firstKey());
    assertEquals(20, counts.at(0), 1e-9);
    assertEquals(40, counts.at(30 * 60), 1e-9, "from the beginning of the warm-up on");
  }

  @Test
  void whatIsWrittenReadsBackEqual() throws IOException {
    Scenario scenario = read(TEXT);
    assertEquals(scenario, read(ScenarioFile.write(scenario)));
    for (String name : Shipped.NAMES) {
      Scenario shipped = Shipped.read(name);
      assertEquals(shipped, read(ScenarioFile.write(shipped)), name);
    }
  }
}
