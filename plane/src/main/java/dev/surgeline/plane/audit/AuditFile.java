package dev.surgeline.plane.audit;

import dev.surgeline.plane.control.AppendOnlyFile;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The audit log as a file of JSON lines: `{"at":...,"entry":{...},"index":n}`.
public final class AuditFile implements AuditLog {
  /// One line of the file.
  public record Line(long index, Instant at, AuditEntry entry) {}

  private final AppendOnlyFile file;
  private long next;

  private AuditFile(AppendOnlyFile file, long next) {
    this.file = file;
    this.next = next;
  }

  /// Opens the log at `path`, or starts it. A last line that a crash cut short was never
  /// acknowledged and is removed; `said` is told of it.
  ///
  /// @throws IOException if the file can not be read or written, or a line before the last is
  ///   broken
  public static AuditFile open(Path path, Consumer<String> said) throws IOException {
    AppendOnlyFile file = AppendOnlyFile.open(path, said);
    List<Line> lines = read(path);
    return new AuditFile(file, lines.size());
  }

  /// All entries of a log, oldest first. What follows the last line end is a line that a crash cut
  /// short or that is being written: it is not acknowledged, and passed over.
  ///
  /// @throws IOException if it can not be read, or an entry was removed or added: its sentence
  ///   names the line
  /// @throws dev.surgeline.wire.DocumentException if a line is not an entry
  public static List<Line> read(Path path) throws IOException {
    byte[] all = Files.readAllBytes(path);
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < all.length; end++) {
      if (all[end] == '\n') {
        String where = path + " line " + (lines.size() + 1);
        Line line = Json.read(Line.class, Arrays.copyOfRange(all, start, end), where);
        if (line.index() != lines.size()) {
          throw new IOException(
              where + ": entry " + lines.size() + " belongs here, not " + line.index());
        }
        lines.add(line);
        start = end + 1;
      }
    }
    return lines;
  }

  @Override
  public synchronized long append(Instant at, AuditEntry entry) throws IOException {
    long index = next;
    file.append(Json.canonical(new Line(index, at, entry)));
    next++;
    return index;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
