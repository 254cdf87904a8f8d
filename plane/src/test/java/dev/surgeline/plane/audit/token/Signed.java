package dev.surgeline.plane.audit.token;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogKey;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Appends to a log that a token signs: a process, for the module reads its environment.
final class Signed {
  private Signed() {}

  /// State folder, number of entries and, for a new log, the key.
  public static void main(String[] words) throws IOException {
    AuditFolder folder = new AuditFolder(Path.of(words[0]));
    try {
      if (words.length > 2) {
        LogKey.refer(folder.key(), "test", TokenUri.parse(words[2]));
      }
      try (TransparencyLog log = TransparencyLog.open(folder, "test", _ -> {})) {
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
          log.append(Instant.EPOCH, new AuditEntry.Stopped());
        }
      }
    } catch (IOException | IllegalArgumentException refused) {
      System.out.println(refused.getMessage());
      System.exit(1);
    }
  }
}
