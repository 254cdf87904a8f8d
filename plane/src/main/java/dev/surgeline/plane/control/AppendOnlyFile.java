package dev.surgeline.plane.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;

/// A file of lines that only grows, each on the disk before `append` returns.
///
/// A line that could not be written whole, such as on a full disk, is taken back, so that the file
/// is as before and the next try may succeed. After a failed force nothing is known about what the
/// disk holds (the page cache may lie), so the file is dead from then on and must be recovered by a
/// new process.
public final class AppendOnlyFile implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private long length;
  private boolean dead;

  private AppendOnlyFile(Path path, FileChannel channel, long length) {
    this.path = path;
    this.channel = channel;
    this.length = length;
  }

  /// Opens or creates the file, readable and writable by its owner alone, and removes a last line
  /// without its end.
  public static AppendOnlyFile open(Path path, Consumer<String> said) throws IOException {
    boolean fresh = !Files.exists(path);
    if (fresh) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long whole = endOfLastLine(channel);
    if (whole < channel.size()) {
      said.accept(
          path
              + ": removed "
              + (channel.size() - whole)
              + " bytes of a last line that was never finished");
      channel.truncate(whole);
      channel.force(true);
    }
    if (fresh) {
      forceDirectoryOf(path);
    }
    channel.position(whole);
    return new AppendOnlyFile(path, channel, whole);
  }

  /// Appends a line, without its end, and waits for the disk.
  public synchronized void append(byte[] line) throws IOException {
    if (dead) {
      throw new IOException(path + " can not be written any more since the disk failed");
    }
    ByteBuffer buffer = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException full) {
      takeBack();
      throw full;
    }
    try {
      channel.force(false);
    } catch (IOException failed) {
      dead = true;
      throw failed;
    }
    length += line.length + 1;
  }

  private void takeBack() {
    try {
      channel.truncate(length);
      channel.position(length);
    } catch (IOException failed) {
      dead = true;
    }
  }

  public synchronized boolean dead() {
    return dead;
  }

  public synchronized long length() {
    return length;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  /// Makes the creation, renaming or removal of a file durable.
  public static void forceDirectoryOf(Path path) throws IOException {
    Path directory = path.toAbsolutePath().resolveSibling("");
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Writes a small file whole or not at all: beside it first, then in its place.
  public static void replace(Path path, byte[] content) throws IOException {
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        beside,
        path,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    forceDirectoryOf(path);
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(64 * 1024);
    long end = channel.size();
    while (end > 0) {
      long start = Math.max(0, end - block.capacity());
      block.clear().limit((int) (end - start));
      for (long at = start; block.hasRemaining(); at = start + block.position()) {
        if (channel.read(block, at) < 0) {
          break;
        }
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }
}
