package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// By what one knows, without reading it, that a file is what it was: no program that writes to it
/// can keep all of this, for the time of its last change is the system's to set.
///
/// @param inode of the file within its disk
/// @param size in bytes
/// @param modified as the file says; anybody may set it
/// @param changed as the system says
public record FileStamp(long inode, long size, FileTime modified, FileTime changed) {
  /// Times of files are as coarse as the system's tick, or a second.
  private static final Duration COARSE = Duration.ofSeconds(2);

  /// The stamp of a file; absent: there is none.
  ///
  /// @throws IOException if that can not be found out
  public static Optional<FileStamp> of(Path file) throws IOException {
    try {
      return Optional.of(system(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static FileStamp system(Path file) throws IOException {
    Map<String, Object> unix = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
    return new FileStamp(
        (Long) known(unix, "ino"),
        (Long) known(unix, "size"),
        (FileTime) known(unix, "lastModifiedTime"),
        (FileTime) known(unix, "ctime"));
  }

  private static Object known(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /// Whether it is so long ago that the file was changed, that a later change would show: one in
  /// the same tick of the system's clock has the same time.
  ///
  /// @param read when the file was read, after this was found out
  public boolean settled(Instant read) {
    return changed.toInstant().plus(COARSE).isBefore(read);
  }
}
