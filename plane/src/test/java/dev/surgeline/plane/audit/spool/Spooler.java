package dev.surgeline.plane.audit.spool;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// A process that spools some entries and puts them on the log, while system calls are made to fail
/// under it. It says what was acknowledged.
///
/// Arguments: the state folder, how many entries, and a mark for them.
public final class Spooler {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

  private Spooler() {}

  public static void main(String[] args) throws IOException {
    AuditFolder folder = new AuditFolder(Path.of(args[0]));
    try (TransparencyLog log = TransparencyLog.open(folder, "test", _ -> {});
        Spool spool = Spool.open(folder.state(), folder.log(), 64 << 10, _ -> {})) {
      spool.mergeInto(log, AT);
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        spool(spool, i, args[2] + "-" + i);
      }
      spool.mergeInto(log, AT.plusSeconds(60));
      say("merged .");
    }
  }

  private static void spool(Spool spool, int second, String what) {
    try {
      spool.append(AT.plusSeconds(second), entry(what));
      say("told " + what + " .");
    } catch (IOException failed) {
      say("refused " + failed.getMessage());
    }
  }

  static AuditEntry entry(String what) {
    return new AuditEntry.Started(what, "journal-00000001.jsonl", false);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
