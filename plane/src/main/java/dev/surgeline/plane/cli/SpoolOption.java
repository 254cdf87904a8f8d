package dev.surgeline.plane.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where what may not wait goes while the audit log can not be written.
final class SpoolOption {
  @Option(
      names = "--audit-spool",
      paramLabel = "DIR",
      description = {
        "a folder, best on another disk, for what may not wait while the audit log can not be",
        "written: growth of life-safety workloads and actions under break-glass put their intent",
        "there first, and onto the log when it is back; the state directory when not given"
      })
  Optional<Path> folder = Optional.empty();

  /// The folder.
  ///
  /// @param state where it is when none was given
  Path in(Path state) {
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new WrongInput(
          "--audit-spool: "
              + folder.get()
              + " is no folder that is there; mount its disk, or make it with mode 0700");
    }
    if (folder.isPresent() && !Files.isWritable(folder.get())) {
      throw new WrongInput("--audit-spool: this user can not write to " + folder.get());
    }
    return folder.orElse(state);
  }
}
