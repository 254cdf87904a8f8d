package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Budgets and prices as documents: read, written, and refused with their place.
class MoneyDocumentsTest {
  private static final String MONEY =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      spec:
        timezone: Europe/London
        budget:
          {currency: GBP, perHour: 90, perDay: 1500, perMonth: 42000, emergencyAllowance: 15000}
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
        cost:
          perReplicaHour: 0.20
          reserved: {replicas: 4, perReplicaHour: 0.12}
          spot: {share: 0.5, perReplicaHour: 0.07}
        policies:
          - queue: {signal: backlog, perReplica: 20}
      """;

  @Test
  void aBudgetAndAPriceAreReadAsWritten() {
    PlatformSpec spec = read(MONEY);
    assertEquals(
        new Budget(
            "GBP",
            OptionalDouble.of(90),
            OptionalDouble.of(1500),
            OptionalDouble.of(42_000),
            OptionalDouble.of(15_000)),
        spec.platform().budget().orElseThrow());
    assertEquals(
        Optional.of(
            new Price(
                0.20,
                Optional.of(new Price.Reserved(new Replicas(4), 0.12)),
                Optional.of(new Price.Spot(0.5, 0.07)))),
        requireNonNull(spec.workloads().get(new WorkloadName("claims"))).workload().cost());
    assertEquals(spec, read(Documents.write(spec)));
  }

  @Test
  void aBudgetThatLimitsNothingIsRefused() {
    String free = MONEY.replaceAll("(?s)  cost:.*?  policies", "  policies");
    assertEquals("p.yaml:7:5: spec.budget: no Workload has a cost to limit", refused(free));
    String unlimited = free.replaceAll("  budget:\n.*\n", "");
    assertEquals(Optional.empty(), read(unlimited).platform().budget());
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    assertEquals(
        """
        p.yaml:7:5: spec.budget: currency is three letters, such as GBP
        p.yaml:21:11: spec.cost.spot: the share of spot is 0 to 1\
        """,
        refused(MONEY.replace("GBP", "pounds").replace("share: 0.5", "share: 50")));
    assertEquals(
        "p.yaml:7:5: spec.budget: an amount of a budget is 0 to 1000000000000",
        refused(MONEY.replace("42000", "-1")));
  }

  private static PlatformSpec read(String text) {
    return Documents.platform(Yaml.read(text.getBytes(UTF_8), "p.yaml"), "p.yaml");
  }

  private static String refused(String text) {
    var error = assertThrows(DocumentException.class, () -> read(text));
    return String.join("\n", error.problems().stream().map(Problem::toString).toList());
  }
}
