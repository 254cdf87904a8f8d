package dev.surgeline.lab.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.lab.plant.Ledger;
import dev.surgeline.lab.simulate.Run;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /// Classes, jobs and dispersion change what becomes of the same demand, and are refused where
  /// they can not be.
  @Test
  void whatRequestsAreIsSaid() throws IOException {
    String mixed = "mix: {critical: 0.5, deferrable: 0.5}";
    Scenario scenario = read(asked(mixed + "\n      clients: {queue: 20}"));
    Played played = new Play(scenario, 1).run(_ -> {});
    Ledger ledger = played.workloads().firstEntry().getValue().ledger();
    assertTrue(ledger.shed(Criticality.DEFERRABLE) > 0, "the crash leaves nobody to serve");
    assertTrue(ledger.shed(Criticality.CRITICAL) < ledger.shed(Criticality.DEFERRABLE));
    assertEquals(0, ledger.shed(Criticality.STANDARD), "there is none of it");
    Ledger jobs = ledger("jobs: true");
    assertEquals(0, jobs.shed(), 0, "nobody gives up");
    double plain = missed("clients: {patience: 10s}");
    assertTrue(missed("dispersion: {variance: 1, over: 30s}") > plain, "beyond " + plain);
    assertEquals(scenario, read(ScenarioFile.write(scenario)));
    said("1 together", "mix: {critical: 0.5}");
    said("jobs have no patience", "jobs: true\n      clients: {patience: 5s}");
    said("a variance is above 0", "dispersion: {variance: 0}");
    String fluid = asked(mixed).replace("  lasts: 30m", "  plant: fluid\n  lasts: 30m");
    var error = assertThrows(DocumentException.class, () -> read(fluid));
    assertTrue(
        error.getMessage().contains("intake: requests of several classes need the plant"),
        error.getMessage());
  }

  private static String asked(String more) {
    return TEXT.replace("      base: 20\n", "      base: 20\n      " + more + "\n");
  }

  private Ledger ledger(String more) throws IOException {
    return new Play(read(asked(more)), 1).run(_ -> {}).workloads().firstEntry().getValue().ledger();
  }

  private double missed(String more) throws IOException {
    return ledger(more).missedBetween(0, Duration.ofHours(1).toNanos());
  }

  private void said(String rule, String more) {
    var error = assertThrows(DocumentException.class, () -> read(asked(more)));
    assertTrue(error.getMessage().contains(rule), error.getMessage());
  }

  private static final String LOSS =
      "{type: regionLoss, region: leeds, at: 5m, lasts: 10m, to: {intake: spare}, after: 1m}";

  private static final String PLACES =
      """
      metadata: {name: here}
      spec:
        regions: [{name: leeds, jurisdictions: [UK]}, {name: london, jurisdictions: [UK]}]
      """;

  private static final String PLACED =
      """
        criticality: standard
        region: leeds
        data: {classification: phi, residency: [UK]}
      """;

  private static final String REGIONS =
      TEXT.replace("{type: crash, workload: intake, at: 5m, share: 1}", LOSS)
          .replace("metadata: {name: here}\n", PLACES)
          .replace("  criticality: standard\n", PLACED);

  private static String withSpare() {
    String spare =
        REGIONS
            .substring(REGIONS.lastIndexOf("---"))
            .replace("name: intake", "name: spare")
            .replace("region: leeds", "region: london");
    return REGIONS + spare;
  }

  /// 20 requests a second go to the other region a minute after theirs is lost, and come back a
  /// minute after it is there again. Its replicas are gone in between.
  @Test
  void aRegionIsCapacity() throws IOException {
    String text =
        withSpare().replace("      courses: [{times: {9m: 1, 10m: 2, 20m: 2, 21m: 1}}]\n", "");
    Scenario scenario = read(text);
    var lost = scenario.counts(scenario.spec().workloads().firstKey());
    var taker = scenario.counts(scenario.spec().workloads().lastKey());
    int origin = 600;
    for (int second : new int[] {0, 359, 360, 959, 960, 1799}) {
      boolean moved = second >= 360 && second < 960;
      assertEquals(moved ? 0 : 20, lost.at(origin + second), 0);
      assertEquals(moved ? 20 : 0, taker.at(origin + second), 0);
    }
    Played played = new Play(scenario, 1).run(_ -> {});
    for (Run.Moment moment : played.workloads().firstEntry().getValue().result().course()) {
      long second = Duration.between(played.start(), moment.at()).toSeconds();
      assertEquals(second < 300 || second > 900, moment.ready() > 0 || second > 900, moment + "");
    }
    assertTrue(played.workloads().lastEntry().getValue().result().requests() > 11_000);
    assertEquals(scenario, read(ScenarioFile.write(scenario)));
  }

  @Test
  void dataStaysWhereItMust() {
    var error =
        assertThrows(
            DocumentException.class,
            () ->
                read(
                    withSpare()
                        .replace(
                            "{name: london, jurisdictions: [UK]}",
                            "{name: london, jurisdictions: [EU]}")));
    assertTrue(
        error.getMessage().contains("requests of intake can not go to spare: "),
        error.getMessage());
    var none =
        assertThrows(
            DocumentException.class,
            () -> read(withSpare().replace("region: leeds, at", "region: york, at")));
    assertTrue(none.getMessage().contains("there is no region york"), none.getMessage());
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
