package dev.surgeline.plane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The process that owns this one, such as a demo: when it is gone, this one ends, and its replicas
/// with it. A pid alone may be given again, so the owner's start belongs to it.
///
/// @param pid the owner's process id
/// @param startedAt when the owner started, as far as it knows
record Lifeline(long pid, Instant startedAt) {
  /// The environment variable that names it, as `<pid>:<start in epoch milliseconds>`.
  static final String VARIABLE = "SURGE_LIFELINE";

  /// How far two processes' readings of one start time may lie apart: the kernel counts it in ticks
  /// since boot, and the time of boot is rounded to seconds and moves when the clock is set.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

  /// Reads the variable; absent or blank: nobody owns this process.
  ///
  /// @throws WrongInput if it has another form
  static Optional<Lifeline> parse(Optional<String> variable) {
    Optional<String> value = variable.filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Matcher found = FORM.matcher(value.get());
    if (!found.matches()) {
      throw new WrongInput(
          VARIABLE + " is <pid>:<start in epoch milliseconds>, not '" + value.get() + "'");
    }
    Instant startedAt = Instant.ofEpochMilli(Long.parseLong(found.group(2)));
    return Optional.of(new Lifeline(Long.parseLong(found.group(1)), startedAt));
  }

  /// This process, for those that it owns.
  static String self() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + ":" + started;
  }

  /// Calls once, from a thread of its own, within about a second of the owner's end.
  ///
  /// The owner is looked up once, now. From then on its start is compared with what this process
  /// read itself, which no step of the clock changes.
  void watch(Runnable onGone) {
    Optional<ProcessHandle> owner =
        ProcessHandle.of(pid).filter(this::lives).filter(this::startedThen);
    Thread.ofPlatform()
        .daemon()
        .name("lifeline")
        .start(() -> {
          try {
            while (owner.filter(this::lives).isPresent()) {
              Thread.sleep(PACE);
            }
            onGone.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
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
