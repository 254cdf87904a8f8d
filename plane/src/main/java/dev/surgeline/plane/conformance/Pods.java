package dev.surgeline.plane.conformance;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Kubernetes' pods as our replicas, and what they report as our measures.
///
/// @param cases the pods as the file has them
/// @param now the time that theirs are relative to
record Pods(List<Case> cases, Instant now) {
  Pods {
    cases = List.copyOf(cases);
  }

  boolean none() {
    return cases.isEmpty();
  }

  WorkloadStatus status(Replicas desired) {
    return new WorkloadStatus(desired, cases.stream().map(this::replica).toList());
  }

  /// How many run and are ready, whether or not they are being deleted.
  int ready() {
    int count = 0;
    for (Case pod : cases) {
      boolean running = pod.text("phase").equals("Running");
      count += running && pod.anyText("ready").equals(Optional.of("True")) ? 1 : 0;
    }
    return count;
  }

  /// What pods report of a resource, or of a metric of their own, with what they request of it.
  ///
  /// @param values by pod, in thousandths
  /// @param requests by pod, in thousandths; absent where a request has no meaning
  /// @param since when each measure began, by pod
  Measure.PerReplica measure(
      SortedMap<String, Long> values,
      SortedMap<String, Long> requests,
      SortedMap<String, Instant> since) {
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    SortedMap<String, Long> all = new TreeMap<>(requests);
    all.putAll(values);
    for (String name : all.keySet()) {
      usages.put(
          new ReplicaId(name),
          new Measure.Usage(
              units(values, name), units(requests, name), Optional.ofNullable(since.get(name))));
    }
    return new Measure.PerReplica(usages);
  }

  private static OptionalDouble units(SortedMap<String, Long> milli, String name) {
    return milli.containsKey(name)
        ? OptionalDouble.of(milli.getOrDefault(name, 0L) / 1000.0)
        : OptionalDouble.empty();
  }

  private ReplicaStatus replica(Case pod) {
    var id = new ReplicaId(pod.text("name"));
    boolean known = pod.has("start_s") && pod.has("ready");
    // Without a start or a condition its CPU is not believed: as of one that started just now.
    Instant start = known ? pod.time("start_s", now) : now;
    boolean dated = known && pod.has("ready_transition_s");
    Instant since = dated ? pod.time("ready_transition_s", now) : start;
    return new ReplicaStatus(id, phase(pod, known), start, since);
  }

  private static Phase phase(Case pod, boolean known) {
    if (pod.flag("deleting")) {
      return Phase.DRAINING;
    }
    return switch (pod.text("phase")) {
      case "Failed" -> Phase.FAILED;
      case "Pending" -> Phase.STARTING;
      case "Running", "Succeeded", "Unknown" ->
          known && !pod.text("ready").equals("False") ? Phase.READY : Phase.UNREADY;
      default -> throw Case.wrong(pod.mapping().at(), "no such phase: " + pod.text("phase"));
    };
  }

  /// What each pod requests of a resource, of one container or of all; a sentence where one does
  /// not say.
  ///
  /// @param container absent: all of them
  Requests requests(Optional<String> container, String resource) {
    SortedMap<String, Long> requests = new TreeMap<>();
    for (Case pod : cases) {
      OptionalLong request = request(pod, container);
      if (request.isEmpty()) {
        return new Requests(
            requests,
            Optional.of(
                "missing request for "
                    + resource
                    + container.map(name -> " in container " + name).orElse("")
                    + " of Pod "
                    + pod.text("name")));
      }
      requests.put(pod.text("name"), request.getAsLong());
    }
    return new Requests(requests, Optional.empty());
  }

  /// @param error absent: every pod states its request
  record Requests(SortedMap<String, Long> milli, Optional<String> error) {}

  private static OptionalLong request(Case pod, Optional<String> container) {
    if (pod.has("cpu_request_milli")) {
      return pod.anyNumber("cpu_request_milli");
    }
    Optional<Case> containers = pod.inner("requests_milli");
    return containers.map(all -> summed(all, container)).orElse(OptionalLong.empty());
  }

  /// The sum over containers, or the figure of one; absent where one is absent.
  static OptionalLong summed(Case containers, Optional<String> container) {
    if (container.isPresent()) {
      return containers.anyNumber(container.get());
    }
    List<OptionalLong> all = new ArrayList<>();
    containers.keys().forEach(name -> all.add(containers.anyNumber(name)));
    return all.isEmpty() || all.stream().anyMatch(OptionalLong::isEmpty)
        ? OptionalLong.empty()
        : OptionalLong.of(all.stream().mapToLong(OptionalLong::getAsLong).sum());
  }
}
