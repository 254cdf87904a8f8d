package dev.surgeline.plane.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads small files that options name: none that never ends, and none that is too large for what
/// it shall be.
final class GivenFile {
  private GivenFile() {}

  /// @param option that names it
  /// @param most bytes that it may have
  /// @throws WrongInput if it is not there, no regular file, or larger
  static byte[] read(String option, Path file, int most) throws IOException {
    if (Files.notExists(file)) {
      throw new WrongInput(option + ": there is no file " + file);
    }
    if (Files.isDirectory(file)) {
      throw new WrongInput(option + " is a file, and " + file + " is a folder");
    }
    if (!Files.isRegularFile(file)) {
      throw new WrongInput(option + " is a file, and " + file + " is a device or a pipe");
    }
    if (Files.size(file) > most) {
      throw new WrongInput(option + ": " + file + " has more than " + most + " bytes");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }
}
