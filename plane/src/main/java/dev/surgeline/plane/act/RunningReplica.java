package dev.surgeline.plane.act;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A replica that runs, as whoever may read a ledger finds it beside the control plane that keeps
/// it.
///
/// @param port on which it answers
/// @param draining whether it is about to go
public record RunningReplica(
    ReplicaId id, WorkloadName workload, int port, boolean draining, ProcessHandle process) {

  /// Those of a ledger that run now, the oldest first.
  ///
  /// @throws IOException if there is no ledger or it can not be read
  public static List<RunningReplica> of(Path ledger) throws IOException {
    if (!Files.exists(ledger)) {
      throw new IOException(
          "there is no ledger of replicas " + ledger + ": no platform runs there");
    }
    List<RunningReplica> running = new ArrayList<>();
    for (Ledger.Entry entry : Ledger.load(ledger).replicas()) {
      Optional<ProcessHandle> process = entry.process().flatMap(ProcessIdentity::find);
      process
          .filter(ProcessIdentity::runs)
          .ifPresent(one ->
              running.add(
                  new RunningReplica(
                      entry.id(), entry.workload(), entry.port(), entry.draining(), one)));
    }
    return running;
  }

  /// Every process that a ledger's control plane started and that runs, those included that it has
  /// given up.
  public static List<ProcessHandle> family(Path ledger) throws IOException {
    return ProcessLauncher.marked(Ledger.load(ledger).token()).values().stream()
        .flatMap(List::stream)
        .toList();
  }
}
