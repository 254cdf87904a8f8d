package dev.surgeline.sample.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The process that owns this one: when it is gone, this one must end too.
///
/// A pid alone names a stranger once it is reused, so the owner is its pid and its start time.
///
/// @param pid the owner's process id, from 1
/// @param startMillis when the owner started, in milliseconds since 1970 UTC
public record Lifeline(long pid, long startMillis) {
  /// The environment variable that carries it, as `<pid>:<startEpochMillis>`.
  public static final String VARIABLE = "SURGE_LIFELINE";

  /// How far two processes' readings of one start time may lie apart.
  ///
  /// The kernel counts starts in clock ticks since boot; the time of boot is rounded to seconds,
  /// and moves when the clock is set.
  private static final long TOLERANCE_MILLIS = 2_000;

  private static final long CHECK_MILLIS = 1_000;

  public Lifeline {
    if (pid < 1 || startMillis < 0) {
      throw new IllegalArgumentException("a lifeline has a pid from 1 and a start time from 0");
    }
  }

  /// Reads the variable's value; empty in, empty out.
  ///
  /// @throws UsageException when it is set and not `<pid>:<startEpochMillis>`
  public static Optional<Lifeline> parse(Optional<String> value) {
    if (value.isEmpty() || value.get().isBlank()) {
      return Optional.empty();
    }
    int colon = value.get().indexOf(':');
    try {
      long pid = Long.parseLong(value.get().substring(0, Math.max(0, colon)));
      return Optional.of(new Lifeline(pid, Long.parseLong(value.get().substring(colon + 1))));
    } catch (IllegalArgumentException _) {
      throw new UsageException(
          VARIABLE + " must be <pid>:<startEpochMillis>; it is \"" + value.get() + "\"");
    }
  }

  /// Calls `gone` once, on its own thread, within about a second of the owner's end.
  ///
  /// The owner is looked up once, now. From then on its start is compared with what this process
  /// read itself, which no step of the clock changes.
  public void watch(Runnable gone) {
    Optional<ProcessHandle> owner = owner();
    Thread.ofVirtual()
        .name("lifeline")
        .start(() -> {
          try {
            while (owner.filter(this::lives).isPresent()) {
              Thread.sleep(CHECK_MILLIS);
            }
            gone.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// Whether the owner lives: same pid, same start time, not a zombie.
  public boolean holds() {
    return owner().isPresent();
  }

  private Optional<ProcessHandle> owner() {
    return ProcessHandle.of(pid).filter(this::lives).filter(this::startedThen);
  }

  /// An owner whose start time may not be read is believed: ending a healthy replica is worse.
  private boolean startedThen(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return start.isEmpty()
        || Math.abs(start.get().toEpochMilli() - startMillis) <= TOLERANCE_MILLIS;
  }

  /// A handle is of one process: a later one with its pid is not taken for it.
  private boolean lives(ProcessHandle process) {
    return process.isAlive() && !isZombie();
  }

  /// A killed process that nobody has waited for still has its pid, and counts as alive to the JDK.
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && "ZX".indexOf(stat.charAt(state)) >= 0;
    } catch (IOException _) {
      return false; // no /proc on this system, or gone: the caller's other checks decide
    }
  }
}
