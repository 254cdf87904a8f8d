package dev.surgeline.plane.observe;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.plane.act.ProcessActuator;
import dev.surgeline.plane.route.GatewayDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks every source once and gives the whole present picture.
public final class Observer {
  private final PlatformSpec spec;
  private final ProcessActuator actuator;
  private final GatewayDriver gateway;
  private final ReplicaMetrics metrics;
  private final SortedMap<WorkloadName, TrafficSignals> traffic = new TreeMap<>();
  private final SortedMap<WorkloadName, Long> failed = new TreeMap<>();
  private Instant gatewayStarted = Instant.MIN;

  public Observer(PlatformSpec spec, ProcessActuator actuator, GatewayDriver gateway) {
    this.spec = spec;
    this.actuator = actuator;
    this.gateway = gateway;
    Duration interval = spec.platform().interval();
    Duration half = interval.dividedBy(2);
    Duration most = Duration.ofSeconds(2);
    this.metrics = new ReplicaMetrics(half.compareTo(most) < 0 ? half : most);
    spec.workloads()
        .forEach((name, declared) ->
            traffic.put(name, new TrafficSignals(declared.workload(), interval)));
  }

  /// The observations at `now`. A workload whose status can not be found out has none.
  public SortedMap<WorkloadName, Observation> observe(Instant now) {
    readTraffic(now);
    SortedMap<WorkloadName, Observation> observations = new TreeMap<>();
    spec.workloads()
        .forEach((name, declared) ->
            actuator
                .status(name)
                .ifPresent(status -> observations.put(name, observation(declared, status, now))));
    return observations;
  }

  /// Requests of a workload that failed since the gateway started, as far as it could be asked.
  public long failed(WorkloadName name) {
    return failed.getOrDefault(name, 0L);
  }

  private void readTraffic(Instant now) {
    Optional<TrafficReport> report = gateway.report();
    if (report.isEmpty()) {
      return;
    }
    if (!report.get().startedAt().equals(gatewayStarted)) {
      gatewayStarted = report.get().startedAt();
      traffic.values().forEach(TrafficSignals::reset);
    }
    report
        .get()
        .workloads()
        .forEach((name, counts) -> {
          failed.put(name, counts.serverErrors() + counts.gatewayErrors());
          Optional.ofNullable(traffic.get(name)).ifPresent(own -> own.add(counts, now));
        });
  }

  private Observation observation(WorkloadSpec declared, WorkloadStatus status, Instant now) {
    WorkloadName name = declared.workload().name();
    SortedMap<SignalName, Signal> signals = Objects.requireNonNull(traffic.get(name)).at(now);
    SortedMap<SignalName, Boolean> asked = fromReplicas(declared);
    if (!asked.isEmpty()) {
      addReplicaSignals(declared, asked, now, signals);
    }
    return new Observation(status, signals);
  }

  private void addReplicaSignals(
      WorkloadSpec declared,
      SortedMap<SignalName, Boolean> asked,
      Instant now,
      SortedMap<SignalName, Signal> signals) {
    WorkloadName name = declared.workload().name();
    String path =
        switch (declared.workload().hosting()) {
          case Hosting.Process process -> process.metrics();
        };
    SortedMap<ReplicaId, Integer> ports = actuator.ports(name);
    SortedMap<ReplicaId, SortedMap<String, Double>> pages = metrics.ask(ports, path);
    asked.forEach((signal, perReplica) ->
        signals.put(
            signal,
            perReplica
                ? ReplicaSignals.each(signal, pages, now)
                : ReplicaSignals.total(signal, pages, ports.size(), now)));
  }

  /// The signals that replicas publish themselves, and whether each replica's value is wanted or
  /// their sum.
  private static SortedMap<SignalName, Boolean> fromReplicas(WorkloadSpec declared) {
    SortedMap<SignalName, Boolean> asked = new TreeMap<>();
    for (Policy policy : declared.scaling().policies()) {
      policy
          .signals()
          .forEach((signal, each) -> {
            if (!carried(signal)) {
              asked.put(signal, each);
            }
          });
    }
    return asked;
  }

  private static boolean carried(SignalName signal) {
    return SignalName.TRAFFIC.contains(signal);
  }
}
