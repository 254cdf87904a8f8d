package dev.surgeline.plane.control;

import dev.surgeline.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads the records of one journal segment, plain or compressed, and checks each line's sum.
///
/// What follows the last line end of a plain segment is a line that a crash cut short, or room that
/// was not used: it was never acknowledged, and is passed over.
public final class JournalReader implements Closeable {
  /// What a line has at most: the snapshot of a platform of 100,000 workloads is about as long.
  static final int LINE_BYTES_MOST = 256 << 20;

  private static final int SUM_DIGITS = 8;

  private static final Pattern SEGMENT = Pattern.compile("(journal-\\d{8}\\.jsonl)(\\.gz)?");

  private final Path segment;
  private final InputStream bytes;
  private final byte[] block = new byte[1 << 16];
  private int at;
  private int end;
  private int line;
  private long whole;
  private Optional<Long> cutShort = Optional.empty();

  private JournalReader(Path segment, InputStream bytes) {
    this.segment = segment;
    this.bytes = bytes;
  }

  /// Opens a segment. One that is compressed and removed at this very moment, by the control plane
  /// that runs on it, is read as what it became.
  public static JournalReader open(Path segment) throws IOException {
    try {
      return openAsIs(segment);
    } catch (NoSuchFileException gone) {
      Path packed = segment.resolveSibling(segment.getFileName() + ".gz");
      if (compressed(segment) || !Files.exists(packed)) {
        throw gone;
      }
      return openAsIs(packed);
    }
  }

  private static JournalReader openAsIs(Path segment) throws IOException {
    InputStream bytes = Files.newInputStream(segment);
    try {
      bytes = compressed(segment) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    } catch (ZipException | EOFException broken) {
      bytes.close();
      throw new DamagedJournal(
          segment.getFileName() + " line 1: it can not be decompressed", broken);
    }
    return new JournalReader(segment, bytes);
  }

  private static boolean compressed(Path segment) {
    return segment.toString().endsWith(".gz");
  }

  /// The segments in a directory, oldest first; of one that is there plain and compressed, the
  /// plain one, for its compression may not have finished.
  public static List<Path> segments(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.filter(JournalReader::named).sorted().toList();
      return all.stream().filter(file -> !compressed(file) || !all.contains(plain(file))).toList();
    }
  }

  /// Whether a file has the name of a segment.
  static boolean named(Path file) {
    return SEGMENT.matcher(file.getFileName().toString()).matches();
  }

  /// A segment's name, compressed or not.
  static String name(Path segment) {
    String name = segment.getFileName().toString();
    return compressed(segment) ? name.substring(0, name.length() - ".gz".length()) : name;
  }

  private static Path plain(Path compressed) {
    return compressed.resolveSibling(name(compressed));
  }

  /// The next record; absent at the end.
  ///
  /// @throws DamagedJournal if the line is not what was written: its sentence names segment and
  ///   line
  /// @throws dev.surgeline.wire.DocumentException if its sum fits and it is no record: another
  ///   version wrote it
  public Optional<JournalRecord> next() throws IOException {
    Optional<byte[]> next = wholeLine();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    byte[] text = next.get();
    line++;
    if (!fits(text, text.length)) {
      if (followedByRoom(text)) {
        cutShort = Optional.of(whole);
        return Optional.empty();
      }
      throw new DamagedJournal(where(line) + ": its check sum does not fit: the line was changed");
    }
    whole += text.length + 1L;
    byte[] json = Arrays.copyOfRange(text, SUM_DIGITS + 1, text.length);
    // The size was no concern when it was written, and its sum says that it is what was written.
    return Optional.of(
        Json.read(JournalRecord.class, Json.readNode(json, where(line), json.length)));
  }

  /// Where a line begins that has its end and that a crash cut short all the same; absent: none.
  Optional<Long> cutShort() {
    return cutShort;
  }

  /// In room that was taken beforehand a line that a crash cut short has zeros where the disk got
  /// nothing, and may have its end. Room follows it, in which nothing was written.
  private boolean followedByRoom(byte[] text) throws IOException {
    boolean torn = false;
    for (byte one : text) {
      torn |= one == 0;
    }
    int next = torn ? read() : -1;
    boolean room = next == 0;
    while (next == 0) {
      next = read();
    }
    return room && next < 0;
  }

  private Optional<byte[]> wholeLine() throws IOException {
    var text = new ByteArrayOutputStream(512);
    try {
      if (take(text)) {
        return Optional.of(text.toByteArray());
      }
    } catch (ZipException | EOFException broken) {
      throw new DamagedJournal(where(line + 1) + ": it can not be decompressed", broken);
    }
    byte[] rest = text.toByteArray();
    if (rest.length > 0 && (compressed(segment) || fits(rest, rest.length - 1))) {
      // A segment is compressed when it is whole, and a whole line is followed by its end.
      throw new DamagedJournal(where(line + 1) + ": the line's end was changed");
    }
    return Optional.empty();
  }

  /// Takes the bytes before the next line end. Of what can be no record only the beginning is
  /// remembered, for any file may be given.
  ///
  /// @return whether the line has its end
  private boolean take(ByteArrayOutputStream text) throws IOException {
    boolean record = true;
    int next = read();
    for (int length = 0; next >= 0 && next != '\n'; length++) {
      if (length == LINE_BYTES_MOST) {
        throw new DamagedJournal(
            where(line + 1) + ": it is longer than a line of a journal can be");
      }
      record &=
          length > SUM_DIGITS || (length == SUM_DIGITS ? next == ' ' : HexFormat.isHexDigit(next));
      if (record || length <= SUM_DIGITS) {
        text.write(next);
      }
      next = read();
    }
    return next == '\n';
  }

  /// The next byte; -1 at the end. Streams of the JDK take a lock for each, which takes long over a
  /// large file.
  private int read() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, bytes.read(block));
    }
    return end == 0 ? -1 : block[at++] & 0xFF;
  }

  /// Whether a file begins as a segment does, whatever its name and its check sums.
  static boolean begins(Path file) throws IOException {
    try (JournalReader reader = openAsIs(file)) {
      byte[] start = reader.bytes.readNBytes(SUM_DIGITS + 2);
      return new String(start, StandardCharsets.ISO_8859_1).matches("[0-9a-f]{8} \\{");
    } catch (DamagedJournal | ZipException | EOFException noSegment) {
      return false;
    }
  }

  private String where(int number) {
    return segment.getFileName() + " line " + number;
  }

  private static boolean fits(byte[] text, int length) {
    return length > SUM_DIGITS
        && text[SUM_DIGITS] == ' '
        && new String(text, 0, SUM_DIGITS, StandardCharsets.ISO_8859_1)
            .equals(sum(text, SUM_DIGITS + 1, length));
  }

  /// The number of the line that `next` gave last, from 1 on.
  public int line() {
    return line;
  }

  /// What begins the line of these bytes.
  static String sum(byte[] json) {
    return sum(json, 0, json.length);
  }

  private static String sum(byte[] text, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(text, from, to - from);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
