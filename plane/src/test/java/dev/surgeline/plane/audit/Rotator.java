package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// A process that changes a log's key. Its argument is the state folder.
public final class Rotator {
  private Rotator() {}

  public static void main(String[] args) throws IOException {
    AuditFolder folder = new AuditFolder(Path.of(args[0]));
    System.out.println(KeyRotation.rotate(folder, Instant.EPOCH, System.err::println).to());
  }
}
