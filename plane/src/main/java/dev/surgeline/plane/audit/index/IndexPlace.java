package dev.surgeline.plane.audit.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where an index is kept.
///
/// @param url as JDBC has it; may hold a password, and is in no message
/// @param file of SQLite
/// @param shown for messages
public record IndexPlace(String url, Optional<Path> file, String shown) {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int URL_MAX = 4096;

  /// A file of its own (SQLite).
  public static IndexPlace sqlite(Path file) {
    // From the root on: no name is one of those that mean something else to the driver.
    return new IndexPlace(
        "jdbc:sqlite:" + file.toAbsolutePath(), Optional.of(file), file.toString());
  }

  /// What a file refers to: one line, a JDBC URL. Such URLs hold passwords, and those belong in no
  /// command line.
  ///
  /// @throws IOException if it can not be read, or holds no URL of a database that is known; the
  ///   message is one sentence and has nothing of it
  public static IndexPlace named(Path file) throws IOException {
    if (Files.size(file) > URL_MAX) {
      throw new IOException(file + ": a JDBC URL has at most " + URL_MAX + " characters");
    }
    String url = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (!url.startsWith(POSTGRESQL) || url.contains("\n")) {
      throw new IOException(
          file + ": it is one line, a URL such as " + POSTGRESQL + "//host/database?user=...");
    }
    return new IndexPlace(url, Optional.empty(), "PostgreSQL, as " + file + " says");
  }

  /// Finds out whether an index may be kept there, before anything is done.
  ///
  /// @throws IOException if there is a file that is no index; the message is one sentence
  public void check() throws IOException {
    if (file.isPresent()) {
      IndexFile.check(file.get());
    }
  }

  @Override
  public String toString() {
    return shown;
  }
}
