package dev.surgeline.plane.conformance;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.hpa.Condition;
import dev.surgeline.core.decide.hpa.HorizontalPodAutoscaler;
import dev.surgeline.core.decide.hpa.HorizontalPodAutoscaler.Settings;
import dev.surgeline.core.decide.hpa.Memory;
import dev.surgeline.core.decide.hpa.Reconciliation;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The cases of whole passes of the controller: `reconcile`.
///
/// @param settings of the run, but for the feature gates of a case
/// @param window over which metrics of pods are measured
record ReconcileCases(Instant now, Settings settings, Duration window) {
  private static final int DEFAULT_CPU_PERCENT = 80;

  Answer reconcile(Case one) {
    Replicas specified = RuleCases.replicas(one, "spec_replicas");
    var pods = new Pods(one.list("pods"), now);
    List<Optional<MetricTarget>> metrics = metrics(one);
    Optional<Case> behavior = one.inner("behavior");
    var hpa =
        new HorizontalPodAutoscaler(
            new ReplicaBounds(
                new Replicas((int) one.anyNumber("min_replicas").orElse(1)),
                RuleCases.replicas(one, "max_replicas")),
            metrics,
            behavior.map(ReconcileCases::behavior),
            tolerance(one, behavior),
            settings(one));
    String fault = one.anyText("injected_fault").orElse("");
    var seen =
        new Reconciliation.Seen(
            now,
            specified,
            RuleCases.replicas(one, "status_replicas"),
            pods.status(specified),
            pods.ready(),
            signals(one, pods, metrics, fault),
            !fault.startsWith("selector_"));
    Optional<Memory> memory =
        one.has("prior_recommendations")
            ? Optional.of(
                new Memory(new RuleCases(now, settings).recommendations(one), List.of(), List.of()))
            : Optional.empty();
    List<Condition> before = one.list("initial_conditions").stream().map(this::condition).toList();
    return answer(specified, Reconciliation.run(hpa, seen, before, memory));
  }

  private static Answer answer(Replicas before, Reconciliation.Outcome outcome) {
    int desired = outcome.desired().value();
    String moved = desired > before.value() ? "scale_up" : "scale_down";
    var answer =
        new Answer()
            .with("desired_replicas", desired)
            .with(
                "conditions",
                Nodes.list(outcome.conditions().stream().map(ReconcileCases::node).toList()))
            .with("action", desired == before.value() ? "none" : moved)
            .with("error", outcome.failed() ? "internal" : "none");
    outcome.cpuPercent().ifPresent(percent -> answer.with("cpu_current_pct", percent));
    return answer;
  }

  private static Node node(Condition condition) {
    return new Answer()
        .with("type", condition.type().word())
        .with("status", condition.holds() ? "True" : "False")
        .with("reason", condition.reason())
        .node();
  }

  private Condition condition(Case one) {
    for (Condition.Type type : Condition.Type.values()) {
      if (type.word().equals(one.text("type"))) {
        return new Condition(type, one.text("status").equals("True"), one.text("reason"));
      }
    }
    throw Case.wrong(one.mapping().at(), "no such condition: " + one.text("type"));
  }

  private Settings settings(Case one) {
    boolean toZero =
        one.inner("feature_gates").map(gates -> gates.flag("HPAScaleToZero")).orElse(false);
    return new Settings(
        settings.downscaleWindow(),
        settings.initialization(),
        settings.readinessDelay(),
        settings.scaleUpFactor(),
        settings.scaleUpMinimum(),
        toZero);
  }

  private static Behavior behavior(Case given) {
    return new Behavior(
        RuleCases.rules(given.inner("scale_up"), Behavior.DEFAULT.scaleUp()),
        RuleCases.rules(given.inner("scale_down"), Behavior.DEFAULT.scaleDown()));
  }

  /// A tolerance of its own counts unless its gate, open since v1.35, is closed.
  private static Tolerance tolerance(Case one, Optional<Case> behavior) {
    String gate = "HPAConfigurableTolerance";
    boolean closed =
        one.inner("feature_gates")
            .filter(gates -> gates.has(gate) && !gates.flag(gate))
            .isPresent();
    if (closed) {
      return Tolerance.DEFAULT;
    }
    return new Tolerance(
        tolerance(behavior.flatMap(given -> given.inner("scale_down")), Tolerance.DEFAULT.down()),
        tolerance(behavior.flatMap(given -> given.inner("scale_up")), Tolerance.DEFAULT.up()));
  }

  private static double tolerance(Optional<Case> rules, double absent) {
    return rules
        .filter(given -> given.has("tolerance_milli"))
        .map(given -> given.real("tolerance_milli") / 1000)
        .orElse(absent);
  }

  private static List<Optional<MetricTarget>> metrics(Case one) {
    List<Optional<MetricTarget>> metrics = new ArrayList<>();
    int percent = (int) one.anyNumber("cpu_target_pct").orElse(0);
    if (percent > 0) {
      metrics.add(Optional.of(cpu(percent)));
    }
    one.list("metrics").forEach(metric -> metrics.add(metric(metric)));
    return metrics.isEmpty() ? List.of(Optional.of(cpu(DEFAULT_CPU_PERCENT))) : metrics;
  }

  private static MetricTarget cpu(int percent) {
    return new MetricTarget(
        MetricTarget.Source.RESOURCE, new SignalName("cpu"), new MetricTarget.Utilization(percent));
  }

  private static Optional<MetricTarget> metric(Case metric) {
    Optional<MetricTarget.Source> source =
        switch (metric.text("type")) {
          case "Resource" -> Optional.of(MetricTarget.Source.RESOURCE);
          case "ContainerResource" -> Optional.of(MetricTarget.Source.CONTAINER_RESOURCE);
          case "Pods" -> Optional.of(MetricTarget.Source.PODS);
          case "Object" -> Optional.of(MetricTarget.Source.OBJECT);
          case "External" -> Optional.of(MetricTarget.Source.EXTERNAL);
          default -> Optional.empty();
        };
    return source.map(known -> new MetricTarget(known, name(known, metric), goal(metric)));
  }

  private static SignalName name(MetricTarget.Source source, Case metric) {
    String name = metric.text("metric");
    return new SignalName(
        switch (source) {
          case CONTAINER_RESOURCE -> metric.text("container") + "/" + name;
          case OBJECT -> "Object/object/" + name;
          case EXTERNAL -> "external." + name;
          case PODS -> "pods." + name;
          case RESOURCE -> name;
        });
  }

  private static MetricTarget.Goal goal(Case metric) {
    return switch (metric.text("target_type")) {
      case "Utilization" -> new MetricTarget.Utilization((int) metric.number("target_pct"));
      case "AverageValue" -> new MetricTarget.AverageValue(metric.number("target_milli"));
      case "Value" -> new MetricTarget.Value(metric.number("target_milli"));
      default -> throw Case.wrong(metric.mapping().at(), "no such target_type");
    };
  }

  private SortedMap<SignalName, Signal> signals(
      Case one, Pods pods, List<Optional<MetricTarget>> metrics, String fault) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    List<Long> levels = one.numbers("reported_levels_milli");
    for (Optional<MetricTarget> metric : metrics) {
      if (metric.isPresent() && !levels.isEmpty() && !fails(fault, metric.get().source())) {
        measure(metric.get(), pods, levels)
            .ifPresent(known -> signals.put(metric.get().signal(), new Signal.Known(known, now)));
      }
    }
    return signals;
  }

  private static boolean fails(String fault, MetricTarget.Source source) {
    String word =
        switch (source) {
          case RESOURCE, CONTAINER_RESOURCE -> "resource";
          case PODS -> "pods";
          case OBJECT -> "object";
          case EXTERNAL -> "external";
        };
    boolean custom = source == MetricTarget.Source.PODS || source == MetricTarget.Source.OBJECT;
    return fault.equals("all_metric_apis_error")
        || fault.equals(word + "_metric_api_error")
        || (custom && fault.equals("custom_metric_api_error"));
  }

  private Optional<Measure> measure(MetricTarget metric, Pods pods, List<Long> levels) {
    return switch (metric.source()) {
      case OBJECT -> Optional.of(new Measure.Total(levels.getFirst() / 1000.0));
      case EXTERNAL -> {
        long sum = levels.stream().mapToLong(Long::longValue).sum();
        yield Optional.of(new Measure.Total(sum / 1000.0));
      }
      case PODS -> Optional.of(perPod(pods, levels, new TreeMap<>())).filter(_ -> !pods.none());
      case RESOURCE, CONTAINER_RESOURCE -> {
        Pods.Requests requests = pods.requests(Optional.empty(), "cpu");
        boolean usable = !pods.none() && requests.error().isEmpty();
        yield usable ? Optional.of(perPod(pods, levels, requests.milli())) : Optional.empty();
      }
    };
  }

  /// One level for each pod in turn; those left over belong to pods that are not there.
  private Measure perPod(Pods pods, List<Long> levels, SortedMap<String, Long> requests) {
    SortedMap<String, Long> values = new TreeMap<>();
    SortedMap<String, Instant> since = new TreeMap<>();
    for (int i = 0; i < levels.size(); i++) {
      String name = i < pods.cases().size() ? pods.cases().get(i).text("name") : "test-pod-" + i;
      values.put(name, levels.get(i));
      since.put(name, now.minus(window));
    }
    return pods.measure(values, requests, since);
  }
}
