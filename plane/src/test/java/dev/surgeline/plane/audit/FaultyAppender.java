package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// A process that appends some entries, one batch each, while system calls are made to fail under
/// it. It says what was acknowledged, and what was refused.
///
/// Arguments: the state folder, how many entries, and a mark for them.
public final class FaultyAppender {
  private FaultyAppender() {}

  public static void main(String[] args) throws IOException {
    try (TransparencyLog log =
        TransparencyLog.open(new AuditFolder(Path.of(args[0])), "test", _ -> {})) {
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        append(log, args[2] + "-" + i);
      }
    }
  }

  private static void append(TransparencyLog log, String what) {
    try {
      long index = log.append(Instant.EPOCH, TransparencyLogTest.entry(what));
      System.out.println("told " + index + " " + what + " .");
    } catch (IOException failed) {
      System.out.println((log.dead() ? "dead " : "refused ") + failed.getMessage());
    }
    System.out.flush();
  }
}
