package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Kubernetes HPA's algorithm (v1.36, `horizontal.go` computeReplicasForMetrics and
/// `replica_calculator.go`): every metric proposes a size, the largest wins.
///
/// Worked example: 4 replicas with a target of 10 requests in flight each. 95 in flight are 2.375
/// times the 40 they should carry, outside the tolerance of 0.1, so ceil(95 / 10) = 10 are wanted.
final class TargetTrackingEvaluation {
  private TargetTrackingEvaluation() {}

  /// What one metric says: a size, or why it can not say one.
  sealed interface Advice {
    Reason reason();

    record Wants(Replicas replicas, Reason reason) implements Advice {}

    record Unable(Reason reason) implements Advice {}
  }

  static Recommendation recommend(Policy.TargetTracking policy, Situation situation) {
    Optional<Replicas> wanted = Optional.empty();
    boolean complete = true;
    List<Reason> reasons = new ArrayList<>(policy.metrics().size());
    for (MetricTarget metric : policy.metrics()) {
      Advice advice = advise(metric, policy.tolerance(), situation);
      switch (advice) {
        case Advice.Wants(var replicas, var reason) -> {
          boolean leads = wanted.isEmpty() || replicas.above(wanted.get());
          reasons.add(leads ? 0 : reasons.size(), reason);
          wanted = leads ? Optional.of(replicas) : wanted;
        }
        case Advice.Unable(var reason) -> {
          complete = false;
          reasons.add(reason);
        }
      }
    }
    return new Recommendation(policy.name(), wanted, complete, reasons);
  }

  private static Advice advise(MetricTarget metric, Tolerance tolerance, Situation situation) {
    Signal signal = situation.observation().signal(metric.signal());
    return switch (signal) {
      case Signal.Missing(var why) ->
          unable(Reason.Code.METRIC_MISSING, metric.signal() + ": " + why.sentence());
      case Signal.Stale(_, var at) ->
          unable(
              Reason.Code.METRIC_STALE,
              metric.signal()
                  + " is "
                  + Figures.of(Duration.between(at, situation.now()))
                  + " old");
      case Signal.Known(Measure.Total(var value), _) -> total(metric, value, tolerance, situation);
      case Signal.Known(Measure.PerReplica measure, _) ->
          perReplica(metric, measure, tolerance, situation);
    };
  }

  private static Advice total(
      MetricTarget metric, double value, Tolerance tolerance, Situation situation) {
    return switch (metric) {
      case MetricTarget.ExternalValue(var name, var target) ->
          ratioOfTotal(name + " " + Figures.of(value), value, target, tolerance, situation);
      case MetricTarget.ExternalAverage(var name, var target) ->
          shareOfTotal(name + " " + Figures.of(value), value, target, tolerance, situation);
      case MetricTarget.ResourceUtilization _,
          MetricTarget.ResourceAverage _,
          MetricTarget.PodsAverage _ ->
          unable(
              Reason.Code.METRIC_UNUSABLE,
              metric.signal() + " is one total, and the target asks for a value of each replica");
    };
  }

  /// Object and External metrics with a `Value`: scaled by the ready replicas, not by the current.
  /// With none of them ready Kubernetes wants 0 of whatever the metric says; here that is nothing
  /// to judge by.
  private static Advice ratioOfTotal(
      String what, double value, long targetMilli, Tolerance tolerance, Situation situation) {
    double ratio = Sizing.milli(value) / (double) targetMilli;
    Replicas current = situation.current();
    String compared = what + " for a target of " + Figures.of(targetMilli / 1000.0);
    if (current.value() != 0 && tolerance.within(ratio)) {
      return new Advice.Wants(
          current, new Reason(Reason.Code.WITHIN_TOLERANCE, compared + " is near enough"));
    }
    int ready = situation.observation().status().ready().value();
    if (current.value() != 0 && ready == 0) {
      return unable(Reason.Code.METRIC_UNUSABLE, compared + ": no replica is ready to carry it");
    }
    int base = current.value() == 0 ? 1 : ready;
    return wants(Replicas.saturated(Math.ceil(ratio * base)), compared);
  }

  /// Object and External metrics with an `AverageValue`: readiness is not looked at.
  private static Advice shareOfTotal(
      String what, double value, long targetMilli, Tolerance tolerance, Situation situation) {
    long milli = Sizing.milli(value);
    int current = situation.current().value();
    double ratio = milli / ((double) targetMilli * current);
    String each = Figures.of(targetMilli / 1000.0);
    if (current != 0 && tolerance.within(ratio)) {
      return new Advice.Wants(
          situation.current(),
          new Reason(
              Reason.Code.WITHIN_TOLERANCE,
              what + " is near the target of " + current + " x " + each));
    }
    double replicas = Math.ceil(milli / (double) targetMilli);
    return wants(Replicas.saturated(replicas), what + " at " + each + " a replica");
  }

  private static Advice perReplica(
      MetricTarget metric, Measure.PerReplica measure, Tolerance tolerance, Situation situation) {
    return switch (metric) {
      case MetricTarget.ResourceUtilization(var name, var percent) ->
          sized(name.value(), new Sizing.Utilization(percent), measure, tolerance, situation);
      case MetricTarget.ResourceAverage(var name, var milli) ->
          sized(name.value(), new Sizing.Average(milli), measure, tolerance, situation);
      case MetricTarget.PodsAverage(var name, var milli) ->
          sized(name.value(), new Sizing.Average(milli), measure, tolerance, situation);
      case MetricTarget.ExternalValue _, MetricTarget.ExternalAverage _ ->
          unable(
              Reason.Code.METRIC_UNUSABLE,
              metric.signal() + " is a value of each replica, and the target asks for one total");
    };
  }

  private static Advice sized(
      String name,
      Sizing.Goal goal,
      Measure.PerReplica measure,
      Tolerance tolerance,
      Situation situation) {
    return switch (Sizing.size(goal, measure, tolerance, situation)) {
      case Sizing.Result.Unusable(var why) ->
          unable(Reason.Code.METRIC_UNUSABLE, name + ": " + why);
      case Sizing.Result.Stay(var why) ->
          new Advice.Wants(
              situation.current(), new Reason(Reason.Code.WITHIN_TOLERANCE, name + " " + why));
      case Sizing.Result.Want(var replicas, var figures) -> wants(replicas, name + " " + figures);
    };
  }

  private static Advice wants(Replicas replicas, String because) {
    return new Advice.Wants(
        replicas, new Reason(Reason.Code.TARGET, "wants " + replicas + ": " + because));
  }

  private static Advice unable(Reason.Code code, String sentence) {
    return new Advice.Unable(new Reason(code, sentence));
  }
}
