package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Modes and approval as documents: read, written, and refused with their place.
class ApprovalDocumentsTest {
  private static final String CLAIMS =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      spec: {}
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Workload
      metadata: {name: claims}
      spec:
        target:
          process: {command: ["serve", "{port}"], health: /health, metrics: /metrics, drain: 5s}
        criticality: critical
        replicas: {min: 3, max: 40}
        capacity: {startup: 25s, slots: 8, serviceTime: 120ms}
        policies:
          - queue: {signal: backlog, drainWithin: 2m}
        cost: {perReplicaHour: 0.25}
        mode: recommend
        approval: {above: {replicas: 30, perHour: 6}, approvers: 2, validFor: 20m}
      """;

  @Test
  void theyAreReadAsWritten() {
    PlatformSpec spec = read(CLAIMS);
    WorkloadSpec claims = requireNonNull(spec.workloads().get(new WorkloadName("claims")));
    assertEquals(Mode.RECOMMEND, claims.scaling().mode());
    var above = new ApprovalRule.Above(Optional.of(new Replicas(30)), OptionalDouble.of(6));
    assertEquals(
        Optional.of(new ApprovalRule(above, 2, Optional.of(Duration.ofMinutes(20)))),
        claims.scaling().approval());
    assertEquals(spec, read(Documents.write(spec)));
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    refused("mode: recommend", "mode: observed", "p.yaml:18:9: spec.mode: ", "observe");
    refused(
        "approvers: 2", "approvers: 0", "p.yaml:19:13: spec.approval: ", "approvers are 1 to 10");
    refused(
        "validFor: 20m", "validFor: 2d", "p.yaml:19:13: spec.approval: ", "validFor is 1m to 1d");
    refused(
        "above: {replicas: 30, perHour: 6}",
        "above: {}",
        "p.yaml:19:21: spec.approval.above: ",
        "above has replicas, perHour or both");
    refused(
        "  cost: {perReplicaHour: 0.25}\n",
        "",
        "p.yaml:10:3: spec: ",
        "approval above a cost per hour needs the key cost");
  }

  private static void refused(String right, String wrong, String place, String rule) {
    var error = assertThrows(DocumentException.class, () -> read(CLAIMS.replace(right, wrong)));
    String said = String.valueOf(error.getMessage());
    assertEquals(place, said.substring(0, Math.min(place.length(), said.length())), said);
    assertEquals(true, said.contains(rule), said);
  }

  private static PlatformSpec read(String yaml) {
    return Documents.platform(Yaml.read(yaml.getBytes(UTF_8), "p.yaml"), "p.yaml");
  }
}
