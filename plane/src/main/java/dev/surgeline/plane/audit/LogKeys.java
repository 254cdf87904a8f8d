package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys that a log is signed with: the one in force and, after a rotation, the one before it
/// until it is retired. Both have the log's name, so that the log stays the log it is.
///
/// @param former signs too, for those who only know it
record LogKeys(NoteSigner current, Optional<NoteSigner> former) {

  /// The keys of a log; one is made now if there is neither key nor log.
  ///
  /// @param name what a new log is called
  static LogKeys open(AuditFolder folder, String name) throws IOException {
    if (!Files.exists(folder.key())) {
      if (folder.begun()) {
        throw new IOException(
            folder.key()
                + " is missing: without it the audit log can not go on; restore it from a backup,"
                + " or move the log away to where it is kept and start a new one");
      }
      NoteSigner made = LogKey.create(folder.key(), name, VerifierKey.Type.LOG);
      return new LogKeys(made, Optional.empty());
    }
    NoteSigner current = LogKey.read(folder.key());
    Optional<NoteSigner> former = Optional.empty();
    if (Files.exists(folder.formerKey())) {
      // A rotation that a crash cut off leaves one key under both names.
      former =
          Optional.of(LogKey.read(folder.formerKey()))
              .filter(one -> !one.key().equals(current.key()));
    }
    return new LogKeys(current, former);
  }

  /// What the log calls itself.
  String origin() {
    return current.key().name();
  }

  List<VerifierKey> verifiers() {
    return signers().map(NoteSigner::key).toList();
  }

  private Stream<NoteSigner> signers() {
    return Stream.concat(Stream.of(current), former.stream());
  }

  /// Whoever of them signed is believed.
  TrustPolicy trust() {
    return TrustPolicy.of(verifiers());
  }

  /// The checkpoint of a tree, signed by each.
  SignedNote sign(TileEdge edge) {
    String text = Checkpoint.of(origin(), edge.size(), edge.root()).text();
    return new SignedNote(text, signers().map(one -> one.sign(text)).toList());
  }

  /// Whether each of them signed it.
  boolean signed(SignedNote note) {
    return note.verify(verifiers()).size() == verifiers().size();
  }
}
