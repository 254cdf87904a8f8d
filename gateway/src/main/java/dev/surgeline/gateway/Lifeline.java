package dev.surgeline.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The process that this one must not outlive. A pid alone can be given to another process later,
/// so its start time belongs to it.
///
/// @param pid its process id
/// @param startedAt when it started, as far as the system knows it
public record Lifeline(long pid, Instant startedAt) {
  /// The environment variable that names it.
  public static final String VARIABLE = "SURGE_LIFELINE";

  /// How far two processes' readings of one start time may lie apart: the kernel counts it in ticks
  /// since boot, and the time of boot is rounded to seconds and moves when the clock is set.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

  /// Reads `<pid>:<startEpochMillis>`.
  ///
  /// @throws IllegalArgumentException if the text has another form
  public static Lifeline parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException(
          VARIABLE + " is <pid>:<start in epoch milliseconds>, not '" + text + "'");
    }
    return new Lifeline(
        Long.parseLong(found.group(1)), Instant.ofEpochMilli(Long.parseLong(found.group(2))));
  }

  /// Whether that very process is running.
  public boolean holds() {
    return owner().isPresent();
  }

  /// Looks every second from a thread of its own, and calls once when the process is gone.
  ///
  /// The process is looked up once, now. From then on its start is compared with what this process
  /// read itself, which no step of the clock changes.
  public void watch(Runnable onGone) {
    Optional<ProcessHandle> owner = owner();
    Thread.ofPlatform()
        .daemon()
        .name("lifeline")
        .start(() -> {
          try {
            while (owner.filter(this::lives).isPresent()) {
              Thread.sleep(Duration.ofSeconds(1));
            }
            onGone.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Optional<ProcessHandle> owner() {
    return ProcessHandle.of(pid).filter(this::lives).filter(this::startedThen);
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(true);
  }

  /// A handle is of one process: a later one with its pid is not taken for it. One that was killed
  /// and that nobody has waited for counts as alive to the JDK, and is not.
  private boolean lives(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      int state = stat.lastIndexOf(')') + 2;
      return state >= stat.length() || "ZX".indexOf(stat.charAt(state)) < 0;
    } catch (IOException _) {
      return process.isAlive(); // no /proc on this system, or gone just now
    }
  }
}
