package dev.surgeline.plane.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where what a load measured is kept between the command that measures and the one that judges.
final class TallyOption {
  @Option(
      names = "--as",
      defaultValue = "requests",
      paramLabel = "NAME",
      description = "what is measured by this name in this run (default: ${DEFAULT-VALUE})")
  String name = "requests";

  @Option(
      names = "--tally",
      paramLabel = "FILE",
      description = "where what was measured is kept (default: in the folder of the run)")
  Optional<Path> tally = Optional.empty();

  Path file() {
    if (!name.matches("[a-z0-9-]{1,30}")) {
      throw new WrongInput("--as has 1 to 30 letters a to z, digits and -, not " + name);
    }
    return tally
        .or(() ->
            Optional.ofNullable(System.getenv(ChaosCommand.FOLDER))
                .map(folder -> Path.of(folder).resolve(name + ".tally.json")))
        .orElseThrow(
            () -> new WrongInput("--tally names the file for what is measured, outside of a run"));
  }
}
