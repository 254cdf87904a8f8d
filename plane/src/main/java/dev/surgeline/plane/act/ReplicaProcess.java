package dev.surgeline.plane.act;

import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One replica that is a process, as the actuator follows it. Confined to the actuator's lock, but
/// for the health that a probe reports.
final class ReplicaProcess {
  /// Health checks in a row that must fail before a ready replica counts as unready.
  private static final int FAILURES = 3;

  final ReplicaId id;
  final WorkloadName workload;
  final int port;
  final Instant startedAt;
  private Optional<ProcessHandle> process;
  private Optional<ProcessIdentity> identity;
  private Phase phase = Phase.STARTING;
  private Instant phaseSince;
  private Optional<Instant> askedToStop = Optional.empty();
  private volatile int failedProbes;
  private volatile boolean everHealthy;
  volatile boolean probing;

  ReplicaProcess(Ledger.Entry entry, Instant now) {
    this.id = entry.id();
    this.workload = entry.workload();
    this.port = entry.port();
    this.startedAt = entry.startedAt();
    this.identity = entry.process();
    this.process = identity.flatMap(ProcessIdentity::find);
    this.phaseSince = now;
    if (entry.draining()) {
      phase = Phase.DRAINING;
    }
  }

  void started(ProcessHandle handle) {
    process = Optional.of(handle);
    identity = ProcessIdentity.of(handle);
  }

  Ledger.Entry entry() {
    return new Ledger.Entry(id, workload, port, startedAt, phase == Phase.DRAINING, identity);
  }

  Phase phase() {
    return phase;
  }

  Duration inPhase(Instant now) {
    return Duration.between(phaseSince, now);
  }

  boolean alive() {
    return process.filter(ProcessIdentity::runs).isPresent();
  }

  boolean serving() {
    return phase == Phase.READY;
  }

  boolean staying() {
    return switch (phase) {
      case STARTING, READY, UNREADY -> true;
      case DRAINING, FAILED -> false;
    };
  }

  void enter(Phase next, Instant now) {
    if (phase != next) {
      phase = next;
      phaseSince = now;
    }
  }

  /// What a probe found; called from the probe's thread.
  void probed(boolean healthy) {
    everHealthy |= healthy;
    failedProbes = healthy ? 0 : failedProbes + 1;
  }

  /// Takes the probes' findings into the phase.
  void judge(Instant now) {
    switch (phase) {
      case STARTING -> {
        if (everHealthy && failedProbes == 0) {
          enter(Phase.READY, now);
        }
      }
      case READY -> {
        if (failedProbes >= FAILURES) {
          enter(Phase.UNREADY, now);
        }
      }
      case UNREADY -> {
        if (failedProbes == 0) {
          enter(Phase.READY, now);
        }
      }
      case DRAINING, FAILED -> {}
    }
  }

  /// Asks the process to end, politely once and firmly when it has not within `patience`.
  void stop(Instant now, Duration patience) {
    if (askedToStop.isEmpty()) {
      askedToStop = Optional.of(now);
      process.ifPresent(ProcessHandle::destroy);
    } else if (askedToStop.get().plus(patience).isBefore(now)) {
      kill();
    }
  }

  boolean askedToStop() {
    return askedToStop.isPresent();
  }

  /// Ends it by force, and what it started itself.
  void kill() {
    process.ifPresent(replica -> {
      List<ProcessHandle> started = replica.descendants().toList();
      replica.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    });
  }

  ReplicaStatus status() {
    return new ReplicaStatus(id, phase, startedAt, phaseSince);
  }
}
