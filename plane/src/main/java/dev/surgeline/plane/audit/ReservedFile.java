package dev.surgeline.plane.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// A file of lines in room that was taken from the disk when the file was made, so that lines go in
/// when the disk is full. What is not written yet is zeros, up to its end.
///
/// Each line is on the disk before `append` returns. After a write or a force that failed nothing
/// is known about what the disk holds, and the file takes no more.
///
/// It is no channel of `java.nio`, which an interrupt would close.
public final class ReservedFile implements LineFile {
  private static final int BLOCK = 64 * 1024;

  private final RandomAccessFile file;
  private final long room;
  private Path path;
  private long length;
  private boolean dead;

  private ReservedFile(Path path, RandomAccessFile file, long room) {
    this.path = path;
    this.file = file;
    this.room = room;
  }

  /// Makes a file without lines, which its owner alone can read and write; one that is there and
  /// has that room and nothing in it is taken as it is.
  ///
  /// @param room in bytes, all of which are taken from the disk now
  /// @throws IOException if there is no such room
  public static ReservedFile blank(Path path, long room) throws IOException {
    if (!isBlank(path, room)) {
      Files.deleteIfExists(path);
      Durable.create(path, new byte[0]);
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      fill(file, room);
      Durable.forceFolder(path.toAbsolutePath().resolveSibling(""));
      return new ReservedFile(path, file, room);
    } catch (IOException failed) {
      file.close();
      Files.deleteIfExists(path);
      throw failed;
    }
  }

  /// Makes the file with its first line; it is there whole or not at all.
  ///
  /// @param room as for one without
  /// @throws IOException if there is no such room, or another file is there
  public static ReservedFile create(Path path, long room, byte[] first) throws IOException {
    if (Files.exists(path)) {
      throw new IOException(path + " is there already");
    }
    ReservedFile made = blank(path.resolveSibling(path.getFileName() + ".new"), room);
    try {
      made.append(first);
      made.moveTo(path);
      return made;
    } catch (IOException failed) {
      made.close();
      throw failed;
    }
  }

  private static boolean isBlank(Path path, long room) throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) != room) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(path)) {
      byte[] zeros = new byte[BLOCK];
      byte[] block = bytes.readNBytes(BLOCK);
      while (block.length > 0 && Arrays.equals(block, 0, block.length, zeros, 0, block.length)) {
        block = bytes.readNBytes(BLOCK);
      }
      return block.length == 0;
    }
  }

  /// With zeros that are written, and not a hole: a hole takes no room.
  private static void fill(RandomAccessFile file, long room) throws IOException {
    byte[] zeros = new byte[BLOCK];
    for (long at = file.length(); at < room; at += BLOCK) {
      file.seek(at);
      file.write(zeros, 0, (int) Math.min(BLOCK, room - at));
    }
    file.getFD().sync();
  }

  /// Puts the file elsewhere on its disk, for good once this returns.
  ///
  /// @throws IOException if that failed: where it is then is not known
  public synchronized void moveTo(Path to) throws IOException {
    Durable.move(path, to);
    path = to;
    Durable.forceFolder(to.toAbsolutePath().resolveSibling(""));
  }

  /// The lines of a file, without their ends, but for a last one that a crash cut short: it was
  /// never acknowledged.
  ///
  /// @param whole whether a line is one, given in their order
  /// @throws IOException if it can not be read, or a line is none and no crash can have left it so
  public static List<byte[]> lines(Path path, Predicate<byte[]> whole) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int end = next(bytes, '\n', from); end < bytes.length; end = next(bytes, '\n', from)) {
      byte[] line = Arrays.copyOfRange(bytes, from, end);
      if (!whole.test(line)) {
        break;
      }
      lines.add(line);
      from = end + 1;
    }
    if (!cutShort(bytes, from)) {
      throw new IOException(path + " line " + (lines.size() + 1) + ": it was changed");
    }
    return lines;
  }

  /// What a crash keeps from the disk are zeros there, as lines have none; after the line that was
  /// being written nothing follows.
  private static boolean cutShort(byte[] bytes, int from) {
    int end = next(bytes, '\n', from);
    boolean torn = end == bytes.length || next(bytes, 0, from) < end;
    int after = end;
    while (after < bytes.length && bytes[after] == (end == after ? '\n' : 0)) {
      after++;
    }
    return torn && after == bytes.length;
  }

  /// Where the byte is next; the end, if it is not there.
  private static int next(byte[] bytes, int wanted, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /// As for any such file; one whose room is used up takes what fits.
  @Override
  public synchronized void append(byte[] line) throws IOException {
    if (dead) {
      throw new IOException(path + " can not be written any more since the disk failed");
    }
    if (length + line.length + 1 > room) {
      throw new IOException(path + " is full: it has room for " + room + " bytes");
    }
    byte[] whole = Arrays.copyOf(line, line.length + 1);
    whole[line.length] = '\n';
    try {
      file.seek(length);
      file.write(whole);
      file.getFD().sync();
    } catch (IOException failed) {
      dead = true;
      throw new IOException(path + " can not be written: " + failed.getMessage(), failed);
    }
    length += whole.length;
  }

  /// Gives back the room that was not used.
  public synchronized void trim() throws IOException {
    file.setLength(length);
    file.getFD().sync();
  }

  @Override
  public synchronized boolean dead() {
    return dead;
  }

  @Override
  public synchronized long length() {
    return length;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
