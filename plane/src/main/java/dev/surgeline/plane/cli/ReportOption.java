package dev.surgeline.plane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// `--report`, of commands that can also write a page.
final class ReportOption {
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "also a page to look at, in one file that needs no network")
  private Optional<Path> file = Optional.empty();

  /// Refuses a page that could not be written, before the work that it is about is done.
  ///
  /// @throws WrongInput if there is no folder for it, or it is one itself
  void requireFolder() {
    file.ifPresent(path -> requireFolder("--report", path));
  }

  /// The same of another option's file.
  static void requireFolder(String option, Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new WrongInput(option + " " + path + ": there is no folder for it");
    }
    if (Files.isDirectory(path)) {
      throw new WrongInput(option + " " + path + " is a folder; a file is to be written");
    }
  }

  /// Writes the page, where one is asked for, and says where it is.
  void write(Supplier<String> page) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), page.get());
      System.err.println("surge: the report is " + file.get());
    }
  }
}
