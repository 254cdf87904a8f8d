package dev.surgeline.gateway;

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

  private static final Duration TOLERANCE = Duration.ofSeconds(1);
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
    Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return found.isPresent()
        && found
            .get()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
            .orElse(true);
  }

  /// Looks every second from a thread of its own, and calls once when the process is gone.
  public void watch(Runnable onGone) {
    Thread.ofPlatform()
        .daemon()
        .name("lifeline")
        .start(() -> {
          try {
            while (holds()) {
              Thread.sleep(Duration.ofSeconds(1));
            }
            onGone.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
