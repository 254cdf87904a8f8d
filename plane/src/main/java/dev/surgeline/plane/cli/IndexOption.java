package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.index.IndexPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the index of a log is kept.
final class IndexOption {
  /// Beside the log's folder: `audit.index`.
  private static final String SUFFIX = ".index";

  @Option(
      names = "--index",
      paramLabel = "FILE",
      description =
          "the index, made where there is none (SQLite; default: audit.index beside a log's "
              + "folder that is yours)")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--index-url-file",
      paramLabel = "FILE",
      description =
          "a file with one line, the JDBC URL of a PostgreSQL that keeps the index instead")
  Optional<Path> urlFile = Optional.empty();

  /// Absent: none was given, and there is no place for one beside the log.
  Optional<IndexPlace> place(PublishedLog log) {
    if (file.isPresent() && urlFile.isPresent()) {
      throw new WrongInput("--index and --index-url-file are two places for one index: give one");
    }
    if (urlFile.isPresent()) {
      try {
        return Optional.of(IndexPlace.named(urlFile.get()));
      } catch (IOException wrong) {
        throw new WrongInput("--index-url-file: " + Surge.sentence(wrong));
      }
    }
    Optional<Path> chosen = file.isPresent() ? file : beside(log);
    Optional<IndexPlace> place = chosen.map(IndexPlace::sqlite);
    try {
      if (place.isPresent()) {
        place.get().check();
      }
    } catch (IOException wrong) {
      throw new WrongInput(Surge.sentence(wrong));
    }
    return place;
  }

  /// Not in a folder of somebody else, who could not use it any more.
  private static Optional<Path> beside(PublishedLog log) {
    if (!(log instanceof LogFolder(Path folder))) {
      return Optional.empty();
    }
    Path whole = folder.toAbsolutePath().normalize();
    Path place = whole.resolveSibling(whole.getFileName() + SUFFIX);
    try {
      String owner = Files.getOwner(whole.resolveSibling("")).getName();
      return owner.equals(System.getProperty("user.name")) ? Optional.of(place) : Optional.empty();
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }
}
