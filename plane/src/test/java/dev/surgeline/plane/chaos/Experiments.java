package dev.surgeline.plane.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Experiments of tests.
final class Experiments {
  private Experiments() {}

  /// Of probes of the hypothesis, steps of the method and rollbacks, each as JSON.
  static String of(String probes, String method, String rollbacks) {
    return """
    {"version": "1.0.0", "title": "a title", "description": "why",
     "configuration": {"who": "someone", "from": {"type": "env", "key": "FROM", "default": "home"}},
     "secrets": {"door": {"key": "a-secret-key"}},
     "steady-state-hypothesis": {"title": "all is well", "probes": [%s]},
     "method": [%s], "rollbacks": [%s]}
    """
        .formatted(probes, method, rollbacks);
  }

  /// A step that starts a program.
  static String program(String type, String name, String more, String path, String... words) {
    StringBuilder arguments = new StringBuilder();
    for (String word : words) {
      arguments.append(arguments.isEmpty() ? "" : ", ").append('"').append(word).append('"');
    }
    return """
    {"type": "%s", "name": "%s"%s,
     "provider": {"type": "process", "path": "%s", "arguments": [%s], "timeout": 20}}
    """
        .formatted(type, name, more.isEmpty() ? "" : ", " + more, path, arguments);
  }

  static Experiment read(Path folder, String text, Path... allowed) throws IOException {
    Path file = Files.writeString(folder.resolve("experiment"), text);
    Programs programs = Programs.of(List.of("/bin/false"), List.of(allowed));
    return Reading.read(file, programs, Map.of(), name -> Optional.empty());
  }
}
