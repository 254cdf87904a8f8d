package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.wire.Json;
import java.io.IOException;

/// An entry is larger than a log can hold. The log is as before, and takes other entries.
public final class TooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  TooLarge(String sentence) {
    super(sentence);
  }

  /// The bytes of an entry as a log has them.
  ///
  /// @throws TooLarge if it can not
  public static byte[] checked(AuditLine line) throws TooLarge {
    byte[] entry = Json.canonical(line);
    if (entry.length > EntryBundle.ENTRY_BYTES_MAX) {
      throw new TooLarge(
          "an audit entry has at most 65,535 bytes, and this "
              + line.entry().getClass().getSimpleName()
              + " has "
              + entry.length);
    }
    return entry;
  }
}
