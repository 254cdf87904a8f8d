package dev.surgeline.plane.audit;

import java.io.IOException;
import java.time.Instant;

/// Where entries go for good. An entry is durable when `append` returns; when it throws, nothing
/// that depends on the entry may be done.
public interface AuditLog extends AutoCloseable {

  /// Appends an entry and waits until it is on the disk.
  ///
  /// @param at the time of the tick that caused it
  /// @return its index, from 0 on without gaps
  /// @throws IOException if it could not be made durable; the log is then as it was before
  long append(Instant at, AuditEntry entry) throws IOException;

  /// Whether the disk failed in a way that only a new process can recover from.
  boolean dead();

  @Override
  void close() throws IOException;
}
