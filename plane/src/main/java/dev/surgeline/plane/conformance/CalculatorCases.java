package dev.surgeline.plane.conformance;

import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Readiness;
import dev.surgeline.core.decide.Sizing;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.hpa.Totals;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.wire.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The cases of the replica calculator.
///
/// @param initialization the CPU initialization period of the run
/// @param delay its initial readiness delay
record CalculatorCases(Instant now, Duration initialization, Duration delay) {
  /// Cases of one metric: `replica_calculator`.
  Answer calculate(Case one) {
    var current = new Replicas((int) one.number("current_replicas"));
    Case width = one.inner("tolerance").orElseThrow(() -> one.missing("tolerance"));
    var tolerance = new Tolerance(width.real("scale_down"), width.real("scale_up"));
    var pods = new Pods(one.list("pods"), now);
    return switch (one.text("kind")) {
      case "resource_utilization" -> {
        int percent = (int) one.number("target_utilization_pct");
        yield resource(one, pods, new MetricTarget.Utilization(percent), current, tolerance);
      }
      case "resource_average_value" -> resource(one, pods, average(one), current, tolerance);
      case "pods_average_value" -> plain(one, pods, current, tolerance);
      case "object_value", "external_value" ->
          total(
              Totals.value(sum(one), one.number("target_milli"), current, pods.ready(), tolerance));
      case "object_average_value", "external_average_value" ->
          total(Totals.average(sum(one), one.number("target_milli"), current, tolerance));
      default -> throw Case.wrong(one.mapping().at(), "no such kind: " + one.text("kind"));
    };
  }

  private static MetricTarget.AverageValue average(Case one) {
    return new MetricTarget.AverageValue(one.number("target_milli"));
  }

  private static Answer total(Totals.Sized sized) {
    return new Answer()
        .with("replicas", sized.replicas().value())
        .with("usage_milli", sized.usageMilli());
  }

  /// Saturating, as Kubernetes adds the series of an external metric.
  private static long sum(Case one) {
    long sum = 0;
    for (long value : one.numbers("metric_values_milli")) {
      sum = sum + value < 0 ? Long.MAX_VALUE : sum + value;
    }
    return sum;
  }

  private Answer resource(
      Case one, Pods pods, MetricTarget.Mean goal, Replicas current, Tolerance tolerance) {
    String resource = one.text("resource");
    Optional<String> container = one.anyText("container");
    SortedMap<String, Long> values = new TreeMap<>();
    for (Case metric : one.list("metrics")) {
      Optional<Case> containers = metric.inner("containers_milli");
      OptionalLong used =
          containers.map(all -> Pods.summed(all, container)).orElse(OptionalLong.empty());
      used.ifPresent(milli -> values.put(metric.text("pod"), milli));
    }
    if (one.list("metrics").isEmpty()) {
      return Answer.error(
          "unable to get metrics for resource "
              + resource
              + ": no metrics returned from resource metrics API");
    }
    Pods.Requests requests = pods.requests(container, resource);
    if (requests.error().isPresent() && goal instanceof MetricTarget.Utilization) {
      return Answer.error(requests.error().get());
    }
    Measure.PerReplica measure = pods.measure(values, requests.milli(), since(one));
    return sized(pods, goal, measure, current, tolerance, resource.equals("cpu"));
  }

  private Answer plain(Case one, Pods pods, Replicas current, Tolerance tolerance) {
    SortedMap<String, Long> values = new TreeMap<>();
    one.list("metrics")
        .forEach(metric -> values.put(metric.text("pod"), metric.number("value_milli")));
    if (values.isEmpty()) {
      return Answer.error("no metrics returned from custom metrics API");
    }
    Measure.PerReplica measure = pods.measure(values, new TreeMap<>(), since(one));
    return sized(pods, average(one), measure, current, tolerance, false);
  }

  /// When each measure began: its time less its window.
  private SortedMap<String, Instant> since(Case one) {
    SortedMap<String, Instant> since = new TreeMap<>();
    for (Case metric : one.list("metrics")) {
      Duration window = metric.has("window_s") ? metric.seconds("window_s") : Duration.ZERO;
      Instant at = metric.has("timestamp_s") ? metric.time("timestamp_s", now) : now;
      since.put(metric.text("pod"), at.minus(window));
    }
    return since;
  }

  private Answer sized(
      Pods pods,
      MetricTarget.Mean goal,
      Measure.PerReplica measure,
      Replicas current,
      Tolerance tolerance,
      boolean cpu) {
    if (pods.none()) {
      return Answer.error("no pods returned by selector while calculating replica count");
    }
    var readiness = new Readiness(now, initialization, delay, cpu);
    var scene = new Sizing.Scene(pods.status(current), current, tolerance, readiness);
    return switch (Sizing.asKubernetes(goal, measure, now, scene)) {
      case Sizing.Result.Unusable(var cause) -> Answer.error(words(cause));
      case Sizing.Result.Stay(var use, _) -> sized(goal, current, use);
      case Sizing.Result.Want(var replicas, var use, _) -> sized(goal, replicas, use);
    };
  }

  private static Answer sized(MetricTarget.Mean goal, Replicas replicas, Sizing.Use use) {
    return switch (goal) {
      case MetricTarget.Utilization _ ->
          new Answer()
              .with("replicas", replicas.value())
              .with("utilization_pct", use.percent())
              .with("average_milli", use.averageMilli());
      case MetricTarget.AverageValue _ ->
          new Answer().with("replicas", replicas.value()).with("usage_milli", use.averageMilli());
    };
  }

  private static String words(Sizing.Cause cause) {
    return switch (cause) {
      case SILENT -> "did not receive metrics for targeted pods (pods might be unready)";
      case STRANGERS, NO_CAPACITY -> "no metrics returned matched known pods";
    };
  }

  /// Cases of sorting pods: `group_pods`.
  Answer group(Case one) {
    var readiness =
        new Readiness(
            now,
            one.seconds("cpuInitializationPeriod_s"),
            one.seconds("initialReadinessDelay_s"),
            one.text("resource").equals("cpu"));
    SortedMap<String, Instant> since = since(one);
    List<List<String>> names = new ArrayList<>();
    for (Readiness.Group _ : Readiness.Group.values()) {
      names.add(new ArrayList<>());
    }
    for (ReplicaStatus replica : new Pods(one.list("pods"), now).status(Replicas.ZERO).replicas()) {
      String name = replica.id().value();
      Optional<Instant> measured = Optional.ofNullable(since.get(name));
      var used = measured.isPresent() ? OptionalDouble.of(1) : OptionalDouble.empty();
      var usage = new Measure.Usage(used, OptionalDouble.empty(), measured);
      names.get(readiness.group(replica, usage, now).ordinal()).add(name);
    }
    return new Answer()
        .with("ready_count", names.get(Readiness.Group.COUNTED.ordinal()).size())
        .with("unready", texts(names.get(Readiness.Group.UNREADY.ordinal())))
        .with("missing", texts(names.get(Readiness.Group.MISSING.ordinal())))
        .with("ignored", texts(names.get(Readiness.Group.IGNORED.ordinal())));
  }

  private static dev.surgeline.wire.Node texts(List<String> names) {
    return Nodes.list(names.stream().map(Nodes::text).toList());
  }
}
