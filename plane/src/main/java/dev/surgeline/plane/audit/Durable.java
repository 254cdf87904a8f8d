package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Files that are on the disk, not only in its cache. A thread that uses it must not be
/// interrupted: that would close the channels.
public final class Durable {
  /// Of a file that its owner alone can read and write.
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// The disk did not do what it had to: what it holds now is not known.
  public static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    Lost(String sentence, IOException cause) {
      super(sentence, cause);
    }
  }

  private Durable() {}

  /// Writes a new file, whole and forced.
  ///
  /// @throws Lost if it could not be forced
  /// @throws IOException if it could not be written; it is then not there
  public static void create(Path path, byte[] content) throws IOException {
    write(path, content);
    force(path);
  }

  /// Writes a new file, whole; it is not forced yet.
  ///
  /// @throws IOException if it could not be written; it is then not there
  static void write(Path path, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ALONE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      Files.deleteIfExists(path);
      throw failed;
    }
  }

  /// Forces what was written to a file.
  public static void force(Path path) throws Lost {
    // The system forces the file, whoever wrote it.
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException failed) {
      throw new Lost(path + " could not be forced to the disk: " + failed.getMessage(), failed);
    }
  }

  /// Forces a folder's entries: what was made, renamed or removed in it.
  public static void forceFolder(Path folder) throws Lost {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException failed) {
      throw new Lost(folder + " could not be forced to the disk: " + failed.getMessage(), failed);
    }
  }

  /// Puts a finished file in its place, over whatever is there; the folder is not forced yet.
  public static void move(Path from, Path to) throws Lost {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new Lost(from + " could not be moved to " + to + ": " + failed.getMessage(), failed);
    }
  }

  /// A folder that its owner alone can enter, and those above it that are missing, forced.
  public static void makeFolder(Path folder) throws IOException {
    SortedSet<Path> changed = new TreeSet<>();
    makeFolder(folder, changed);
    for (Path each : changed) {
      forceFolder(each);
    }
  }

  /// The same, not forced yet.
  ///
  /// @param changed is given the folders that are to be forced
  static void makeFolder(Path folder, Set<Path> changed) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Optional<Path> above = Optional.ofNullable(folder.toAbsolutePath().getParent());
    if (above.isPresent()) {
      makeFolder(above.get(), changed);
      changed.add(above.get());
    }
    Files.createDirectory(folder, OWNERS_FOLDER);
  }
}
