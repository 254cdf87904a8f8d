package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge simulate` as the process that people start.
final class SimulateCommandTest {
  private static final String SPEC =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: lab}
      spec: {timezone: Europe/London}
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Workload
      metadata: {name: intake}
      spec:
        criticality: standard
        target:
          process: {command: ["true", "{port}"], health: /health, metrics: /metrics, drain: 5s}
        replicas: {min: 1, max: 60}
        slo: {latency: {quantile: 0.99, below: 1s}}
        capacity: {startup: 30s, slots: 4, serviceTime: {mean: 200ms, cv: 0.6}}
        cost: {perReplicaHour: 0.5}
      """;

  @TempDir Path folder;
  private Path spec;
  private Path trace;

  private static Ended surge(Object... words) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("simulate"));
    arguments.addAll(List.of(words));
    return Ended.process(arguments.toArray());
  }

  /// Two hours of minutes, with three times the demand from the 80th to the 95th.
  @BeforeEach
  void write() throws IOException {
    spec = Files.writeString(folder.resolve("platform.yaml"), SPEC);
    trace = folder.resolve("trace.csv.gz");
    Instant start = Instant.parse("2026-03-02T08:00:00Z");
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(trace)), StandardCharsets.UTF_8)) {
      out.write("timestamp,count\n");
      for (int i = 0; i < 120; i++) {
        int count = i >= 80 && i < 95 ? 18_000 : 6_000;
        out.write(start.plusSeconds(60L * i) + "," + count + "\n");
      }
    }
  }

  private static Node.Mapping json(Ended ended) {
    assertEquals(0, ended.exit(), ended::err);
    byte[] bytes = ended.out().getBytes(StandardCharsets.UTF_8);
    return (Node.Mapping) Json.readNode(bytes, "stdout");
  }

  private static double number(Node.Mapping of, String key) {
    return Double.parseDouble(((Node.Scalar) of.find(key).orElseThrow()).text());
  }

  private static List<Node.Mapping> runs(Node.Mapping document) {
    return ((Node.Sequence) document.find("runs").orElseThrow())
        .items().stream().map(Node.Mapping.class::cast).toList();
  }

  @Test
  void jsonHasEveryRunWithItsScores() throws IOException {
    Ended ended =
        surge("-f", spec, "--trace", trace, "--against", "hpa,static", "--seeds", 2, "--json");
    Node.Mapping document = json(ended);
    assertEquals(7200, number(document, "simulatedSeconds"), 0);
    assertTrue(number(document, "wallSeconds") > 0);
    List<Node.Mapping> runs = runs(document);
    assertEquals(6, runs.size());
    for (Node.Mapping run : runs) {
      for (String key :
          List.of(
              "seed violationSeconds netViolationSeconds replicaHours cost p99Millis failed shed"
                  .split(" "))) {
        assertTrue(number(run, key) >= 0, key);
      }
      for (String key : "actions wrongDirection thetaU thetaO tauU tauO instability".split(" ")) {
        assertTrue(number(run, key) >= 0, key);
      }
      Node.Mapping classes = (Node.Mapping) run.find("byClass").orElseThrow();
      Node.Mapping own = (Node.Mapping) classes.find("standard").orElseThrow();
      assertEquals(number(run, "shed"), number(own, "shed"), 0);
      assertEquals(number(run, "violationSeconds") > 0, run.find("timeToCorrectWorst").isPresent());
      assertEquals(number(run, "replicaHours") / 2, number(run, "cost"), 1e-3);
    }
    Node.Mapping hpa = runs.get(2);
    assertEquals("hpa", ((Node.Scalar) hpa.find("controller").orElseThrow()).text());
    assertTrue(number(hpa, "violationSeconds") > 60, "a jump to three times: " + ended.out());
    assertEquals(number(hpa, "requests"), number(runs.getFirst(), "requests"), 0);
    assertTrue(ended.err().contains("simulated: static seed 2 is done"), ended.err());
  }

  @Test
  void whatRequestsAreIsAsked() throws IOException {
    Object[] plain = {"-f", spec, "--trace", trace, "--json", "--against", "static"};
    Object[] more = {
      "--mix", "critical=0.4,deferrable=0.6", "--queue-limit", 5, "--dispersion", "2"
    };
    Object[] words = Stream.concat(Stream.of(plain), Stream.of(more)).toArray();
    Node.Mapping run = runs(json(surge(words))).getFirst();
    Node.Mapping classes = (Node.Mapping) run.find("byClass").orElseThrow();
    double critical = number((Node.Mapping) classes.find("critical").orElseThrow(), "shed");
    double deferrable = number((Node.Mapping) classes.find("deferrable").orElseThrow(), "shed");
    assertTrue(deferrable > 2 * critical && deferrable > 0, critical + " and " + deferrable);
    Node.Mapping jobs =
        runs(json(surge(Stream.concat(Stream.of(plain), Stream.of("--jobs")).toArray())))
            .getFirst();
    assertEquals(0, number(jobs, "shed"), 0);
    turnedDown("--mix: the shares of a mix", "--mix", "critical=0.4");
    turnedDown("--mix: there is no class 'vital'", "--mix", "vital=1");
    turnedDown("--dispersion: a dispersion is 0 to 100", "--dispersion", "-1");
    turnedDown("--queue-limit is 0 or more", "--queue-limit", "-1");
    turnedDown("--against: the oracle can not", "--jobs", "--against", "oracle");
    turnedDown("several classes need", "--mix", "critical=0.5,standard=0.5", "--plant", "fluid");
  }

  private void turnedDown(String rule, String... more) throws IOException {
    Object[] words =
        Stream.concat(Stream.of("-f", spec, "--trace", trace), Stream.of(more)).toArray();
    Ended ended = surge(words);
    assertEquals(2, ended.exit(), rule);
    assertTrue(ended.err().contains(rule), ended.err());
  }

  @Test
  void theSameSeedSaysTheSame() throws IOException {
    Object[] words = {"-f", spec, "--trace", trace, "--against", "oracle", "--json", "--seed", 9};
    List<Node.Mapping> one = runs(json(surge(words)));
    List<Node.Mapping> other = runs(json(surge(words)));
    for (int i = 0; i < one.size(); i++) {
      assertEquals(
          new String(Json.canonical(one.get(i)), StandardCharsets.UTF_8),
          new String(Json.canonical(other.get(i)), StandardCharsets.UTF_8));
    }
  }

  @Test
  void tablesAndAPage() throws IOException {
    Path page = folder.resolve("page.html");
    Ended ended =
        surge(
            "-f",
            spec,
            "--trace",
            trace,
            "--plant",
            "fluid",
            "--against",
            "hpa,oracle",
            "--from",
            "2026-03-02T09:00",
            "--seeds",
            2,
            "--report",
            page);
    assertEquals(0, ended.exit(), ended::err);
    assertTrue(ended.out().startsWith("Simulated: intake, 99% within 1000ms"), ended.out());
    assertTrue(ended.out().contains("from 2026-03-02T09:00:00Z"), ended.out());
    assertTrue(ended.out().contains(" ± "), ended.out());
    assertTrue(ended.out().contains("beside hpa: "), ended.out());
    String html = Files.readString(page);
    for (String part :
        List.of("Scorecard, simulated", "<svg", "worst minute", "What the policies wanted")) {
      assertTrue(html.contains(part), part);
    }
    assertFalse(html.contains("http"), "nothing is fetched");
    assertFalse(html.contains("<script"));
  }

  @Test
  void whatCanNotBeSimulatedIsOneSentence() throws IOException {
    refused("there is no controller 'hap'", "-f", spec, "--trace", trace, "--against", "hap");
    refused(
        "--workload beds is not declared; there are intake",
        "-f",
        spec,
        "--trace",
        trace,
        "--workload",
        "beds");
    refused(
        "the trace goes from 2026-03-02T08:00:00Z to 2026-03-02T10:00:00Z",
        "-f",
        spec,
        "--trace",
        trace,
        "--from",
        "2026-03-03T00:00:00Z");
    refused("--from is a moment such as", "-f", spec, "--trace", trace, "--from", "noon");
    refused("--seeds is 1 to 100", "-f", spec, "--trace", trace, "--seeds", 0);
    refused("a scale is above 0", "-f", spec, "--trace", trace, "--scale", 0);
    refused(
        "there is no folder for it",
        "-f",
        spec,
        "--trace",
        trace,
        "--report",
        folder.resolve("no/page.html"));
    refused(folder + " is a folder", "-f", spec, "--trace", trace, "--report", folder);
    refused(folder + ": is a folder", "-f", spec, "--trace", folder);
    refused("there is no controller", "-f", spec, "--trace", trace, "--against", "hpa-070");
  }

  /// Steps of five minutes: the first, the third and the seventh have no count.
  @Test
  void whatIsPlayedInPlaceOfWhatIsMissingIsSaid() throws IOException {
    var rows = new StringBuilder("timestamp,count\n");
    Instant start = Instant.parse("2026-03-02T08:00:00Z");
    for (int i = 0; i < 12; i++) {
      String count = i == 0 || i == 2 || i == 6 ? "" : "600";
      rows.append(start.plusSeconds(300L * i)).append(',').append(count).append('\n');
    }
    Path gaps = Files.writeString(folder.resolve("gaps.csv"), rows);
    String shown = surge("-f", spec, "--trace", gaps, "--plant", "fluid").out();
    assertTrue(shown.contains("3 of 12 steps of the trace have no count: the last count"), shown);
    assertTrue(shown.contains("place, and in 1 before the first count nothing is played"), shown);
    String early =
        surge("-f", spec, "--trace", gaps, "--plant", "fluid", "--to", "2026-03-02T08:10").out();
    assertTrue(
        early.contains("1 of 2 steps of the trace have no count: in 1 before the first count"),
        early);
    String whole = surge("-f", spec, "--trace", trace, "--plant", "fluid").out();
    assertFalse(whole.contains("have no count"), whole);
  }

  /// A count that is wrong by some powers of ten would be played for years.
  @Test
  void whatCanNotBePlayedInDaysIsRefusedWithAnEstimate() throws IOException {
    String rows = "timestamp,count\n2026-03-02T08:00:00Z,1e15\n2026-03-02T08:01:00Z,5\n";
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), rows);
    refused(
        "1.0e+15 requests in each of 2 runs take about",
        "-f",
        spec,
        "--trace",
        wrong,
        "--against",
        "hpa");
    Ended fluid = surge("-f", spec, "--trace", wrong, "--plant", "fluid");
    assertEquals(0, fluid.exit(), fluid::toString);
    assertFalse(fluid.err().contains("take about"), fluid.err());
  }

  private static void refused(String because, Object... words) throws IOException {
    Ended ended = surge(words);
    assertEquals(2, ended.exit(), ended::toString);
    assertTrue(ended.err().contains(because), ended.err());
    assertEquals("", ended.out());
  }
}
