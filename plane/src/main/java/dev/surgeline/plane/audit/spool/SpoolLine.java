package dev.surgeline.plane.audit.spool;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.CheckedLine;
import java.time.Instant;

/// One line of a spool after the first, canonical JSON: `{"at":...,"before":"...","entry":{...}}`,
/// behind its sum ([CheckedLine]).
///
/// @param at the time of the tick that caused the entry
/// @param before the SHA-256 of the JSON of the line before it
record SpoolLine(Instant at, String before, AuditEntry entry) {

  /// The first line: of which log it is, and what that was when the spool was made.
  ///
  /// @param log the log's origin
  /// @param root of its tree, base64
  /// @param size entries that it had
  record Head(String log, String root, long size) {}
}
