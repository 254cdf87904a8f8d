package dev.surgeline.plane.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// That one process, and in it one log, writes.
///
/// The system's lock is the process's, and closing any other channel on the file would give it up:
/// within the process a set says who holds what, before the file is opened.
public final class WriterLock implements Closeable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private WriterLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// @param refusal what to say of the folder when somebody else holds it
  /// @throws IOException if somebody else holds it
  public static WriterLock take(Path file, String refusal) throws IOException {
    Path path = file.toAbsolutePath().resolveSibling("").toRealPath().resolve(file.getFileName());
    if (!HELD.add(path)) {
      throw refused(file, refusal);
    }
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              Durable.OWNER_ALONE);
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        channel.close();
        throw refused(file, refusal);
      }
      return new WriterLock(path, channel);
    } catch (IOException | RuntimeException failed) {
      HELD.remove(path);
      throw failed;
    }
  }

  private static IOException refused(Path file, String refusal) {
    return new IOException(refusal.formatted(file.toAbsolutePath().resolveSibling("")));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(path);
    }
  }
}
