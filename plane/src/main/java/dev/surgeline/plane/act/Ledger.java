package dev.surgeline.plane.act;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.control.AppendOnlyFile;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What the process actuator was told and what it started, on the disk before it matters: so that a
/// control plane that comes back finds its replicas and starts none twice.
///
/// @param token drawn once for this ledger; every replica carries it in its environment, so that
///   even one that was started just before a crash, too late to be recorded, is found
/// @param next the number of the next replica; a number is never used twice
/// @param desired how many replicas each workload shall have
/// @param replicas those that were started and are not known to be gone
record Ledger(
    String token, long next, SortedMap<WorkloadName, Replicas> desired, List<Entry> replicas) {

  /// One replica.
  ///
  /// @param process absent between the decision to start it and its start
  record Entry(
      ReplicaId id,
      WorkloadName workload,
      int port,
      Instant startedAt,
      boolean draining,
      Optional<ProcessIdentity> process) {}

  private static final int RESERVE_BYTES = 256 * 1024;

  Ledger {
    desired = Collections.unmodifiableSortedMap(new TreeMap<>(desired));
    replicas = List.copyOf(replicas);
  }

  /// Reads it; one that is not there yet is empty.
  ///
  /// @throws IOException if it can not be read, with a sentence that says what to do: it is only
  ///   ever replaced as a whole, so no crash can have torn it
  static Ledger load(Path path) throws IOException {
    if (!Files.exists(path)) {
      return new Ledger(UUID.randomUUID().toString(), 1, new TreeMap<>(), List.of());
    }
    try {
      return Json.read(Ledger.class, Files.readAllBytes(path), path.toString());
    } catch (DocumentException broken) {
      throw new IOException(
          "the ledger of replicas is damaged, so that those that run can not be told: restore it,"
              + " or end the replicas (their environment holds "
              + ProcessLauncher.MARK
              + ") and remove it; "
              + broken.problems().getFirst(),
          broken);
    }
  }

  /// Writes it. A file beside it holds room for when the disk is full: a replica that dies must be
  /// replaced then too, and not without its record.
  void save(Path path) throws IOException {
    Path reserve = path.resolveSibling(path.getFileName() + ".reserve");
    try {
      AppendOnlyFile.replace(path, Json.canonical(this));
    } catch (IOException full) {
      if (!Files.deleteIfExists(reserve)) {
        throw full;
      }
      AppendOnlyFile.replace(path, Json.canonical(this));
    }
    keep(reserve);
  }

  private static void keep(Path reserve) {
    try {
      if (!Files.exists(reserve)) {
        AppendOnlyFile.replace(reserve, new byte[RESERVE_BYTES]);
      }
    } catch (IOException stillFull) {
      // The next save tries again; until then what the old record took is room enough.
      return;
    }
  }

  Ledger withDesired(WorkloadName workload, Replicas replicas) {
    SortedMap<WorkloadName, Replicas> changed = new TreeMap<>(desired);
    changed.put(workload, replicas);
    return new Ledger(token, next, changed, this.replicas);
  }

  Ledger with(List<Entry> entries, long nextNumber) {
    return new Ledger(token, nextNumber, desired, new ArrayList<>(entries));
  }
}
