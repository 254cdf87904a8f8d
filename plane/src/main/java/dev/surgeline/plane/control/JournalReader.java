package dev.surgeline.plane.control;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/// Reads the records of one journal segment, plain or compressed, and checks each line's sum.
public final class JournalReader implements Closeable {
  private static final int SUM_DIGITS = 8;

  /// Our own lines, each with its sum, may be longer than what is read from strangers: a tick of
  /// 100,000 workloads is one line.
  private static final int LINE_BYTES = 1 << 30;

  private final Path segment;
  private final BufferedReader lines;
  private int line;

  private JournalReader(Path segment, BufferedReader lines) {
    this.segment = segment;
    this.lines = lines;
  }

  public static JournalReader open(Path segment) throws IOException {
    InputStream bytes = Files.newInputStream(segment);
    if (segment.toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(bytes);
    }
    return new JournalReader(
        segment, new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
  }

  /// The segments in a directory, oldest first; of one that is there plain and compressed, the
  /// plain one, for its compression may not have finished.
  public static List<Path> segments(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all =
          files
              .filter(
                  file -> file.getFileName().toString().matches("journal-\\d{8}\\.jsonl(\\.gz)?"))
              .sorted()
              .toList();
      return all.stream()
          .filter(file -> !file.toString().endsWith(".gz") || !all.contains(plain(file)))
          .toList();
    }
  }

  private static Path plain(Path compressed) {
    String name = compressed.getFileName().toString();
    return compressed.resolveSibling(name.substring(0, name.length() - ".gz".length()));
  }

  /// The next record; absent at the end.
  ///
  /// @throws DocumentException if the line is not a record or its sum is wrong
  public Optional<JournalRecord> next() throws IOException {
    String text = lines.readLine();
    if (text == null) {
      return Optional.empty();
    }
    line++;
    String where = segment.getFileName() + " line " + line;
    if (text.length() <= SUM_DIGITS || text.charAt(SUM_DIGITS) != ' ') {
      throw new IOException(where + ": not a journal line");
    }
    byte[] json = text.substring(SUM_DIGITS + 1).getBytes(StandardCharsets.UTF_8);
    if (!text.startsWith(sum(json))) {
      throw new IOException(where + ": its check sum does not fit: the line was changed");
    }
    return Optional.of(Json.read(JournalRecord.class, Json.readNode(json, where, LINE_BYTES)));
  }

  /// The number of the line that `next` gave last, from 1 on.
  public int line() {
    return line;
  }

  static String sum(byte[] json) {
    CRC32C crc = new CRC32C();
    crc.update(json);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
