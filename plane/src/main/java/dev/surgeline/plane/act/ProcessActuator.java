package dev.surgeline.plane.act;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.plane.control.LoopClock;
import dev.surgeline.plane.route.GatewayDriver;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Replicas as processes on this machine: a thread brings what there is to what is desired.
///
/// It starts what is missing, replaces what died, drains and stops what is too much: a replica that
/// is to go is first taken out of the gateway's picture, then asked to end once its last request is
/// answered. Everything it starts is in the [Ledger][Ledger]; at its start it adopts what still
/// runs and ends what is not in the ledger.
public final class ProcessActuator implements Actuator, Closeable {
  private static final Duration PACE = Duration.ofMillis(100);

  /// How long a step under way may take, a gateway that hangs included.
  private static final Duration KEEPER_PATIENCE = Duration.ofSeconds(5);

  /// How long the replicas of a workload that is no longer declared may finish their requests.
  private static final Duration UNDECLARED_DRAIN = Duration.ofSeconds(30);

  private final Path ledgerPath;
  private final ProcessLauncher launcher;
  private final GatewayDriver gateway;
  private final Consumer<String> said;
  private final SortedMap<WorkloadName, Fleet> fleets = new TreeMap<>();
  private final HealthProbe probe = new HealthProbe();
  private final LoopClock clock = new LoopClock(Instant.EPOCH);
  private Ledger ledger;
  private Optional<String> trouble = Optional.empty();
  private long nextReplica;
  private final Set<WorkloadName> declared;
  private boolean stopping;
  private volatile boolean running = true;
  private boolean unsaved;
  private final Thread keeper;

  private ProcessActuator(
      Path ledgerPath,
      Ledger ledger,
      Set<WorkloadName> declared,
      ProcessLauncher launcher,
      GatewayDriver gateway,
      Consumer<String> said) {
    this.ledgerPath = ledgerPath;
    this.ledger = ledger;
    this.declared = Collections.unmodifiableSet(new TreeSet<>(declared));
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
    var actuator =
        new ProcessActuator(ledgerPath, ledger, spec.workloads().keySet(), launcher, gateway, said);
    actuator.adopt(spec, actuator.clock.now());
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
      if (replica.alive()) {
        Fleet fleet = fleets.computeIfAbsent(entry.workload(), this::undeclared);
        fleet.adopt(replica, inService.contains(replica.id), now);
        said.accept(
            "adopted "
                + entry.id()
                + " on port "
                + entry.port()
                + (declared.contains(entry.workload())
                    ? ""
                    : " to let it drain: its workload is no longer declared"));
      }
    }
    marked.forEach((id, family) -> {
      family.forEach(ProcessHandle::destroyForcibly);
      said.accept(id + " ended: it was started but is in no record");
    });
  }

  /// The replicas of a workload that is no longer declared: they drain, like any that are too many.
  private Fleet undeclared(WorkloadName name) {
    ledger = ledger.withDesired(name, Replicas.ZERO);
    var hosting =
        new Hosting.Process(
            List.of("undeclared", "{port}"), "/health", "/metrics", UNDECLARED_DRAIN);
    var none = new ReplicaBounds(Replicas.ZERO, new Replicas(1));
    var capacity = new Capacity(Duration.ofSeconds(1), 1, Duration.ofSeconds(1));
    var workload = new Workload(name, hosting, Criticality.DEFERRABLE, none, Slo.NONE, capacity);
    return new Fleet(workload, Replicas.ZERO, launcher, said);
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
    Ledger before = ledger;
    try {
      ledger = ledger.withDesired(scale.workload(), scale.to());
      save();
    } catch (IOException failed) {
      // What is refused must not come about by a later save.
      ledger = before;
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
        step();
        trouble = Optional.empty();
        Thread.sleep(PACE);
      } catch (InterruptedException ended) {
        return;
      } catch (IOException | RuntimeException failed) {
        say(failed);
        pause();
      }
    }
  }

  /// Once for each trouble, not ten times a second.
  private void say(Exception failed) {
    String sentence =
        failed instanceof IOException
            ? "replicas that end are not replaced until it is mended: " + failed.getMessage()
            : "keeping replicas failed, trying again: " + failed;
    if (!trouble.equals(Optional.of(sentence))) {
      trouble = Optional.of(sentence);
      said.accept(sentence);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PACE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// The gateway is spoken with outside the lock: one that hangs must not hold up a decision.
  private void step() throws IOException {
    Set<ReplicaId> idle = idle();
    try {
      settle(idle, clock.now());
    } finally {
      gateway.serve(endpoints());
    }
  }

  private Set<ReplicaId> idle() {
    SortedMap<WorkloadName, List<ReplicaId>> draining = new TreeMap<>();
    boolean ending;
    synchronized (this) {
      ending = stopping;
      fleets.forEach((name, fleet) -> draining.put(name, fleet.draining()));
    }
    Set<ReplicaId> idle = new TreeSet<>();
    draining.forEach((name, replicas) -> {
      for (ReplicaId replica : replicas) {
        if (gateway.idle(name, replica) || (ending && gateway.gone())) {
          idle.add(replica);
        }
      }
    });
    return idle;
  }

  private synchronized void settle(Set<ReplicaId> idle, Instant now) throws IOException {
    for (Fleet fleet : fleets.values()) {
      unsaved |= fleet.settle(now, probe, idle::contains);
    }
    unsaved |=
        fleets
            .entrySet()
            .removeIf(one -> !declared.contains(one.getKey()) && one.getValue().over());
    for (Fleet fleet : fleets.values()) {
      startMissing(fleet, now);
    }
    if (unsaved) {
      save();
      launcher.prune(fleets.values().stream().flatMap(fleet -> fleet.known().stream()).toList());
    }
  }

  /// At most as many replicas start at once as keeps the machine answering requests meanwhile.
  private void startMissing(Fleet fleet, Instant now) throws IOException {
    int most = Math.max(2, 2 * Runtime.getRuntime().availableProcessors());
    while (fleet.missing(now) && starting() < most) {
      ReplicaProcess replica = fleet.plan(nextReplica, ProcessLauncher.freePort(), now);
      try {
        nextReplica++;
        save();
      } catch (IOException unrecorded) {
        fleet.unplan(replica);
        throw unrecorded;
      }
      fleet.start(replica, ledger.token(), now);
      unsaved = true;
    }
  }

  private int starting() {
    return fleets.values().stream().mapToInt(Fleet::starting).sum();
  }

  private synchronized SortedMap<WorkloadName, List<Endpoint>> endpoints() {
    SortedMap<WorkloadName, List<Endpoint>> endpoints = new TreeMap<>();
    fleets.forEach((name, fleet) -> endpoints.put(name, fleet.endpoints()));
    return endpoints;
  }

  /// What can not be saved stays to be saved: the next step tries again.
  private void save() throws IOException {
    List<Ledger.Entry> entries = new ArrayList<>();
    fleets.values().forEach(fleet -> entries.addAll(fleet.entries()));
    ledger = ledger.with(entries, nextReplica);
    ledger.save(ledgerPath);
    unsaved = false;
  }

  /// Stops every replica, each after its requests are answered, and waits for their end.
  public void stopAll(Duration patience) {
    synchronized (this) {
      stopping = true;
      fleets.values().forEach(fleet -> fleet.desire(Replicas.ZERO));
    }
    Instant deadline = clock.now().plus(patience);
    while (clock.now().isBefore(deadline) && anyAlive()) {
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
    // It must not write the ledger any more once the directory is another control plane's.
    try {
      if (!keeper.join(KEEPER_PATIENCE)) {
        keeper.interrupt();
      }
    } catch (InterruptedException hurried) {
      keeper.interrupt();
      Thread.currentThread().interrupt();
    }
    probe.close();
  }
}
