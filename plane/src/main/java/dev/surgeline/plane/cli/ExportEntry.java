package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The entry that files are about to be exported, on the log that they are of.
///
/// Only who owns the log's key may write to it, and only while no control plane does. Whoever can
/// read the files needs neither, so an export that leaves no entry says so and is made all the
/// same: to refuse it would keep nobody from a copy.
final class ExportEntry {
  /// What an entry calls this command.
  private static final String ENDPOINT = "surge audit export";

  private ExportEntry() {}

  /// Puts it on the log, or says on stderr why not.
  static void leave(PublishedLog log, AuditEntry.Export export) {
    try {
      Optional<String> reason = refused(log);
      if (reason.isEmpty()) {
        write(((LogFolder) log).folder(), log, export);
        return;
      }
      none(reason.get());
    } catch (IOException failed) {
      none(Surge.sentence(failed));
    }
  }

  /// Says that there is none.
  static void none(String reason) {
    System.err.println("surge: this export leaves no entry on the log: " + reason);
  }

  /// Why this user does not write to that log.
  private static Optional<String> refused(PublishedLog log) throws IOException {
    if (!(log instanceof LogFolder folder)) {
      return Optional.of("it is read over HTTP, which is counted without a name");
    }
    AuditFolder state = state(folder.folder());
    if (!state.log().folder().equals(folder.folder()) || !Files.exists(state.key())) {
      return Optional.of(log.where() + " is a copy without the log's key");
    }
    String owner = Files.getOwner(state.key()).getName();
    return owner.equals(System.getProperty("user.name"))
        ? Optional.empty()
        : Optional.of("the key of " + log.where() + " is another user's");
  }

  private static AuditFolder state(Path folder) {
    return new AuditFolder(folder.resolveSibling(""));
  }

  private static void write(Path folder, PublishedLog log, AuditEntry.Export export)
      throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    // The log is there and has its name; another is not begun.
    try (TransparencyLog writer =
        TransparencyLog.open(state(folder), log.where(), RunCommand::say)) {
      writer.append(
          now,
          new AuditEntry.Accessed(
              Optional.empty(),
              AuditEntry.Access.LOG_EXPORTED,
              ENDPOINT,
              now,
              1,
              Optional.of(export)));
    }
  }
}
