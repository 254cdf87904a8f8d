package dev.surgeline.plane.audit;

import dev.surgeline.plane.audit.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a control plane's log lies in its state folder.
///
/// `audit/` is the log as others may have it: a folder that any web server can serve. What nobody
/// else may have or change lies beside it: the key, and the checkpoint that was committed last.
///
/// @param state the state folder
public record AuditFolder(Path state) {
  /// The log that is served, and the name of its folder.
  public static final String LOG = "audit";

  public LogFolder log() {
    return new LogFolder(state.resolve(LOG));
  }

  /// The secret key, which its owner alone can read.
  public Path key() {
    return state.resolve("audit.key");
  }

  /// The secret key before this one, after a rotation and until it is retired.
  public Path formerKey() {
    return state.resolve("audit.key.former");
  }

  /// The secret key that a rotation is on its way to.
  Path nextKey() {
    return state.resolve("audit.key.next");
  }

  /// The signed checkpoint that counts: what it covers was acknowledged or may have been.
  public Path committed() {
    return state.resolve("audit.committed");
  }

  /// Whether there is a log, of which the key may be missing.
  public boolean begun() {
    return Files.exists(committed()) || Files.exists(log().checkpointFile());
  }

  /// What people typed, which the log has only the hash of.
  public Texts texts() {
    return Texts.beside(log());
  }

  /// What queries look things up in (SQLite). It may be deleted.
  public Path index() {
    return state.resolve("audit.index");
  }

  /// Held by the one process that writes.
  Path lock() {
    return state.resolve("audit.lock");
  }

  /// Files on their way into the log. Whatever is there at a start was never committed.
  public Path staging() {
    return state.resolve("audit.staging");
  }

  /// The plain file of versions before there was a log.
  public Path plainFile() {
    return state.resolve("audit.jsonl");
  }
}
