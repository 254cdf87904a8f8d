package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.WorkloadName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  static final String BEDS =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      spec: {interval: 500ms}
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Workload
      metadata: {name: beds}
      spec:
        target:
          process:
            command: ["{java}", -jar, sample.jar, beds, "--port={port}"]
            health: /health
            metrics: /metrics
            drain: 10s
        criticality: life-safety
        replicas: {min: 2, max: 20}
        slo: {latency: {quantile: 0.99, below: 500ms}}
        capacity: {startup: 3s, slots: 8, serviceTime: 120ms}
        routes:
          - {pathPrefix: /beds}
        metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
          - type: Pods
            pods: {metric: {name: in_flight}, target: {type: AverageValue, averageValue: 500m}}
          - type: External
            external: {metric: {name: requests}, target: {type: AverageValue, averageValue: 40}}
        behavior:
          scaleUp:
            tolerance: 0.05
            policies: [{type: Percent, value: 200, periodSeconds: 15}]
          scaleDown:
            stabilizationWindowSeconds: 60
            selectPolicy: Min
      """;

  @Test
  void aPlatformIsReadAsWritten() {
    PlatformSpec spec = read(BEDS);
    assertEquals("st-marys", spec.platform().name().value());
    assertEquals(Duration.ofMillis(500), spec.platform().interval());
    WorkloadSpec beds = requireNonNull(spec.workloads().get(new WorkloadName("beds")));
    assertEquals(Criticality.LIFE_SAFETY, beds.workload().criticality());
    assertEquals(20, beds.workload().replicas().max().value());
    assertEquals(Optional.of("/beds"), beds.routes().getFirst().pathPrefix());
    var tracking = (Policy.TargetTracking) beds.scaling().policies().getFirst();
    assertEquals(
        List.of(
            new MetricTarget(
                MetricTarget.Source.RESOURCE,
                new SignalName("cpu"),
                new MetricTarget.Utilization(60)),
            new MetricTarget(
                MetricTarget.Source.PODS,
                new SignalName("in_flight"),
                new MetricTarget.AverageValue(500)),
            new MetricTarget(
                MetricTarget.Source.EXTERNAL,
                new SignalName("requests"),
                new MetricTarget.AverageValue(40_000))),
        tracking.metrics());
    assertEquals(new Tolerance(0.1, 0.05), tracking.tolerance());
    Behavior behavior = beds.scaling().behavior();
    assertEquals(
        List.of(new Behavior.RatePolicy(Behavior.Unit.PERCENT, 200, Duration.ofSeconds(15))),
        behavior.scaleUp().policies());
    assertEquals(Behavior.Select.MAX, behavior.scaleUp().select());
    assertEquals(Duration.ofSeconds(60), behavior.scaleDown().stabilization());
    assertEquals(Behavior.Select.MIN, behavior.scaleDown().select());
    assertEquals(Behavior.DEFAULT.scaleDown().policies(), behavior.scaleDown().policies());
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    String bare =
        BEDS.replaceAll("(?s)  behavior:.*", "")
            .replaceAll("  slo:.*\n", "")
            .replaceAll("(?s)  routes:\n.*?\n", "")
            .replace("spec: {interval: 500ms}\n", "");
    PlatformSpec spec = read(bare);
    WorkloadSpec beds = requireNonNull(spec.workloads().get(new WorkloadName("beds")));
    assertEquals(Duration.ofSeconds(15), spec.platform().interval());
    assertEquals(Behavior.DEFAULT, beds.scaling().behavior());
    assertEquals(Slo.NONE, beds.workload().slo());
    assertEquals(List.of(), beds.routes());
  }

  @Test
  void everySpecSurvivesTheWayBack() {
    assertEquals(read(BEDS), read(Documents.write(read(BEDS))));
    for (int seed = 0; seed < 100; seed++) {
      PlatformSpec spec = RandomSpecs.next(seed);
      String yaml = Documents.write(spec);
      assertEquals(spec, read(yaml), () -> yaml);
    }
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    assertEquals(
        """
        p.yaml:4:7: spec: interval is 100ms to 1h
        p.yaml:16:16: spec.criticality: unknown value "vital"; \
        known values are critical, deferrable, life-safety, standard
        p.yaml:17:13: spec.replicas: min 30 is above max 20
        p.yaml:18:50: spec.slo.availability: unknown key; the known key is latency
        p.yaml:24:37: spec.metrics[0].resource.target: \
        a target of type Utilization has the key averageUtilization and no other
        p.yaml:27:13: spec.metrics[2].type: unknown value "Objekt"; \
        known values are ContainerResource, External, Object, Pods, Resource; did you mean "Object"?
        p.yaml:31:7: spec.behavior.scaleUp.tolerence: unknown key; known keys are policies, \
        selectPolicy, stabilizationWindowSeconds, tolerance; did you mean "tolerance"?\
        """,
        message(
            BEDS.replace("500ms}\n---", "5ms}\n---")
                .replace("life-safety", "vital")
                .replace("min: 2", "min: 30")
                .replace("below: 500ms}}", "below: 500ms}, availability: 99.95}")
                .replace("averageUtilization", "averageValue")
                .replace("type: External", "type: Objekt")
                .replace("tolerance", "tolerence")));
  }

  @Test
  void documentsMakeOnePlatform() {
    String platform = BEDS.substring(0, BEDS.indexOf("---\n"));
    String beds = BEDS.substring(BEDS.indexOf("---\n"));
    assertEquals("p.yaml:1:1: there is no document of kind Platform", message(beds));
    assertEquals("p.yaml:1:1: there is no document of kind Workload", message(platform));
    assertEquals("p.yaml:1:1: there is no document of kind Platform", message(""));
    assertEquals(
        "p.yaml:6:1: there is one Platform; this is another", message(platform + "---\n" + BEDS));
    assertEquals("p.yaml:37:1: beds is declared at p.yaml:6:1 too", message(BEDS + beds));
    assertEquals(
        "p.yaml:2:7: kind: unknown value \"Workloads\"; known values are Adequacies, Platform, "
            + "Workload; did you mean \"Workload\"?",
        message(BEDS.replace("kind: Platform", "kind: Workloads")));
    assertEquals(
        "p.yaml:1:13: apiVersion: unknown value \"v1\"; the known value is "
            + "surgeline.dev/v1alpha1",
        message("apiVersion: v1\nkind: Platform\nmetadata: {name: x}"));
  }

  @Test
  void filesOfADirectoryAreReadTogether(@TempDir Path dir) throws IOException {
    int cut = BEDS.indexOf("---\n");
    Files.writeString(dir.resolve("b.yaml"), BEDS.substring(0, cut));
    Files.writeString(dir.resolve("a.yml"), BEDS.substring(cut));
    Files.writeString(dir.resolve("README.md"), "not a document: [");
    assertEquals(read(BEDS), Documents.readPlatform(dir));
    Path one = dir.resolve("a.yml");
    assertEquals(read(BEDS), Documents.readPlatform(List.of(one, dir.resolve("b.yaml"))));
    Files.writeString(dir.resolve("c.yaml"), "a: [");
    Files.writeString(one, BEDS.substring(cut).replace("slots", "slot"));
    var e = assertThrows(DocumentException.class, () -> Documents.readPlatform(dir));
    assertEquals(3, e.problems().size(), e.getMessage());
    assertTrue(e.getMessage().contains("did you mean \"slots\"?"), e.getMessage());
    assertTrue(e.getMessage().contains("c.yaml:1:5: a: is not YAML"), e.getMessage());
    var missing = dir.resolve("missing.yaml");
    assertEquals(
        missing + ":1:1: there is no such file",
        assertThrows(DocumentException.class, () -> Documents.readPlatform(missing)).getMessage());
  }

  @Test
  void anObservationIsATick() {
    String yaml =
        """
        apiVersion: surgeline.dev/v1alpha1
        kind: Observation
        spec:
          now: 2026-11-21T08:00:00Z
          workloads:
            beds:
              ready: 4
              signals:
                requests: {value: 95}
                queue: {value: 7, age: 3m, stale: true}
                cpu: {perReplica: {beds-1: {used: 0.5, capacity: 1}, beds-2: {}}}
                backlog: {missing: source-failed}
        """;
    Input.Tick tick = observation(yaml);
    var beds = requireNonNull(tick.observations().get(new WorkloadName("beds")));
    assertEquals(4, beds.status().ready().value());
    assertEquals(4, beds.status().desired().value());
    assertEquals(new Signal.Known(new Measure.Total(95), tick.now()), signal(tick, "requests"));
    assertEquals(
        new Signal.Stale(new Measure.Total(7), tick.now().minusSeconds(180)),
        signal(tick, "queue"));
    assertEquals(new Signal.Missing(Absence.SOURCE_FAILED), signal(tick, "backlog"));
    assertEquals(tick, observation(Documents.write(tick)));
    for (int seed = 0; seed < 100; seed++) {
      Input.Tick random = RandomSpecs.tick(seed);
      assertEquals(random, observation(Documents.write(random)));
    }
    assertEquals(
        "o.yaml:9:19: spec.workloads.beds.signals.requests: has one of value, perReplica and"
            + " missing",
        assertThrows(
                DocumentException.class,
                () -> observation(yaml.replace("{value: 95}", "{value: 95, missing: negative}")))
            .getMessage());
  }

  private static Signal signal(Input.Tick tick, String name) {
    return requireNonNull(tick.observations().get(new WorkloadName("beds")))
        .signal(new SignalName(name));
  }

  private static Input.Tick observation(String yaml) {
    return Documents.observation(Yaml.read(yaml.getBytes(UTF_8), "o.yaml").getFirst());
  }

  private static PlatformSpec read(String yaml) {
    return Documents.platform(Yaml.read(yaml.getBytes(UTF_8), "p.yaml"), "p.yaml");
  }

  private static String message(String yaml) {
    return assertThrows(DocumentException.class, () -> read(yaml)).getMessage();
  }
}
