package dev.surgeline.plane.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Of commands that read what a control plane left, whether it runs or not.
final class StateOption {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the state directory (default: the latest demo's, else run/state)")
  Optional<Path> state = Optional.empty();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  /// The folder that was named, else the latest demo's where there is one, else that of `run`.
  Path folder() {
    if (state.isPresent()) {
      return state.get();
    }
    Path demo = RunCommand.home().resolve("run/demo/latest/state");
    return Files.exists(demo) ? demo : Path.of("run/state");
  }
}
