package dev.surgeline.plane.act;

import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.route.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The replica processes of one workload. Confined to the actuator's lock.
final class Fleet {
  /// How long a replica may be deaf before it is taken for dead.
  private static final Duration UNREADY_MOST = Duration.ofSeconds(30);

  /// How long a replica that failed stays in the status, for people to see.
  private static final Duration FAILED_SHOWN = Duration.ofSeconds(10);

  private static final Duration BACKOFF_MOST = Duration.ofSeconds(30);

  private final Workload workload;
  private final Hosting.Process hosting;
  private final ProcessLauncher launcher;
  private final Consumer<String> said;
  private final List<ReplicaProcess> replicas = new ArrayList<>();
  private Replicas desired;
  private int failuresInRow;
  private Instant lastFailure = Instant.MIN;
  private Instant notBefore = Instant.EPOCH;

  Fleet(Workload workload, Replicas desired, ProcessLauncher launcher, Consumer<String> said) {
    this.workload = workload;
    this.hosting =
        switch (workload.hosting()) {
          case Hosting.Process process -> process;
        };
    this.desired = desired;
    this.launcher = launcher;
    this.said = said;
  }

  /// Takes over a replica that an earlier control plane started. One that the gateway serves from
  /// is ready until a probe says otherwise: a restart of the control plane must take no capacity
  /// away.
  void adopt(ReplicaProcess replica, boolean inService, Instant now) {
    if (inService && replica.staying()) {
      replica.enter(Phase.READY, now);
    }
    replicas.add(replica);
  }

  void desire(Replicas wanted) {
    desired = wanted;
  }

  /// Takes in what happened to each replica, and lets those go that are too many.
  ///
  /// @param idle of those that drain, which have nothing under way
  /// @return whether the ledger must be written
  boolean settle(Instant now, HealthProbe probe, Predicate<ReplicaId> idle) {
    boolean changed = false;
    for (ReplicaProcess replica : List.copyOf(replicas)) {
      changed |= settle(replica, now, idle);
      if (replica.staying()) {
        probe.ask(replica, hosting.health());
      }
    }
    return release(now) || changed;
  }

  private boolean settle(ReplicaProcess replica, Instant now, Predicate<ReplicaId> idle) {
    if (replica.phase() == Phase.FAILED) {
      return replica.inPhase(now).compareTo(FAILED_SHOWN) > 0 && replicas.remove(replica);
    }
    if (!replica.alive()) {
      return ended(replica, now);
    }
    if (replica.phase() == Phase.DRAINING) {
      drain(replica, now, idle.test(replica.id));
      return false;
    }
    replica.judge(now);
    // Only one that was tried after the last failure shows that trying works again.
    if (replica.phase() == Phase.READY && replica.startedAt.isAfter(lastFailure)) {
      failuresInRow = 0;
    }
    boolean tooLate =
        replica.phase() == Phase.STARTING
            && replica.inPhase(now).compareTo(workload.growthDeadline(failuresInRow)) > 0;
    boolean deaf =
        replica.phase() == Phase.UNREADY && replica.inPhase(now).compareTo(UNREADY_MOST) > 0;
    if (tooLate || deaf) {
      said.accept(
          replica.id
              + (tooLate ? " never answered its health check" : " stopped answering")
              + ": ended, to be replaced");
      replica.kill();
    }
    return false;
  }

  private boolean ended(ReplicaProcess replica, Instant now) {
    if (replica.phase() == Phase.DRAINING) {
      replicas.remove(replica);
      return true;
    }
    failuresInRow++;
    lastFailure = now;
    Duration wait = Duration.ofMillis(500L << Math.min(10, failuresInRow - 1));
    notBefore = now.plus(wait.compareTo(BACKOFF_MOST) > 0 ? BACKOFF_MOST : wait);
    said.accept(replica.id + " ended without being asked to" + launcher.lastWords(replica));
    replica.enter(Phase.FAILED, now);
    return true;
  }

  /// Out of the gateway's picture first, then asked to end when its last request is answered, or
  /// when the time for that is over.
  private void drain(ReplicaProcess replica, Instant now, boolean idle) {
    boolean patienceOver = replica.inPhase(now).compareTo(hosting.drain()) > 0;
    if (idle || patienceOver || replica.askedToStop()) {
      replica.stop(now, hosting.drain());
    }
  }

  /// Of too many replicas those go first that serve least: not yet ready, then the youngest.
  private boolean release(Instant now) {
    List<ReplicaProcess> staying =
        replicas.stream()
            .filter(ReplicaProcess::staying)
            .sorted(
                Comparator.comparing(ReplicaProcess::serving)
                    .thenComparing(replica -> replica.startedAt, Comparator.reverseOrder()))
            .toList();
    int extra = staying.size() - desired.value();
    for (int i = 0; i < extra; i++) {
      staying.get(i).enter(Phase.DRAINING, now);
    }
    return extra > 0;
  }

  boolean missing(Instant now) {
    long staying = replicas.stream().filter(ReplicaProcess::staying).count();
    return staying < desired.value() && !now.isBefore(notBefore);
  }

  int starting() {
    return (int) replicas.stream().filter(r -> r.phase() == Phase.STARTING).count();
  }

  ReplicaProcess plan(long number, int port, Instant now) {
    ReplicaId id = new ReplicaId(workload.name() + "-" + number);
    var entry = new Ledger.Entry(id, workload.name(), port, now, false, Optional.empty());
    ReplicaProcess replica = new ReplicaProcess(entry, now);
    replicas.add(replica);
    return replica;
  }

  /// Takes back a plan that could not be put on the record: nothing was started.
  void unplan(ReplicaProcess replica) {
    replicas.remove(replica);
  }

  void start(ReplicaProcess replica, String token, Instant now) {
    try {
      replica.started(launcher.start(workload, replica, token));
    } catch (IOException failed) {
      // The next step finds it dead, shows it as failed, and waits longer each time.
      said.accept(replica.id + " could not be started: " + failed.getMessage());
      replica.enter(Phase.STARTING, now);
    }
  }

  WorkloadStatus status() {
    return new WorkloadStatus(desired, replicas.stream().map(ReplicaProcess::status).toList());
  }

  List<Ledger.Entry> entries() {
    return replicas.stream()
        .filter(replica -> replica.phase() != Phase.FAILED)
        .map(ReplicaProcess::entry)
        .toList();
  }

  /// Those that drain.
  List<ReplicaId> draining() {
    return replicas.stream()
        .filter(replica -> replica.phase() == Phase.DRAINING)
        .map(replica -> replica.id)
        .toList();
  }

  /// Every replica that is shown, gone ones included.
  List<ReplicaId> known() {
    return replicas.stream().map(replica -> replica.id).toList();
  }

  /// Whether nothing is wanted and nothing is left.
  boolean over() {
    return desired.value() == 0 && replicas.isEmpty();
  }

  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    for (ReplicaProcess replica : replicas) {
      switch (replica.phase()) {
        case READY -> endpoints.add(endpoint(replica, Endpoint.State.ACTIVE));
        case DRAINING -> endpoints.add(endpoint(replica, Endpoint.State.DRAINING));
        case STARTING, UNREADY, FAILED -> {}
      }
    }
    return endpoints;
  }

  private static Endpoint endpoint(ReplicaProcess replica, Endpoint.State state) {
    return new Endpoint(replica.id, "127.0.0.1", replica.port, state);
  }

  SortedMap<ReplicaId, Integer> ports() {
    SortedMap<ReplicaId, Integer> ports = new TreeMap<>();
    replicas.stream().filter(ReplicaProcess::serving).forEach(r -> ports.put(r.id, r.port));
    return ports;
  }

  boolean anyAlive() {
    return replicas.stream().anyMatch(ReplicaProcess::alive);
  }

  void killAll() {
    replicas.forEach(ReplicaProcess::kill);
  }
}
