package dev.surgeline.plane.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Where entries go for good. An entry is durable when `append` returns; when it throws, nothing
/// that depends on the entry may be done.
public interface AuditLog extends AutoCloseable {

  /// An entry, and the time of the tick that caused it.
  record Dated(Instant at, AuditEntry entry) {}

  /// Recovers what can be recovered without a new process. Entries that a failed `append` may have
  /// left on the disk all the same can be read once this returns.
  ///
  /// @throws IOException if it takes no entries now
  void ready() throws IOException;

  /// Appends entries one after the other and waits until they are on the disk: all of them or none.
  ///
  /// @return the index of the first, from 0 on without gaps
  /// @throws IOException if they could not be made durable; the log is then as it was before, or
  ///   what it holds is not known until `ready` returns
  long append(List<Dated> entries) throws IOException;

  /// Appends an entry and waits until it is on the disk.
  ///
  /// @param at the time of the tick that caused it
  /// @return its index, from 0 on without gaps
  /// @throws IOException as for several
  default long append(Instant at, AuditEntry entry) throws IOException {
    return append(List.of(new Dated(at, entry)));
  }

  @Override
  void close() throws IOException;
}
