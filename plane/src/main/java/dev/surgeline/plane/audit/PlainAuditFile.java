package dev.surgeline.plane.audit;

import dev.surgeline.wire.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The audit file of versions before there was a log: JSON lines. It is read, and carried over into
/// the log byte for byte ([CarryOver]); nothing writes it any more.
public final class PlainAuditFile {
  private PlainAuditFile() {}

  /// All entries of a file, oldest first. What follows the last line end is a line that a crash cut
  /// short: it was not acknowledged, and is passed over.
  ///
  /// @return how many there are
  /// @throws IOException if it can not be read, or an entry was removed or added: its sentence
  ///   names the line
  /// @throws dev.surgeline.wire.DocumentException if a line is not an entry
  public static long scan(Path path, Consumer<AuditLine> each) throws IOException {
    return bytes(
        path, (index, text) -> each.accept(Json.read(AuditLine.class, text, where(path, index))));
  }

  private static String where(Path path, long index) {
    return path + " line " + (index + 1);
  }

  /// The lines' bytes.
  static long bytes(Path path, AuditReader.Each each) throws IOException {
    long count = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      var text = new ByteArrayOutputStream(1024);
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          text.write(next);
          continue;
        }
        String where = where(path, count);
        AuditLine line = Json.read(AuditLine.class, text.toByteArray(), where);
        if (line.index() != count) {
          throw new IOException(where + ": entry " + count + " belongs here, not " + line.index());
        }
        each.accept(count, text.toByteArray());
        count++;
        text.reset();
      }
    }
    return count;
  }
}
