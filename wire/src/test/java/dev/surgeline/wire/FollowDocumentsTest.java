package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.platform.WorkloadName;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Workloads that follow each other, as documents say it, and what is said of those that can not.
final class FollowDocumentsTest {
  private static final String PLATFORM =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      """;
  private static final String QUEUE = "queue: {signal: backlog, perReplica: 3}";
  private static final String KEY = "p.yaml:15:15: spec.policies[0].follow";

  @Test
  void oneSeveralOrAllThatDepend() {
    Follow one = new Follow(List.of(lead("portal", 0.5)));
    same(one, "{workload: portal, ratio: 0.5}");
    same(one, "[{workload: portal, ratio: 0.5}]");
    same(
        new Follow(List.of(lead("portal", 0.5), lead("kiosk", 3))),
        "[{workload: portal, ratio: 0.5}, {workload: kiosk, ratio: 3}]");
    same(new Follow(List.of()), "{}");
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    told(KEY + ".ratio: is missing", "{workload: portal}");
    told(KEY + ": ratio is above 0 and at most 1000000", "{workload: portal, ratio: 0}");
    told(KEY + ": a list names a workload; {} follows dependents", "[]");
    told(
        KEY + ": each workload that is followed is listed once",
        "[{workload: portal, ratio: 1}, {workload: portal, ratio: 2}]");
    told(
        KEY
            + ": must be {workload: ..., ratio: ...}, a list of such, or {}, not the text"
            + " \"portal\"",
        "portal");
  }

  @Test
  void whoIsNotThereIsToldWithTheNearestName() {
    told(
        "p.yaml:5:1: beds follows portl, and there is no such workload; did you mean \"portal\"?",
        "{workload: portl, ratio: 1}");
    told(
        "p.yaml:5:1: beds follows radiology, and there is no such workload",
        "{workload: radiology, ratio: 1}");
  }

  @Test
  void whatNothingDependsOnCanNotFollowDependents() {
    refused(
        "p.yaml:5:1: beds follows what depends on it, and no workload has it under dependsOn with"
            + " fanOut",
        workload("beds", "follow: {}", "[]")
            + workload("portal", QUEUE, "[{workload: beds}, {workload: beds-db}]"));
  }

  @Test
  void aCycleIsNamedAtItsFirstWorkload() {
    refused(
        "p.yaml:18:1: workloads follow each other in a cycle: api -> portal -> records -> api",
        workload("portal", "follow: {workload: records, ratio: 1}", "[]")
            + workload("api", "follow: {workload: portal, ratio: 1}", "[]")
            + workload("records", "follow: [{workload: api, ratio: 1}]", "[]")
            + workload("claims", QUEUE, "[]"));
  }

  @Test
  void aCycleOfDependenciesIsRefusedThoughNobodyFollows() {
    refused(
        "p.yaml:5:1: workloads depend on each other in a cycle: beds -> portal -> beds",
        workload("beds", QUEUE, "[{workload: portal}]")
            + workload("portal", QUEUE, "[{workload: beds}]"));
  }

  /// Portal and kiosk depend on beds.
  private static String documents(String follow) {
    return workload("beds", "follow: " + follow, "[]")
        + workload("portal", QUEUE, "[{workload: beds, fanOut: 2}, {workload: beds-db}]")
        + workload("kiosk", QUEUE, "[{workload: beds, fanOut: 1}]");
  }

  private static String workload(String name, String policy, String dependsOn) {
    return """
    ---
    apiVersion: surgeline.dev/v1alpha1
    kind: Workload
    metadata: {name: %s}
    spec:
      target: {process: {command: ["{port}"], health: /, metrics: /, drain: 1s}}
      criticality: standard
      replicas: {min: 1, max: 9}
      capacity: {startup: 3s, slots: 8, serviceTime: 120ms}
      dependsOn: %s
      policies:
        - %s
      # that is all
    """
        .formatted(name, dependsOn, policy);
  }

  private static void same(Follow follow, String yaml) {
    PlatformSpec spec = read(documents(yaml));
    var beds = Objects.requireNonNull(spec.workloads().get(new WorkloadName("beds")));
    assertEquals(List.of(follow), beds.scaling().policies());
    assertEquals(spec, Documents.platform(yaml(Documents.write(spec)), "p.yaml"));
  }

  private static void told(String problem, String follow) {
    refused(problem, documents(follow));
  }

  private static void refused(String problem, String documents) {
    var e = assertThrows(DocumentException.class, () -> read(documents));
    assertEquals(problem, e.getMessage());
  }

  private static Follow.Lead lead(String workload, double ratio) {
    return new Follow.Lead(new WorkloadName(workload), ratio);
  }

  private static PlatformSpec read(String documents) {
    return Documents.platform(yaml(PLATFORM + documents), "p.yaml");
  }

  private static List<Node> yaml(String text) {
    return Yaml.read(text.getBytes(UTF_8), "p.yaml");
  }
}
