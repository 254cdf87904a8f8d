package dev.surgeline.core.decide.hpa;

import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Readiness;
import dev.surgeline.core.decide.Sizing;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// One pass of the controller over one autoscaler (`horizontal.go`, reconcileAutoscaler).
public final class Reconciliation {
  /// What the controller sees.
  ///
  /// @param now the time
  /// @param specified the replicas that the scale asks for
  /// @param reported the replicas that the scale reports
  /// @param pods the pods that the selector finds
  /// @param ready how many of them run and are ready, those that are being deleted included
  /// @param signals by name; one that is not Known could not be got
  /// @param selectorValid whether the scale names its pods by a selector that can be read
  public record Seen(
      Instant now,
      Replicas specified,
      Replicas reported,
      WorkloadStatus pods,
      int ready,
      SortedMap<SignalName, Signal> signals,
      boolean selectorValid) {}

  /// What comes of it.
  ///
  /// @param desired the replicas that the scale asks for from now on
  /// @param conditions the status, in order of their first appearance
  /// @param failed whether a metric or the whole pass failed: the label `internal`
  /// @param cpuPercent the utilization of CPU, where a metric asks for it and it could be told
  /// @param memory for the next pass
  public record Outcome(
      Replicas desired,
      List<Condition> conditions,
      boolean failed,
      OptionalLong cpuPercent,
      Memory memory) {}

  private final HorizontalPodAutoscaler hpa;
  private final Seen seen;
  private final List<Condition> conditions;
  private Memory memory; // tidy: owned window
  private boolean failed; // tidy: owned window
  private OptionalLong cpuPercent = OptionalLong.empty(); // tidy: owned window

  private Reconciliation(
      HorizontalPodAutoscaler hpa, Seen seen, List<Condition> before, Memory memory) {
    this.hpa = hpa;
    this.seen = seen;
    // With its gate closed the controller does not keep the condition that it came from zero, and
    // nothing that asks for the condition needs to ask for the gate.
    this.conditions =
        new ArrayList<>(
            before.stream()
                .filter(one ->
                    hpa.settings().scaleToZero() || one.type() != Condition.Type.SCALED_TO_ZERO)
                .toList());
    this.memory = memory;
  }

  /// @param before the conditions that the status has
  /// @param memory absent: the autoscaler is seen for the first time, and its size counts as a
  ///   recommendation
  public static Outcome run(
      HorizontalPodAutoscaler hpa, Seen seen, List<Condition> before, Optional<Memory> memory) {
    var first = new Memory.Recommended(seen.specified(), seen.now());
    var pass =
        new Reconciliation(
            hpa,
            seen,
            before,
            memory.orElseGet(() -> new Memory(List.of(first), List.of(), List.of())));
    Replicas desired = pass.desired();
    return new Outcome(
        desired, List.copyOf(pass.conditions), pass.failed, pass.cpuPercent, pass.memory);
  }

  private Replicas desired() {
    Replicas current = seen.specified();
    set(Condition.Type.ABLE_TO_SCALE, true, "SucceededGetScale");
    if (current.value() == 0 && !mayLeaveZero()) {
      set(Condition.Type.SCALING_ACTIVE, false, "ScalingDisabled");
      return current;
    }
    Optional<Replicas> desired =
        hpa.bounds().contains(current)
            ? wanted().map(wanted -> limited(stabilized(wanted)))
            : Optional.of(hpa.bounds().clamp(current));
    if (desired.isEmpty() || desired.get().equals(current)) {
      return current;
    }
    set(Condition.Type.ABLE_TO_SCALE, true, "SucceededRescale");
    rememberZero(desired.get());
    memory = memory.changed(current, desired.get(), hpa.behavior(), seen.now());
    return desired.get();
  }

  /// Zero by hand is a pause; only the autoscaler's own zero ends by itself.
  private boolean mayLeaveZero() {
    boolean own =
        conditions.stream()
            .anyMatch(one -> one.type() == Condition.Type.SCALED_TO_ZERO && one.holds());
    boolean reason =
        hpa.bounds().min().value() > 0
            || hpa.metrics().stream()
                .flatMap(Optional::stream)
                .anyMatch(metric -> !metric.source().each());
    return own && reason;
  }

  private void rememberZero(Replicas desired) {
    boolean known =
        conditions.stream().anyMatch(one -> one.type() == Condition.Type.SCALED_TO_ZERO);
    if (hpa.settings().scaleToZero() && desired.value() == 0) {
      set(Condition.Type.SCALED_TO_ZERO, true, "ScaledToZero");
    } else if (known) {
      set(Condition.Type.SCALED_TO_ZERO, false, "NotScaledToZero");
    }
  }

  /// The largest proposal of all metrics; absent where some could not be had and the rest would
  /// shrink.
  private Optional<Replicas> wanted() {
    if (!seen.selectorValid()) {
      return failed("InvalidSelector");
    }
    Optional<Replicas> most = Optional.empty();
    Optional<String> firstFailure = Optional.empty();
    for (Optional<MetricTarget> metric : hpa.metrics()) {
      Optional<Replicas> proposed = metric.flatMap(this::proposed);
      if (proposed.isEmpty() && firstFailure.isEmpty()) {
        String unknown = "InvalidMetricSourceType";
        firstFailure = Optional.of(metric.map(Reconciliation::failure).orElse(unknown));
      }
      boolean more = proposed.isPresent() && (most.isEmpty() || proposed.get().above(most.get()));
      most = more ? proposed : most;
    }
    boolean down = most.isEmpty() || most.get().below(seen.specified());
    if (firstFailure.isPresent() && down) {
      return failed(firstFailure.get());
    }
    failed = firstFailure.isPresent();
    set(Condition.Type.SCALING_ACTIVE, true, "ValidMetricFound");
    return most;
  }

  private Optional<Replicas> failed(String reason) {
    failed = true;
    set(Condition.Type.SCALING_ACTIVE, false, reason);
    return Optional.empty();
  }

  private static String failure(MetricTarget metric) {
    return switch (metric.source()) {
      case RESOURCE -> "FailedGetResourceMetric";
      case CONTAINER_RESOURCE -> "FailedGetContainerResourceMetric";
      case PODS -> "FailedGetPodsMetric";
      case OBJECT -> "FailedGetObjectMetric";
      case EXTERNAL -> "FailedGetExternalMetric";
    };
  }

  private Optional<Replicas> proposed(MetricTarget metric) {
    Optional<Signal> signal = Optional.ofNullable(seen.signals().get(metric.signal()));
    if (signal.isEmpty() || !(signal.get() instanceof Signal.Known(var measure, var at))) {
      return Optional.empty();
    }
    return switch (measure) {
      case Measure.Total(var value) -> total(metric.goal(), Math.round(value * 1000));
      case Measure.PerReplica each -> perPod(metric, each, at);
    };
  }

  private Optional<Replicas> total(MetricTarget.Goal goal, long milli) {
    return switch (goal) {
      case MetricTarget.Value(var target) -> {
        Replicas current = seen.specified();
        yield Optional.of(
            Totals.value(milli, target, current, seen.ready(), hpa.tolerance()).replicas());
      }
      case MetricTarget.AverageValue(var target) ->
          Optional.of(Totals.average(milli, target, seen.reported(), hpa.tolerance()).replicas());
      case MetricTarget.Utilization _ -> Optional.empty();
    };
  }

  private Optional<Replicas> perPod(MetricTarget metric, Measure.PerReplica each, Instant at) {
    if (!(metric.goal() instanceof MetricTarget.Mean goal)) {
      return Optional.empty();
    }
    HorizontalPodAutoscaler.Settings settings = hpa.settings();
    var readiness =
        new Readiness(
            seen.now(), settings.initialization(), settings.readinessDelay(), metric.cpu());
    var scene = new Sizing.Scene(seen.pods(), seen.specified(), hpa.tolerance(), readiness);
    return switch (Sizing.asKubernetes(goal, each, at, scene)) {
      case Sizing.Result.Unusable _ -> Optional.empty();
      case Sizing.Result.Stay(var use, _) -> used(metric, use, seen.specified());
      case Sizing.Result.Want(var replicas, var use, _) -> used(metric, use, replicas);
    };
  }

  private Optional<Replicas> used(MetricTarget metric, Sizing.Use use, Replicas replicas) {
    if (metric.cpu() && metric.goal() instanceof MetricTarget.Utilization) {
      cpuPercent = OptionalLong.of(use.percent());
    }
    return Optional.of(replicas);
  }

  private Replicas stabilized(Replicas wanted) {
    Replicas current = seen.specified();
    Memory.Stabilized stabilized =
        hpa.behavior()
            .map(behavior -> memory.stabilized(current, wanted, behavior, seen.now()))
            .orElseGet(
                () -> memory.stabilized(wanted, hpa.settings().downscaleWindow(), seen.now()));
    memory = stabilized.memory();
    boolean upwards = hpa.behavior().isPresent() && !wanted.below(current);
    String reason = upwards ? "ScaleUpStabilized" : "ScaleDownStabilized";
    boolean held = !stabilized.replicas().equals(wanted);
    set(Condition.Type.ABLE_TO_SCALE, true, held ? reason : "ReadyForNewScale");
    return stabilized.replicas();
  }

  private Replicas limited(Replicas desired) {
    Replicas current = seen.specified();
    Limits.Limited limited =
        hpa.behavior()
            .map(behavior ->
                Limits.byRate(current, desired, hpa.bounds(), behavior, memory, seen.now()))
            .orElseGet(() -> Limits.byFactor(current, desired, hpa.bounds(), hpa.settings()));
    set(Condition.Type.SCALING_LIMITED, !limited.replicas().equals(desired), limited.reason());
    return limited.replicas();
  }

  private void set(Condition.Type type, boolean holds, String reason) {
    var condition = new Condition(type, holds, reason);
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).type() == type) {
        conditions.set(i, condition);
        return;
      }
    }
    conditions.add(condition);
  }
}
