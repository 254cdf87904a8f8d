package dev.surgeline.wire;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Ceiling;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `kind: Workload`, key by key.
record WorkloadDocument(
    String apiVersion, String kind, PlatformDocument.Metadata metadata, Body spec) {
  static final String KIND = "Workload";

  WorkloadDocument {
    // Refused here, the sentence has the place of the document.
    spec.workload(metadata.name());
  }

  /// What is declared of a workload.
  ///
  /// @param slo absent: nothing is promised
  /// @param routes absent: it is not behind the gateway
  /// @param metrics in the shape of Kubernetes `autoscaling/v2`: the first target-tracking policy
  /// @param behavior in the same shape; absent: Kubernetes' defaults, or with the slo policy its
  ///   own
  /// @param policies further policies; absent, as `metrics` is: the slo policy
  /// @param region absent: the platform's only one
  /// @param cost absent: not known
  /// @param data absent: nothing is said
  /// @param dependsOn absent: on nothing
  /// @param ceilings absent: none
  /// @param needs absent: one of `replicas` only
  /// @param mode absent: act
  /// @param approval absent: nobody need agree
  /// @param signals what is made of signals that look wrong; absent: the defaults
  record Body(
      Target target,
      Criticality criticality,
      ReplicaBounds replicas,
      Optional<Slo> slo,
      CapacityDocument capacity,
      Optional<List<RouteDocument>> routes,
      Optional<List<MetricDocument>> metrics,
      Optional<BehaviorDocument> behavior,
      Optional<List<PolicyDocument>> policies,
      Optional<WorkloadName> region,
      Optional<Price> cost,
      Optional<DataRules> data,
      Optional<List<Dependency>> dependsOn,
      Optional<List<Ceiling>> ceilings,
      Optional<SortedMap<ResourceName, Double>> needs,
      Optional<Mode> mode,
      Optional<ApprovalRule> approval,
      Optional<SignalRules> signals) {
    Body {
      if (cost.isEmpty()
          && approval.filter(rule -> rule.above().perHour().isPresent()).isPresent()) {
        throw new IllegalArgumentException(
            "approval above a cost per hour needs the key cost: what a replica costs");
      }
      for (Policy policy : policies(metrics, behavior, policies)) {
        if (policy instanceof Policy.Schedule schedule) {
          schedule.requireWithin(replicas);
        }
        boolean paid = cost.filter(price -> price.perReplicaHour() > 0).isPresent();
        if (policy instanceof SloPolicy priced && priced.inMoney() && !paid) {
          throw new IllegalArgumentException(
              "violatedSecond is weighed against cost.perReplicaHour, which is not above 0 here");
        }
      }
      signals
          .flatMap(SignalRules::floor)
          .ifPresent(floor -> {
            if (!replicas.contains(floor)) {
              throw new IllegalArgumentException(
                  "the floor of signals is %s, outside the workload's %s to %s"
                      .formatted(floor, replicas.min(), replicas.max()));
            }
          });
    }

    private static List<Policy> policies(
        Optional<List<MetricDocument>> metrics,
        Optional<BehaviorDocument> behavior,
        Optional<List<PolicyDocument>> policies) {
      List<Policy> all = new ArrayList<>();
      metrics.ifPresent(list ->
          all.add(
              PolicyDocument.tracking(list, behavior.orElse(BehaviorDocument.NONE).tolerance())));
      policies.ifPresent(list -> list.forEach(policy -> all.add(policy.toPolicy())));
      if (metrics.isEmpty() && policies.isEmpty()) {
        all.add(SloPolicy.DEFAULT);
      }
      return new Scaling(all, Behavior.DEFAULT).policies();
    }

    Scaling scaling() {
      List<Policy> all = policies(metrics, behavior, policies);
      boolean forObjective = all.stream().anyMatch(SloPolicy.class::isInstance);
      return new Scaling(
          all,
          behavior
              .map(BehaviorDocument::toBehavior)
              .orElse(forObjective ? Behavior.FOR_OBJECTIVE : Behavior.DEFAULT),
          mode.orElse(Mode.ACT),
          approval,
          signals.orElse(SignalRules.DEFAULT));
    }

    Workload workload(WorkloadName name) {
      return new Workload(
          name,
          target.process(),
          criticality,
          replicas,
          slo.orElse(Slo.NONE),
          capacity.toCapacity(),
          region,
          cost,
          data,
          dependsOn.orElse(List.of()),
          ceilings.orElse(List.of()),
          needs.orElseGet(TreeMap::new));
    }
  }

  /// Where it runs: one key, which names the kind of place.
  record Target(Hosting.Process process) {}

  /// A route without the name of the workload, which is the document's.
  record RouteDocument(Optional<String> host, Optional<String> pathPrefix) {
    RouteDocument {
      new Route(new WorkloadName("any"), host, pathPrefix);
    }
  }

  static WorkloadDocument of(WorkloadSpec spec) {
    Workload workload = spec.workload();
    var target =
        switch (workload.hosting()) {
          case Hosting.Process process -> new Target(process);
        };
    List<RouteDocument> routes =
        spec.routes().stream().map(r -> new RouteDocument(r.host(), r.pathPrefix())).toList();
    return new WorkloadDocument(
        Documents.API_VERSION,
        KIND,
        new PlatformDocument.Metadata(workload.name()),
        body(workload, target, routes, spec.scaling()));
  }

  private static Body body(
      Workload workload, Target target, List<RouteDocument> routes, Scaling scaling) {
    Optional<Policy.TargetTracking> only = onlyTracking(scaling);
    Optional<Tolerance> tolerance = only.map(Policy.TargetTracking::tolerance);
    List<PolicyDocument> policies = scaling.policies().stream().map(PolicyDocument::of).toList();
    return new Body(
        target,
        workload.criticality(),
        workload.replicas(),
        Optional.of(workload.slo()),
        CapacityDocument.of(workload.capacity()),
        Optional.of(routes),
        only.map(PolicyDocument::metrics),
        Optional.of(BehaviorDocument.of(scaling.behavior(), tolerance)),
        only.isPresent() ? Optional.empty() : Optional.of(policies),
        workload.region(),
        workload.cost(),
        workload.data(),
        Optional.of(workload.dependsOn()),
        Optional.of(workload.ceilings()),
        Optional.of(workload.needs()),
        Optional.of(scaling.mode()),
        scaling.approval(),
        Optional.of(scaling.signals()));
  }

  WorkloadSpec toSpec() {
    WorkloadName name = metadata.name();
    List<Route> routes =
        spec.routes().orElse(List.of()).stream()
            .map(route -> new Route(name, route.host(), route.pathPrefix()))
            .toList();
    return new WorkloadSpec(spec.workload(name), spec.scaling(), routes);
  }

  /// The policy that the keys `metrics` and `behavior` can say by themselves.
  private static Optional<Policy.TargetTracking> onlyTracking(Scaling scaling) {
    return scaling.policies().size() == 1
            && scaling.policies().getFirst() instanceof Policy.TargetTracking tracking
        ? Optional.of(tracking)
        : Optional.empty();
  }
}
