package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.wire.Json;
import java.io.IOException;

/// A log's entries as they stand, beside what they say: for whoever hands them on.
public final class RawEntries {
  private RawEntries() {}

  /// What is done with each.
  @FunctionalInterface
  public interface Each {
    /// @param bytes as its hash in the log is over
    void accept(AuditLine line, byte[] bytes);
  }

  /// As [AuditReader#scan], one at a time, however long the log is.
  ///
  /// @param verified the log's checkpoint
  /// @return how many there are
  /// @throws IOException if the log can not be read or does not hold, which may only be known when
  ///   all were given
  public static long scan(PublishedLog log, Checkpoint verified, Each each) throws IOException {
    return AuditReader.bytes(
        log, verified, (index, bytes) -> each.accept(line(log, index, bytes), bytes));
  }

  private static AuditLine line(PublishedLog log, long index, byte[] bytes) {
    AuditLine line = Json.read(AuditLine.class, bytes, log.where() + " entry " + index);
    if (line.index() != index) {
      throw new Unverified("entry " + index + " says that it is " + line.index());
    }
    return line;
  }
}
