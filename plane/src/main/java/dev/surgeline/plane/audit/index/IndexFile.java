package dev.surgeline.plane.audit.index;

import dev.surgeline.plane.audit.Durable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file of an index in SQLite. Whoever names a file may name the wrong one, so nothing is
/// written to, or removed, that does not say of itself that it is an index of ours: such a file
/// begins as SQLite's do, and has our number where SQLite keeps the number of the application.
final class IndexFile {
  /// "SrgL", SQLite's `application_id`.
  static final int APPLICATION = 0x5372674c;

  private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APPLICATION_AT = 68;
  private static final int PAGE_MAX = 65_536;

  /// What an index of a version that wrote no number has in its first page.
  private static final String MARK_TABLE = "CREATE TABLE surgeline_mark (";

  /// What SQLite's files beside a database begin with, where they are not empty. The shared memory
  /// is in the machine's byte order, and zero when nobody has used it.
  private static final Map<String, List<String>> BESIDE =
      Map.of(
          "-wal", List.of("377f0682", "377f0683"),
          "-shm", List.of("18e22d00", "002de218", "00000000"),
          "-journal", List.of("d9d505f920a163d7", "0000000000000000"));

  private IndexFile() {}

  /// Makes the file, where there is none, so that its owner alone can read it.
  ///
  /// @throws IOException if something else is there; the message is one sentence
  static void prepare(Path file) throws IOException {
    check(file);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Durable.create(file, new byte[0]);
    }
  }

  /// Finds out whether an index may be kept there: there is nothing, nothing in it, or an index.
  ///
  /// @throws IOException if something else is there; the message is one sentence
  static void check(Path file) throws IOException {
    if (file.toString().contains("?")) {
      throw new IOException(file + ": the name of an index has no question mark");
    }
    byte[] first = start(file, PAGE_MAX).orElse(new byte[0]);
    if (first.length > 0 && !ours(first)) {
      throw new IOException(
          file
              + " is no index of an audit log, and is left as it is: give another file; if it was"
              + " an index and is damaged, delete it yourself, and it is made anew");
    }
    for (var one : BESIDE.entrySet()) {
      Path beside = beside(file, one.getKey());
      String begins = HexFormat.of().formatHex(start(beside, 8).orElse(new byte[0]));
      if (!begins.isEmpty() && one.getValue().stream().noneMatch(begins::startsWith)) {
        throw new IOException(
            beside + " is none of SQLite's, and would be lost if an index were kept in " + file);
      }
    }
  }

  /// Removes SQLite's files.
  ///
  /// @throws IOException if there is something else by now
  static void remove(Path file) throws IOException {
    check(file);
    for (String end : BESIDE.keySet()) {
      Files.deleteIfExists(beside(file, end));
    }
    Files.deleteIfExists(file);
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  private static boolean ours(byte[] first) {
    if (first.length < APPLICATION_AT + Integer.BYTES
        || !Arrays.equals(first, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      return false;
    }
    int application = ByteBuffer.wrap(first).getInt(APPLICATION_AT);
    return application == APPLICATION
        || (application == 0
            && new String(first, StandardCharsets.ISO_8859_1).contains(MARK_TABLE));
  }

  /// The first bytes of a file; absent: there is none.
  private static Optional<byte[]> start(Path file, int most) throws IOException {
    try {
      var found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile()) {
        throw new IOException(file + " is no regular file: an index is kept in none else");
      }
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(in.readNBytes(most));
    }
  }
}
