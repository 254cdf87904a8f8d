package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.List;

/// Where replicas of a workload run, and how one is started, asked after and stopped.
public sealed interface Hosting {

  /// Whether a text can stand in a request line as it is: it starts with `/` and is ASCII without
  /// blanks.
  static boolean isPath(String text) {
    return text.startsWith("/") && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /// Replicas are operating system processes on the machine of the control plane.
  ///
  /// The command is run as it is, never through a shell. In each word `{port}`, `{replica}`,
  /// `{slots}`, `{serviceTime}`, `{java}`, `{home}` and `{gateway}` are replaced.
  ///
  /// @param command the program and its arguments; 1 to 100 words; one of them holds `{port}`
  /// @param health the path that answers 200 when the replica may take requests
  /// @param metrics the path that answers in the Prometheus text format
  /// @param drain how long a replica may take to finish its requests when asked to stop; zero to an
  ///   hour
  record Process(List<String> command, String health, String metrics, Duration drain)
      implements Hosting {
    public Process {
      command = List.copyOf(command);
      if (command.isEmpty() || command.size() > 100) {
        throw new IllegalArgumentException("a command has 1 to 100 words");
      }
      if (command.stream().noneMatch(word -> word.contains("{port}"))) {
        throw new IllegalArgumentException(
            "a command says with {port} where the replica's port goes");
      }
      if (!isPath(health) || !isPath(metrics)) {
        throw new IllegalArgumentException(
            "health and metrics are paths: they start with / and have no blanks");
      }
      if (drain.isNegative() || drain.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("drain is 0s to 1h");
      }
    }
  }
}
