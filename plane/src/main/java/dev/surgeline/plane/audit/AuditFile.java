package dev.surgeline.plane.audit;

import dev.surgeline.plane.control.AppendOnlyFile;
import dev.surgeline.wire.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The audit log as a file of JSON lines: `{"at":...,"entry":{...},"index":n}`.
public final class AuditFile implements AuditLog {
  /// One line of the file.
  public record Line(long index, Instant at, AuditEntry entry) {}

  private final Path path;
  private final AppendOnlyFile file;
  private long next;

  private AuditFile(Path path, AppendOnlyFile file, long next) {
    this.path = path;
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
    try {
      return new AuditFile(path, file, scan(path, _ -> {}));
    } catch (IOException | RuntimeException broken) {
      file.close();
      throw broken;
    }
  }

  /// All entries of a log, oldest first. What follows the last line end is a line that a crash cut
  /// short or that is being written: it is not acknowledged, and passed over.
  ///
  /// @throws IOException if it can not be read, or an entry was removed or added: its sentence
  ///   names the line
  /// @throws dev.surgeline.wire.DocumentException if a line is not an entry
  public static List<Line> read(Path path) throws IOException {
    List<Line> lines = new ArrayList<>();
    scan(path, lines::add);
    return lines;
  }

  /// All entries so far, oldest first, one at a time: a log grows for years.
  public void scan(Consumer<Line> each) throws IOException {
    scan(path, each);
  }

  /// As [#read(Path)], one entry at a time.
  ///
  /// @return how many there are
  public static long scan(Path path, Consumer<Line> each) throws IOException {
    long count = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      var text = new ByteArrayOutputStream(1024);
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          text.write(next);
          continue;
        }
        String where = path + " line " + (count + 1);
        Line line = Json.read(Line.class, text.toByteArray(), where);
        if (line.index() != count) {
          throw new IOException(where + ": entry " + count + " belongs here, not " + line.index());
        }
        each.accept(line);
        count++;
        text.reset();
      }
    }
    return count;
  }

  @Override
  public synchronized long append(Instant at, AuditEntry entry) throws IOException {
    long index = next;
    file.append(Json.canonical(new Line(index, at, entry)));
    next++;
    return index;
  }

  @Override
  public boolean dead() {
    return file.dead();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
