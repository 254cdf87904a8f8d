package dev.surgeline.plane.control;

import dev.surgeline.plane.audit.LineFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/// A file of lines that only grows, each on the disk before `append` returns.
///
/// A line that could not be written whole, such as on a full disk, is taken back, so that the file
/// is as before and the next try may succeed. After a failed force nothing is known about what the
/// disk holds (the page cache may lie), so the file is dead from then on and must be recovered by a
/// new process.
///
/// It is no channel of `java.nio`, which an interrupt would close: a thread that is asked to stop
/// may still have something to put on the record.
public final class AppendOnlyFile implements LineFile {
  /// Of a file that its owner alone can read and write.
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final RandomAccessFile file;
  private long length;
  private boolean dead;

  private AppendOnlyFile(Path path, RandomAccessFile file, long length) {
    this.path = path;
    this.file = file;
    this.length = length;
  }

  /// Opens or creates the file, readable and writable by its owner alone, and removes a last line
  /// without its end.
  public static AppendOnlyFile open(Path path, Consumer<String> said) throws IOException {
    boolean fresh = !Files.exists(path);
    if (fresh) {
      create(path);
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      long whole = endOfLastLine(file);
      if (whole < file.length()) {
        if (!onlyZeros(file, whole)) {
          said.accept(
              path
                  + ": removed "
                  + (file.length() - whole)
                  + " bytes of a last line that was never finished");
        }
        file.setLength(whole);
        file.getFD().sync();
      }
      if (fresh) {
        forceDirectoryOf(path);
      }
      file.seek(whole);
      return new AppendOnlyFile(path, file, whole);
    } catch (IOException failed) {
      file.close();
      throw failed;
    }
  }

  @Override
  public synchronized void append(byte[] line) throws IOException {
    if (dead) {
      throw new IOException(path + " can not be written any more since the disk failed");
    }
    byte[] whole = Arrays.copyOf(line, line.length + 1);
    whole[line.length] = '\n';
    try {
      file.write(whole);
    } catch (IOException full) {
      takeBack();
      throw new IOException(path + " can not be written: " + full.getMessage(), full);
    }
    try {
      file.getFD().sync();
    } catch (IOException failed) {
      dead = true;
      throw failed;
    }
    length += whole.length;
  }

  private void takeBack() {
    try {
      file.setLength(length);
      file.seek(length);
    } catch (IOException failed) {
      dead = true;
    }
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
    create(beside);
    try (FileOutputStream file = new FileOutputStream(beside.toFile())) {
      file.write(content);
      file.getFD().sync();
    }
    moveOver(beside, path);
  }

  /// A folder that its owner alone can enter; one that is there stays as it is. Folders above it
  /// are made as usual.
  ///
  /// @throws IOException if it can not be made, or something else is there
  public static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.toAbsolutePath().resolveSibling(""));
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException raced) {
      if (!Files.isDirectory(folder)) {
        throw raced;
      }
    }
  }

  /// An empty file that its owner alone can read and write.
  public static void create(Path path) throws IOException {
    Files.createFile(path, OWNER_ALONE);
  }

  /// Puts a finished file in its place.
  static void moveOver(Path beside, Path path) throws IOException {
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectoryOf(path);
  }

  /// Removes what follows the last whole line, for good.
  static void cut(Path path, long whole) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(whole);
      file.getFD().sync();
    }
  }

  /// What is left of room that was taken beforehand.
  private static boolean onlyZeros(RandomAccessFile file, long from) throws IOException {
    byte[] block = new byte[64 * 1024];
    byte[] zeros = new byte[64 * 1024];
    file.seek(from);
    for (int read = file.read(block); read > 0; read = file.read(block)) {
      if (!Arrays.equals(block, 0, read, zeros, 0, read)) {
        return false;
      }
    }
    return true;
  }

  private static long endOfLastLine(RandomAccessFile file) throws IOException {
    byte[] block = new byte[64 * 1024];
    long end = file.length();
    while (end > 0) {
      int size = (int) Math.min(block.length, end);
      file.seek(end - size);
      file.readFully(block, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return end - size + i + 1;
        }
      }
      end -= size;
    }
    return 0;
  }
}
