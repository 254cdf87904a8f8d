package dev.surgeline.plane.audit.index;

import dev.surgeline.plane.audit.Durable;
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
    return new IndexPlace("jdbc:sqlite:" + file, Optional.of(file), file.toString());
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

  /// Makes the file, where there is none, so that its owner alone can read it.
  void prepare() throws IOException {
    if (file.isPresent() && !Files.exists(file.get())) {
      Durable.create(file.get(), new byte[0]);
    }
  }

  @Override
  public String toString() {
    return shown;
  }
}
