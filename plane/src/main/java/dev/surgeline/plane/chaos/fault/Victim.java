package dev.surgeline.plane.chaos.fault;

import dev.surgeline.plane.act.RunningReplica;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process of the platform that a fault is done to.
///
/// @param name as the journal names it: a replica's id, `gateway`, `control plane`
public record Victim(String name, ProcessHandle process) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<Path> KILL = List.of(Path.of("/bin/kill"), Path.of("/usr/bin/kill"));

  /// A replica, by its id or, of a workload, the oldest that is not about to go.
  ///
  /// @param state the control plane's state folder
  public static Victim replica(Path state, Optional<String> workload, Optional<String> id)
      throws IOException {
    Path ledger = state.resolve("replicas.json");
    for (RunningReplica one : RunningReplica.of(ledger)) {
      boolean meant =
          id.map(wanted -> one.id().value().equals(wanted)).orElse(!one.draining())
              && workload.map(wanted -> one.workload().value().equals(wanted)).orElse(true);
      if (meant) {
        return new Victim(one.id().value(), one.process());
      }
    }
    throw new FaultFailed(
        "no replica "
            + id.map(it -> it + " ").orElse("")
            + workload.map(it -> "of " + it + " ").orElse("")
            + "runs by the ledger in "
            + state);
  }

  /// Who listens on a port of this machine.
  ///
  /// @param words that its command line must have one of: nobody else is touched
  public static Victim listening(String name, int port, List<String> words) throws IOException {
    ProcessHandle process =
        Listeners.on(port)
            .orElseThrow(() ->
                new FaultFailed(
                    "no process of this user listens on port "
                        + port
                        + ", so there is no "
                        + name));
    String line = String.join(" ", commandLine(process));
    if (words.stream().noneMatch(line::contains)) {
      throw new FaultFailed(
          "process " + process.pid() + ", which listens on port " + port + ", is no " + name);
    }
    return new Victim(name, process);
  }

  /// SIGKILL, and waits for the end.
  public void kill() throws IOException {
    process.destroyForcibly();
    waitUntil(() -> !runs(), "did not end");
  }

  /// SIGSTOP: it keeps its connections and answers nothing.
  public void freeze() throws IOException {
    signal("-STOP");
    waitUntil(() -> frozen(process), "was not stopped");
  }

  /// Lets every process go on that a control plane started and that is stopped.
  ///
  /// @return how many
  public static int thaw(Path state) throws IOException {
    int thawed = 0;
    for (ProcessHandle process : RunningReplica.family(state.resolve("replicas.json"))) {
      if (frozen(process)) {
        new Victim("replica", process).signal("-CONT");
        thawed++;
      }
    }
    return thawed;
  }

  private void signal(String signal) throws IOException {
    Path kill =
        KILL.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new FaultFailed("there is no program kill on this machine"));
    Process process =
        new ProcessBuilder(kill.toString(), signal, Long.toString(this.process.pid())).start();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          || process.exitValue() != 0) {
        throw new FaultFailed(name + " could not be sent " + signal);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new FaultFailed("interrupted");
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void waitUntil(Condition condition, String otherwise) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > until) {
        throw new FaultFailed(name + " " + otherwise + " within " + PATIENCE.toSeconds() + " s");
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new FaultFailed("interrupted");
      }
    }
  }

  private boolean runs() {
    return process.isAlive() && state(process).filter("Z"::equals).isEmpty();
  }

  static boolean frozen(ProcessHandle process) {
    return state(process).filter("T"::equals).isPresent();
  }

  /// The state in `/proc/PID/stat`.
  private static Optional<String> state(ProcessHandle process) {
    try {
      Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      int at = text.lastIndexOf(')') + 2;
      return Optional.of(text.substring(at, at + 1));
    } catch (IOException | IndexOutOfBoundsException gone) {
      return Optional.empty();
    }
  }

  /// The words of its command line, from `/proc`.
  static List<String> commandLine(ProcessHandle process) throws IOException {
    return words(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
  }

  /// What a file of `/proc` has between its zeros.
  static List<String> words(Path file) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : Files.readString(file, StandardCharsets.UTF_8).split("\0", -1)) {
      words.add(word);
    }
    words.removeLast();
    return words;
  }
}
