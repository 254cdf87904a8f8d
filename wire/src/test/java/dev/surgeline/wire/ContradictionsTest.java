package dev.surgeline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.PlatformSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents that are right by themselves and ask together for what can not be: refused as they are
/// loaded, each with one sentence and its place.
final class ContradictionsTest {
  private static final Instant NOW = Instant.parse("2025-12-27T12:00:00Z");
  private static final String PLATFORM =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      spec:
        regions: [{name: london, jurisdictions: [UK]}, {name: dublin, jurisdictions: [EU]}]
      """;
  private static final String ADEQUACIES =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Adequacies
      metadata: {name: list}
      spec:
        adequacies:
          - {data: EU, held: UK, from: 2021-06-28, until: 2025-12-27, source: the decision of 2021,
            reviewBy: 2025-11-01}
      """;

  @TempDir Path folder;

  @BeforeEach
  void platform() throws IOException {
    write("p.yaml", PLATFORM);
  }

  @Test
  void aResidencyThatNoRegionSatisfiesIsRefused() throws IOException {
    String beds =
        workload("beds", "  region: london\n  data: {classification: phi, residency: [EU]}\n");
    write("beds.yaml", beds);
    assertEquals(
        "beds.yaml:12:42: spec.data.residency: beds: data that must stay in EU may not be held in"
            + " london [UK], and no adequacy is listed for it",
        refused());
    write("list.yaml", ADEQUACIES);
    assertEquals(1, read().platform().adequacies().size());
    PlatformSpec spec = read();
    Path written = folder.resolve("w/all.yaml");
    Files.createDirectory(folder.resolve("w"));
    Files.writeString(written, Documents.write(spec));
    assertEquals(spec, Documents.readPlatform(List.of(written), NOW));
    assertEquals(
        "beds.yaml:12:42: spec.data.residency: beds: data that must stay in EU may not be held in"
            + " london [UK]: the decision of 2021 ended on 2025-12-27",
        refused(NOW.plusSeconds(86_400)));
    write("beds.yaml", beds.replace("residency: [EU]", "residency: [EU, IN]"));
    assertEquals(
        "beds.yaml:12:42: spec.data.residency: beds: data that must stay in IN may not be held in"
            + " london [UK], and no adequacy is listed for it",
        refused());
  }

  @Test
  void theListThatIsShippedIsReadBesideAPlatform() throws IOException {
    write("beds.yaml", workload("beds", ""));
    Path shipped = Path.of("..", "sample", "adequacies.yaml");
    var adequacies = Documents.readPlatform(List.of(folder, shipped), NOW).platform().adequacies();
    assertEquals(3, adequacies.size());
    adequacies.forEach(one -> assertTrue(one.reviewBy().isPresent(), one::source));
  }

  @Test
  void aRegionThatIsNotThereIsRefused() throws IOException {
    write("beds.yaml", workload("beds", "  region: paris\n"));
    assertEquals(
        "beds.yaml:11:11: spec.region: beds: the region paris is none of the platform's; it names"
            + " [london, dublin]",
        refused());
    write("beds.yaml", workload("beds", "  data: {classification: phi, residency: [EU]}\n"));
    assertEquals(
        "beds.yaml:11:42: spec.data.residency: beds: a residency is stated, and it is not known"
            + " where the workload runs: the platform names several regions and the workload none",
        refused());
    write("p.yaml", PLATFORM.replaceAll("  regions.*\n", "  interval: 15s\n"));
    assertEquals(
        "beds.yaml:11:42: spec.data.residency: beds: a residency is stated, and it is not known"
            + " where the workload runs: the platform names no region",
        refused());
  }

  @Test
  void ceilingsThatDisagreeOrDoNotFitTheMinAreRefused() throws IOException {
    String on = "  dependsOn: [{workload: db, connectionsPerReplica: 10, limit: 400}]\n";
    write("a.yaml", workload("a", on));
    write("b.yaml", workload("b", on.replace("400", "300")));
    assertEquals(
        "b.yaml:11:14: spec.dependsOn: b: db has the limit 300 here and 400 in a", refused());
    write("b.yaml", workload("b", "  ceilings: [{name: licences, limit: 1}]\n"));
    assertEquals(
        "b.yaml:11:13: spec.ceilings: b: licences has the limit 1, and the min of 2 needs 2",
        refused());
    String tight = on.replace("400", "30");
    write("a.yaml", workload("a", tight));
    write("b.yaml", workload("b", tight));
    assertEquals(
        "b.yaml:11:14: spec.dependsOn: b: db has the limit 30, and the min of 2 needs 20 here;"
            + " with the mins of those before it is 40",
        refused());
    write("b.yaml", workload("b", "  ceilings: [{name: x, limit: 9}, {name: x, limit: 9}]\n"));
    assertEquals("b.yaml:1:1: each ceiling is listed once", refused());
  }

  @Test
  void aSignalThatNothingCanGiveIsRefused() throws IOException {
    String steps = "  - steps: {signal: X, as: average, up: [{above: 9, add: 1}]}\n";
    write("a.yaml", workload("a", "").replace("backlog", "requests_in_flight"));
    assertEquals(
        "a.yaml:5:3: spec: a: queue reads requests_in_flight, which the gateway counts, and the"
            + " workload has no routes",
        refused());
    String routes = "  routes: [{pathPrefix: /a}]\n";
    write("a.yaml", workload("a", routes).replace("backlog", "objective_latency_millis"));
    assertEquals(
        "a.yaml:5:3: spec: a: queue reads objective_latency_millis, and no objective of latency is"
            + " stated in slo",
        refused());
    write("a.yaml", workload("a", routes).replace("backlog", "slots"));
    assertEquals(
        "a.yaml:5:3: spec: a: queue reads slots as one total, and it is a value of each replica",
        refused());
    write("a.yaml", workload("a", steps.replace("X", "backlog")));
    assertEquals(
        "a.yaml:5:3: spec: a: backlog is read as one total by queue and of each replica by steps;"
            + " replicas give it one way",
        refused());
    // The gateway's can be read both ways, and any other name may stand on a metrics page.
    write(
        "a.yaml",
        workload("a", steps.replace("X", "requests_in_flight") + routes)
            .replace("backlog", "requests_in_flight"));
    assertEquals(2, read().workloads().firstEntry().getValue().scaling().policies().size());
  }

  @Test
  void aSlipInTheNameOfAGatewaysSignalIsRefused() throws IOException {
    String routes = "  routes: [{pathPrefix: /a}]\n";
    for (String slip : List.of("requests_in_flght", "request_in_flight", "requests_in_fligth")) {
      write("a.yaml", workload("a", routes).replace("backlog", slip));
      assertEquals(
          "a.yaml:5:3: spec: a: queue reads "
              + slip
              + ", which is next to the gateway's own requests_in_flight: name it otherwise, or as"
              + " that",
          refused());
    }
    for (String own : List.of("claims_per_second", "jobs_in_flight", "slot")) {
      write("a.yaml", workload("a", routes).replace("backlog", own));
      assertEquals(1, read().workloads().size());
    }
  }

  private static String workload(String name, String lines) {
    return """
    apiVersion: surgeline.dev/v1alpha1
    kind: Workload
    metadata: {name: NAME}
    spec:
      criticality: critical
      target: {process: {command: [serve, "{port}"], health: /h, metrics: /m, drain: 1s}}
      replicas: {min: 2, max: 40}
      capacity: {startup: 3s, slots: 4, serviceTime: 250ms}
      policies:
      - queue: {signal: backlog, perReplica: 20}
    """
            .replace("NAME", name)
        + lines;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private PlatformSpec read() {
    return Documents.readPlatform(List.of(folder), NOW);
  }

  private String refused() {
    return refused(NOW);
  }

  private String refused(Instant now) {
    var e =
        assertThrows(DocumentException.class, () -> Documents.readPlatform(List.of(folder), now));
    return e.getMessage().replace(folder + "/", "");
  }
}
