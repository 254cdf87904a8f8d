package dev.surgeline.plane.act;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.plane.route.GatewayDriver;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Replicas as processes on this machine: a thread brings what there is to what is desired.
///
/// It starts what is missing, replaces what died, drains and stops what is too much: a replica that
/// is to go is first taken out of the gateway's picture, then asked to end once its last request is
/// answered. Everything it starts is in the [Ledger][Ledger]; at its start it adopts what still
/// runs and ends what is not in the ledger.
public final class ProcessActuator implements Actuator, Closeable {
  private static final Duration PACE = Duration.ofMillis(100);

  private final Path ledgerPath;
  private final ProcessLauncher launcher;
  private final GatewayDriver gateway;
  private final Consumer<String> said;
  private final SortedMap<WorkloadName, Fleet> fleets = new TreeMap<>();
  private final HealthProbe probe = new HealthProbe();
  private Ledger ledger;
  private long nextReplica;
  private volatile boolean running = true;
  private final Thread keeper;

  private ProcessActuator(
      Path ledgerPath,
      Ledger ledger,
      ProcessLauncher launcher,
      GatewayDriver gateway,
      Consumer<String> said) {
    this.ledgerPath = ledgerPath;
    this.ledger = ledger;
    this.launcher = launcher;
    this.gateway = gateway;
    this.said = said;
    this.nextReplica = ledger.next();
    this.keeper = Thread.ofPlatform().name("process-actuator").unstarted(this::keep);
  }

  /// Opens the ledger, adopts what runs, and begins to keep the declared workloads.
  ///
  /// @throws IOException if the ledger can not be read or written
  public static ProcessActuator open(
      Path ledgerPath,
      PlatformSpec spec,
      ProcessLauncher launcher,
      GatewayDriver gateway,
      Consumer<String> said)
      throws IOException {
    Ledger ledger = Ledger.load(ledgerPath);
    var actuator = new ProcessActuator(ledgerPath, ledger, launcher, gateway, said);
    actuator.adopt(spec, Instant.now());
    actuator.save();
    actuator.keeper.start();
    return actuator;
  }

  private void adopt(PlatformSpec spec, Instant now) throws IOException {
    for (WorkloadSpec declared : spec.workloads().values()) {
      Replicas desired = ledger.desired().getOrDefault(declared.workload().name(), Replicas.ZERO);
      fleets.put(
          declared.workload().name(), new Fleet(declared.workload(), desired, launcher, said));
    }
    Map<String, List<ProcessHandle>> marked = ProcessLauncher.marked(ledger.token());
    Set<ReplicaId> inService = gateway.inService();
    for (Ledger.Entry entry : ledger.replicas()) {
      ReplicaProcess replica = new ReplicaProcess(entry, now);
      Optional<List<ProcessHandle>> unrecorded =
          Optional.ofNullable(marked.remove(entry.id().value()));
      if (!replica.alive() && unrecorded.isPresent()) {
        replica.started(unrecorded.get().getFirst());
      }
      Fleet fleet = fleets.get(entry.workload());
      if (fleet == null) {
        replica.kill();
        said.accept(entry.id() + " ended: its workload is no longer declared");
      } else if (replica.alive()) {
        fleet.adopt(replica, inService.contains(replica.id), now);
        said.accept("adopted " + entry.id() + " on port " + entry.port());
      }
    }
    marked.forEach((id, family) -> {
      family.forEach(ProcessHandle::destroyForcibly);
      said.accept(id + " ended: it was started but is in no record");
    });
  }

  @Override
  public synchronized Outcome apply(Action action) {
    Action.Scale scale =
        switch (action) {
          case Action.Scale one -> one;
        };
    Fleet fleet = fleets.get(scale.workload());
    if (fleet == null) {
      return new Outcome.Refused("there is no workload " + scale.workload());
    }
    try {
      ledger = ledger.withDesired(scale.workload(), scale.to());
      save();
    } catch (IOException failed) {
      return new Outcome.Refused("the ledger could not be written: " + failed.getMessage());
    }
    fleet.desire(scale.to());
    return new Outcome.Applied();
  }

  @Override
  public synchronized Optional<WorkloadStatus> status(WorkloadName workload) {
    return Optional.ofNullable(fleets.get(workload)).map(Fleet::status);
  }

  /// The port of each replica that can be asked for its metrics.
  public synchronized SortedMap<ReplicaId, Integer> ports(WorkloadName workload) {
    return Optional.ofNullable(fleets.get(workload)).map(Fleet::ports).orElse(new TreeMap<>());
  }

  private void keep() {
    while (running) {
      try {
        step(Instant.now());
        Thread.sleep(PACE);
      } catch (InterruptedException ended) {
        return;
      } catch (IOException | RuntimeException failed) {
        said.accept("keeping replicas failed, trying again: " + failed);
      }
    }
  }

  private synchronized void step(Instant now) throws IOException {
    boolean changed = false;
    for (Fleet fleet : fleets.values()) {
      changed |= fleet.settle(now, probe, gateway);
    }
    for (Fleet fleet : fleets.values()) {
      changed |= startMissing(fleet, now);
    }
    gateway.serve(endpoints());
    if (changed) {
      save();
    }
  }

  /// At most as many replicas start at once as keeps the machine answering requests meanwhile.
  private boolean startMissing(Fleet fleet, Instant now) throws IOException {
    int most = Math.max(2, 2 * Runtime.getRuntime().availableProcessors());
    boolean changed = false;
    while (fleet.missing(now) && starting() < most) {
      ReplicaProcess replica = fleet.plan(nextReplica, ProcessLauncher.freePort(), now);
      nextReplica++;
      save();
      fleet.start(replica, ledger.token(), now);
      changed = true;
    }
    return changed;
  }

  private int starting() {
    return fleets.values().stream().mapToInt(Fleet::starting).sum();
  }

  private SortedMap<WorkloadName, List<Endpoint>> endpoints() {
    SortedMap<WorkloadName, List<Endpoint>> endpoints = new TreeMap<>();
    fleets.forEach((name, fleet) -> endpoints.put(name, fleet.endpoints()));
    return endpoints;
  }

  private void save() throws IOException {
    List<Ledger.Entry> entries = new ArrayList<>();
    fleets.values().forEach(fleet -> entries.addAll(fleet.entries()));
    ledger = ledger.with(entries, nextReplica);
    ledger.save(ledgerPath);
  }

  /// Stops every replica, each after its requests are answered, and waits for their end.
  public void stopAll(Duration patience) {
    synchronized (this) {
      fleets.values().forEach(fleet -> fleet.desire(Replicas.ZERO));
    }
    Instant deadline = Instant.now().plus(patience);
    while (Instant.now().isBefore(deadline) && anyAlive()) {
      try {
        Thread.sleep(PACE);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    synchronized (this) {
      fleets.values().forEach(Fleet::killAll);
    }
  }

  /// Ends what is left of the replicas of a ledger whose control plane is gone for good.
  public static void endStrays(Path ledgerPath) {
    try {
      ProcessLauncher.marked(Ledger.load(ledgerPath).token())
          .values()
          .forEach(family -> family.forEach(ProcessHandle::destroyForcibly));
    } catch (IOException unreadable) {
      // Without its ledger nothing can be told to be ours; the lifeline ends such replicas.
      return;
    }
  }

  private synchronized boolean anyAlive() {
    return fleets.values().stream().anyMatch(Fleet::anyAlive);
  }

  /// Ends the keeping; replicas go on.
  @Override
  public void close() {
    running = false;
    keeper.interrupt();
    probe.close();
  }
}
