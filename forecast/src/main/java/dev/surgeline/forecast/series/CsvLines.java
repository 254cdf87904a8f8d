package dev.surgeline.forecast.series;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The lines of a text, compressed with gzip or not: the first two bytes tell, not the name.
///
/// Nothing is trusted: a line has at most so many characters and the text at most 2^30, so that a
/// small file that unpacks to terabytes is refused after a gigabyte, of which nothing is kept.
final class CsvLines implements Closeable {
  static final int LINE_MAX = 10_000;
  static final long TEXT_MAX = 1L << 30;

  private final Path file;
  private final Reader in;
  private final int lineMax;
  private final StringBuilder line = new StringBuilder();
  private long characters;
  private int number;

  /// With lines of at most 10,000 characters.
  CsvLines(Path file) throws IOException {
    this(file, LINE_MAX);
  }

  /// @param lineMax how many characters a line has at most
  CsvLines(Path file, int lineMax) throws IOException {
    this.file = file;
    this.lineMax = lineMax;
    this.in = new BufferedReader(new InputStreamReader(opened(file), StandardCharsets.UTF_8));
  }

  private static InputStream opened(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new SeriesException(file + ": is a folder, not a file of rows");
    }
    var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      raw.mark(2);
      boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return zipped ? new GZIPInputStream(raw, 1 << 16) : raw;
    } catch (ZipException | EOFException broken) {
      raw.close();
      throw new SeriesException(file + ": the gzip data are damaged: " + broken.getMessage());
    } catch (IOException fault) {
      raw.close();
      throw fault;
    }
  }

  /// The number of the line that was read last, from 1.
  int number() {
    return number;
  }

  /// The next line without its end; absent after the last.
  Optional<String> next() throws IOException {
    line.setLength(0);
    number++;
    int read = read();
    if (read < 0) {
      return Optional.empty();
    }
    while (read >= 0 && read != '\n') {
      line.append((char) read);
      if (line.length() > lineMax) {
        throw wrong("a line has at most " + lineMax + " characters");
      }
      read = read();
    }
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    if (number == 1 && !line.isEmpty() && line.charAt(0) == '\ufeff') {
      line.deleteCharAt(0);
    }
    return Optional.of(line.toString());
  }

  private int read() throws IOException {
    characters++;
    if (characters > TEXT_MAX) {
      throw wrong(
          "the unpacked text is longer than " + TEXT_MAX + " characters, which is the most");
    }
    try {
      return in.read();
    } catch (ZipException | EOFException broken) {
      throw wrong("the gzip data are damaged: " + broken.getMessage());
    }
  }

  /// What is wrong with the line that was read last.
  SeriesException wrong(String sentence) {
    return new SeriesException(file + " line " + number + ": " + sentence);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
