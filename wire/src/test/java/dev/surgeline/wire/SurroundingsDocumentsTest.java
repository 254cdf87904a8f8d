package dev.surgeline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Safeguards;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What documents say of a workload's surroundings: money, law, dependencies, people.
final class SurroundingsDocumentsTest {
  private static final String PLATFORM =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      spec:
        regions: [{name: eu-west-2, jurisdictions: [UK]}]
        adequacies:
          - {data: EU, held: UK, from: 2021-06-28, until: 2031-12-27, source: the Commission}
        budget: {currency: GBP, perMonth: 42000, emergencyAllowance: 15000}
        quota: {replicas: 60, gpu: 8}
        records: {days: 2192, in: [UK], attested: {on: 2026-10-01, source: the archive}}
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Workload
      metadata: {name: claims}
      spec:
        criticality: critical
        target: {process: {command: [serve, "{port}"], health: /h, metrics: /m, drain: 1s}}
        replicas: {min: 1, max: 40}
        capacity: {startup: 3s, slots: 4, serviceTime: 250ms}
        policies: [{queue: {signal: backlog, perReplica: 20}}]
      """;

  private static final String ALL =
      """
        region: eu-west-2
        cost: {perReplicaHour: 0.19, reserved: {replicas: 4, perReplicaHour: 0.1},
          spot: {share: 0.5, perReplicaHour: 0.05}}
        data:
          classification: phi
          residency: [UK, EU]
          safeguards:
            atRest: {encrypted: true, attested: {on: 2026-10-01, source: storage team}}
            inTransit: {protocol: tls-1-2, attested: {on: 2026-10-01, source: network team}}
            backup:
              every: 6h
              objective: 24h
              tested: 2026-09-12
              attested: {on: 2026-10-01, until: 2027-10-01, source: storage team}
        dependsOn: [{workload: claims-db, connectionsPerReplica: 10, limit: 400}]
        ceilings: [{name: licences, limit: 40}]
        needs: {gpu: 0.5}
        mode: recommend
        approval: {above: {replicas: 30, perHour: 12}, approvers: 2, validFor: 10m}
        signals: {lastKnownGood: 1m, floor: 4, frozenAfter: 5m, jump: 20}
      """;

  @TempDir Path folder;

  @Test
  void everyKeyIsReadAndWrittenBack() throws IOException {
    PlatformSpec spec = read(ALL);
    Platform platform = spec.platform();
    assertEquals("GBP", platform.budget().orElseThrow().currency());
    assertEquals(OptionalDouble.of(42_000), platform.budget().orElseThrow().perMonth());
    assertEquals(8, platform.quota().get(new ResourceName("gpu")));
    assertEquals("the Commission", platform.adequacies().getFirst().source());
    Workload claims = spec.workloads().firstEntry().getValue().workload();
    assertEquals(Optional.of(new WorkloadName("eu-west-2")), claims.region());
    assertEquals(0.19, claims.cost().orElseThrow().perReplicaHour());
    assertEquals(DataRules.Classification.PHI, claims.data().orElseThrow().classification());
    assertEquals(
        new TreeSet<>(List.of(new Jurisdiction("EU"), new Jurisdiction("UK"))),
        claims.data().orElseThrow().residency());
    Safeguards safe = claims.data().orElseThrow().safeguards().orElseThrow();
    assertEquals(Safeguards.Protocol.TLS_1_2, safe.inTransit().orElseThrow().protocol());
    assertEquals(Duration.ofHours(24), safe.backup().orElseThrow().objective());
    assertEquals(2192, platform.records().orElseThrow().days());
    assertEquals(OptionalDouble.of(400), claims.dependsOn().getFirst().limit());
    assertEquals("licences", claims.ceilings().getFirst().name());
    assertEquals(0.5, claims.needs().get(new ResourceName("gpu")));
    Scaling scaling = spec.workloads().firstEntry().getValue().scaling();
    assertEquals(Mode.RECOMMEND, scaling.mode());
    ApprovalRule approval = scaling.approval().orElseThrow();
    assertEquals(Optional.of(new Replicas(30)), approval.above().replicas());
    assertEquals(2, approval.approvers());
    assertEquals(OptionalDouble.of(20), scaling.signals().jump());

    Path written = folder.resolve("written.yaml");
    Files.writeString(written, Documents.write(spec));
    assertEquals(spec, Documents.readPlatform(List.of(written)));
  }

  @Test
  void whoSaysNothingIsSizedForItsObjective() throws IOException {
    Path file = folder.resolve("silent.yaml");
    String silent = PLATFORM.replaceAll("  (policies|budget): .*\n", "");
    Files.writeString(file, silent);
    Scaling scaling =
        Documents.readPlatform(List.of(file)).workloads().firstEntry().getValue().scaling();
    assertEquals("slo", scaling.policies().getFirst().name());
    assertEquals(1, scaling.policies().size());
    assertEquals(Behavior.FOR_OBJECTIVE, scaling.behavior());
    Files.writeString(file, silent + "  behavior: {}\n");
    assertEquals(
        Behavior.DEFAULT,
        Documents.readPlatform(List.of(file))
            .workloads()
            .firstEntry()
            .getValue()
            .scaling()
            .behavior());
  }

  @Test
  void aPriceInMoneyNeedsTheCostOfAReplica() throws IOException {
    Path file = folder.resolve("all.yaml");
    String priced =
        PLATFORM.replace("queue: {signal: backlog, perReplica: 20}", "slo: {violatedSecond: 2}")
            + "  routes: [{pathPrefix: /claims}]\n";
    Files.writeString(file, priced);
    assertEquals(
        file
            + ":16:3: spec: violatedSecond is weighed against cost.perReplicaHour, which is not"
            + " above 0 here",
        assertThrows(DocumentException.class, () -> Documents.readPlatform(List.of(file)))
            .getMessage());
    Files.writeString(file, priced + "  cost: {perReplicaHour: 0.19}\n");
    Documents.readPlatform(List.of(file));
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    Map<String, String> rules =
        Map.of(
            "criticality: life-safety\n  replicas: {min: 0, max: 4}",
            ":12:1: a life-safety workload has a min of at least 1",
            "cost: {perReplicaHour: -1}",
            ":21:9: spec.cost: perReplicaHour is 0 to 1000000",
            "data: {classification: phi, residency: [uk]}",
            ":21:43: spec.data.residency[0]: a jurisdiction has 2 to 12 characters of A-Z and -,"
                + " such as UK, EU or US-CA",
            "dependsOn: [{workload: claims-db, limit: 400}]",
            ":21:15: spec.dependsOn[0]: connectionsPerReplica and limit go together",
            "dependsOn: [{workload: claims}]",
            ":12:1: a workload does not depend on itself",
            "needs: {gpu: 0}",
            ":12:1: the amount of gpu is above 0 and at most 1000000000",
            "mode: shadow",
            ":21:9: spec.mode: unknown value \"shadow\"; known values are act, observe, recommend",
            "approval: {above: {}, approvers: 2}",
            ":21:21: spec.approval.above: above has replicas, perHour or both",
            "approval: {above: {replicas: 3}, approvers: 0}",
            ":21:13: spec.approval: approvers are 1 to 10, not 0",
            "signals: {jump: 1}",
            ":21:12: spec.signals: jump is above 1 and at most 1000000000");
    rules = new TreeMap<>(rules);
    rules.put(
        "signals: {floor: 41}",
        ":16:3: spec: the floor of signals is 41, outside the workload's 1 to 40");
    rules.put("signals: {frozenAfter: 8d}", ":21:12: spec.signals: frozenAfter is 0s to 7d");
    rules.put(
        "signals: {lastknowngood: 1m}",
        ":21:13: spec.signals.lastknowngood: unknown key; known keys are floor, frozenAfter, jump,"
            + " lastKnownGood; did you mean \"lastKnownGood\"?");
    rules.forEach(this::assertRefused);
  }

  @Test
  void mistakesInSafeguardsAreToldWithTheirPlace() {
    Map<String, String> rules = new TreeMap<>();
    String data = "data: {classification: phi, residency: [], safeguards: ";
    rules.put(
        data + "{atRest: {encrypted: true}}}",
        ":21:67: spec.data.safeguards.atRest.attested: is missing");
    rules.put(
        data
            + "{atRest: {attested: {on: 2026-10-01, until: 2026-09-30, source: me}, encrypted:"
            + " true}}}",
        ":21:78: spec.data.safeguards.atRest.attested: until is not before on");
    rules.put(
        data + "{inTransit: {protocol: tls, attested: {on: 2026-10-01, source: me}}}}",
        ":21:81: spec.data.safeguards.inTransit.protocol: unknown value \"tls\"; known values are"
            + " plain, tls-1-0, tls-1-1, tls-1-2, tls-1-3");
    rules.put(
        data + "{backup: {every: 0s, objective: 1d, attested: {on: 2026-10-01, source: me}}}}",
        ":21:67: spec.data.safeguards.backup: every is above 0s and at most 366d");
    rules.forEach(this::assertRefused);
  }

  private void assertRefused(String line, String rule) {
    String body = line.startsWith("criticality") ? line : "  " + line;
    assertEquals(folder.resolve("all.yaml") + rule, refused(body), line);
  }

  private String refused(String line) {
    return assertThrows(DocumentException.class, () -> read(line)).getMessage();
  }

  private PlatformSpec read(String lines) throws IOException {
    Path file = folder.resolve("all.yaml");
    String document =
        lines.startsWith("criticality")
            ? PLATFORM
                .replace("criticality: critical", lines)
                .replace("  replicas: {min: 1, max: 40}\n", "")
            : PLATFORM + lines;
    Files.writeString(file, document);
    return Documents.readPlatform(List.of(file));
  }
}
