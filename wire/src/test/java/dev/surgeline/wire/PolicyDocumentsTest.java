package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.decide.Tiers.Condition;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Each policy as a document says it, and what is said about one that can not be.
final class PolicyDocumentsTest {
  private static final Gauge CPU = new Gauge(new SignalName("cpu"), Gauge.As.UTILIZATION);
  private static final Gauge SESSIONS = new Gauge(new SignalName("sessions"), Gauge.As.TOTAL);

  @Test
  void stepsAreReadAsWritten() {
    same(
        new Steps(
            CPU,
            List.of(
                new Steps.Step(70, new Steps.Count(2)), new Steps.Step(90.5, new Steps.Count(4))),
            List.of(new Steps.Step(30, new Steps.Percent(10)))),
        """
        steps:
          signal: cpu
          as: utilization
          up: [{above: 70, add: 2}, {above: 90.5, add: 4}]
          down: [{below: 30, removePercent: 10}]
        """);
    same(
        new Steps(
            new Gauge(new SignalName("backlog"), Gauge.As.TOTAL),
            List.of(new Steps.Step(100, new Steps.Percent(20))),
            List.of()),
        "steps: {signal: backlog, up: [{above: 100, addPercent: 20}]}");
  }

  @Test
  void mistakesInStepsAreTold() {
    told(
        "steps.up[0]: a step up has one of add and addPercent",
        "steps: {signal: cpu, up: [{above: 70, add: 2, addPercent: 20}]}");
    told(
        "steps.down[0]: a step down has one of remove and removePercent",
        "steps: {signal: cpu, down: [{below: 70}]}");
    told(
        "steps: a step below 80 and one above 70 leave nothing between them where the size stays",
        "steps: {signal: cpu, up: [{above: 70, add: 2}], down: [{below: 80, remove: 1}]}");
    told(
        "steps.up[0]: a step is of 1 to 100000 replicas, not -2",
        "steps: {signal: cpu, up: [{above: 70, add: -2}]}");
    told(
        "steps.as: unknown value \"percent\"; known values are average, total, utilization",
        "steps: {signal: cpu, as: percent, up: [{above: 70, add: 2}]}");
    told(
        "steps.up[0].below: unknown key; known keys are above, add, addPercent",
        "steps: {signal: cpu, up: [{above: 70, below: 90, add: 2}]}");
  }

  @Test
  void tiersAreReadAsWritten() {
    same(
        new Tiers(
            List.of(
                row(3, below(SESSIONS, 200), below(CPU, 40)),
                row(5, below(SESSIONS, 500)),
                row(
                    8,
                    new Condition(SESSIONS, OptionalDouble.of(500), OptionalDouble.of(800)),
                    new Condition(CPU, OptionalDouble.of(10), OptionalDouble.empty())),
                row(12))),
        """
        tiers:
          - when: [{signal: sessions, below: 200}, {signal: cpu, as: utilization, below: 40}]
            replicas: 3
          - {when: [{signal: sessions, below: 500}], replicas: 5}
          - when:
              - {signal: sessions, atLeast: 500, below: 800}
              - {signal: cpu, as: utilization, atLeast: 10}
            replicas: 8
          - {replicas: 12}
        """);
  }

  @Test
  void mistakesInTiersAreTold() {
    told(
        ": row 2 is never reached: rows before it take all that fits it",
        "tiers: [{replicas: 3}, {when: [{signal: cpu, below: 3}], replicas: 4}]");
    told(
        "tiers[0].when[0]: nothing is at least 5 and below 3",
        "tiers: [{when: [{signal: cpu, atLeast: 5, below: 3}], replicas: 4}]");
    told(
        "tiers[0].when[0]: a condition has atLeast, below or both",
        "tiers: [{when: [{signal: cpu}], replicas: 4}]");
    told(
        ": cpu is read in two ways: say the same as in every row",
        """
        tiers:
          - {when: [{signal: cpu, below: 3}], replicas: 4}
          - {when: [{signal: cpu, as: average, below: 3}], replicas: 4}
        """);
    told(": tiers has 1 to 20 rows", "tiers: []");
    told("tiers[0].replicas: is missing", "tiers: [{when: [{signal: cpu, below: 3}]}]");
  }

  @Test
  void anObjectiveIsReadAsWritten() {
    var requests = new SignalName("requests_per_second");
    var busy = Optional.of(new SignalName("requests_in_flight"));
    same(new SloPolicy(requests, busy, Optional.empty()), "slo: {}");
    same(
        new SloPolicy(
            new SignalName("rps"), Optional.empty(), Optional.of(new SloPolicy.ReplicaSeconds(40))),
        "slo: {signal: rps, price: 40}");
  }

  @Test
  void mistakesInAnObjectiveAreTold() {
    told(
        "slo: slo has price or violatedSecond, not both", "slo: {price: 400, violatedSecond: 0.5}");
    told("slo: price is 1 to 1000000 replica-seconds", "slo: {price: 0}");
    told("slo: inFlight and signal are two signals, not one", "slo: {signal: a, inFlight: a}");
  }

  @Test
  void aQueueIsReadAsWritten() {
    same(
        new Queue(new SignalName("backlog"), new Queue.PerReplica(2.5)),
        "queue: {signal: backlog, perReplica: 2.5}");
    same(
        new Queue(
            new SignalName("backlog"),
            new Queue.Drain(Duration.ofMinutes(2), Optional.empty(), OptionalDouble.empty())),
        "queue: {signal: backlog, drainWithin: 2m}");
    same(
        new Queue(
            new SignalName("backlog"),
            new Queue.Drain(
                Duration.ofMinutes(2),
                Optional.of(new SignalName("arriving")),
                OptionalDouble.of(12.5))),
        "queue: {signal: backlog, drainWithin: 2m, arrivals: arriving, ratePerReplica: 12.5}");
  }

  @Test
  void mistakesInAQueueAreTold() {
    String one = "queue: a queue has one of perReplica and drainWithin";
    told(one, "queue: {signal: backlog}");
    told(one, "queue: {signal: backlog, perReplica: 5, drainWithin: 2m}");
    String with = "queue: arrivals and ratePerReplica go with drainWithin";
    told(with, "queue: {signal: backlog, perReplica: 5, arrivals: arriving}");
    told(with, "queue: {signal: backlog, perReplica: 5, ratePerReplica: 5}");
    told(
        "queue: ratePerReplica is above 0 and at most 1000000000",
        "queue: {signal: backlog, drainWithin: 2m, ratePerReplica: 0}");
    told("queue: drainWithin is 1s to 1d", "queue: {signal: backlog, drainWithin: 0s}");
    told(
        "queue: arrivals and backlog are two signals, not one",
        "queue: {signal: backlog, drainWithin: 1m, arrivals: backlog}");
    told(
        "queue: perReplica is above 0 and at most 1000000000",
        "queue: {signal: backlog, perReplica: -1}");
  }

  @Test
  void aForecastPolicyIsReadAsWritten() {
    var signal = new SignalName("requests_per_second");
    same(
        new Predictive(
            signal, OptionalDouble.of(0.95), List.of(Duration.ofDays(1), Duration.ofDays(7))),
        "predictive: {signal: requests_per_second, quantile: 0.95, season: [1d, 7d]}");
    same(
        new Predictive(signal, OptionalDouble.empty(), List.of()),
        "predictive: {signal: requests_per_second}");
  }

  @Test
  void mistakesInAForecastPolicyAreTold() {
    told("predictive.signal: is missing", "predictive: {quantile: 0.9}");
    for (String wrong : List.of("0.4", "1", "95")) {
      told(
          "predictive: quantile is 0.5 to 0.9999",
          "predictive: {signal: rps, quantile: " + wrong + "}");
    }
    told("predictive: a season is 1m to 400d", "predictive: {signal: rps, season: [1s]}");
    told(
        "predictive: each season is longer than the one before",
        "predictive: {signal: rps, season: [7d, 1d]}");
    told(
        "predictive.quantil: unknown key; known keys are quantile, season, signal;"
            + " did you mean \"quantile\"?",
        "predictive: {signal: rps, quantil: 0.9}");
  }

  private static Tiers.Row row(int replicas, Condition... when) {
    return new Tiers.Row(List.of(when), new Replicas(replicas));
  }

  private static Condition below(Gauge gauge, double bound) {
    return new Condition(gauge, OptionalDouble.empty(), OptionalDouble.of(bound));
  }

  @Test
  void aPolicyHasOneKind() {
    String rule =
        ": a policy has one key, which names its kind:"
            + " targetTracking, steps, tiers, queue, slo, predictive, follow or schedule";
    told(rule, "{}");
    told(
        rule,
        """
        steps: {signal: cpu, up: [{above: 70, add: 2}]}
        targetTracking:
          metrics:
            - {type: External, external: {metric: {name: x}, target: {type: Value, value: 1}}}
        """);
  }

  private static void same(Policy policy, String yaml) {
    PlatformSpec spec = read(yaml);
    assertEquals(List.of(policy), policies(spec));
    assertEquals(spec, read(Documents.write(spec).getBytes(UTF_8)));
  }

  private static void told(String problem, String yaml) {
    var e = assertThrows(DocumentException.class, () -> read(yaml));
    String message = e.getMessage().replaceFirst("^p.yaml:\\d+:\\d+: spec.policies\\[0]\\.?", "");
    assertEquals(problem, message);
  }

  private static List<Policy> policies(PlatformSpec spec) {
    return spec.workloads().firstEntry().getValue().scaling().policies();
  }

  private static PlatformSpec read(String policy) {
    String documents = DocumentsTest.BEDS.replaceAll("(?s)  metrics:\n    - type: Res.*", "");
    String item = policy.strip().indent(6).substring(6).stripTrailing();
    return read((documents + "  policies:\n    - " + item + "\n").getBytes(UTF_8));
  }

  private static PlatformSpec read(byte[] yaml) {
    return Documents.platform(Yaml.read(yaml, "p.yaml"), "p.yaml");
  }
}
