package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// What a writer finds when it opens a log: the committed checkpoint counts, and everything else
/// must agree with it. An unpublished one is published; files beyond it were never acknowledged and
/// go; whatever else differs is refused, for only a person can say who changed it.
final class LogRecovery {
  static final String EVIDENCE =
      "; keep the state folder as it is, as evidence, and restore it from a backup that is no older"
          + " than what was published, or start with a new one";

  /// @param edge of the committed tree
  /// @param tail the entries of the bundle that is not full
  /// @param committed the signed checkpoint
  record Recovered(TileEdge edge, List<byte[]> tail, SignedNote committed) {}

  private final AuditFolder folder;
  private final LogFolder log;
  private final LogKeys keys;
  private final TrustPolicy trust;
  private final Consumer<String> said;

  private LogRecovery(AuditFolder folder, LogKeys keys, Consumer<String> said) {
    this.folder = folder;
    this.log = folder.log();
    this.keys = keys;
    this.trust = keys.trust();
    this.said = said;
  }

  static Recovered recover(AuditFolder folder, LogKeys keys, Consumer<String> said)
      throws IOException {
    LogRecovery recovery = new LogRecovery(folder, keys, said);
    recovery.empty(folder.staging());
    recovery.placeKey();
    try {
      if (Files.exists(folder.committed())) {
        return recovery.committed();
      }
      return recovery.begin();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private void empty(Path staging) throws IOException {
    Durable.makeFolder(staging);
    try (var files = Files.newDirectoryStream(staging)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /// Puts the verifier key beside the log, for whoever reads it.
  private void placeKey() throws IOException {
    String key = keys.current().key() + "\n";
    Path file = log.keyFile();
    if (Files.exists(file)) {
      String there = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      if (there.equals(key)) {
        return;
      }
      if (keys.former().filter(one -> there.equals(one.key() + "\n")).isEmpty()) {
        throw new IOException(
            file + " is not the key that " + folder.key() + " signs with" + EVIDENCE);
      }
    }
    Durable.makeFolder(log.folder());
    Path staged = folder.staging().resolve("vkey");
    Durable.create(staged, key.getBytes(StandardCharsets.UTF_8));
    Durable.move(staged, file);
    Durable.forceFolder(log.folder());
  }

  private Recovered begin() throws IOException {
    if (Files.exists(log.checkpointFile()) || Files.exists(log.folder().resolve("tile"))) {
      throw new IOException(
          folder.committed()
              + " is missing, and the log in "
              + log.where()
              + " is not empty: what was committed can not be known"
              + EVIDENCE);
    }
    SignedNote signed = keys.sign(TileEdge.EMPTY);
    commit(signed);
    return new Recovered(TileEdge.EMPTY, List.of(), signed);
  }

  private void commit(SignedNote signed) throws IOException {
    Path staged = folder.staging().resolve("committed");
    Durable.create(staged, signed.bytes());
    Durable.move(staged, folder.committed());
    Durable.forceFolder(folder.state());
    publish(signed);
  }

  private Recovered committed() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.committed());
    Checkpoint checkpoint = checked(folder.committed(), bytes);
    long size = checkpoint.size();
    TileEdge edge;
    List<byte[]> last;
    try {
      edge = TileEdge.read(size, log);
      if (!edge.root().equals(checkpoint.root())) {
        throw new Unverified("its tiles do not lead to the root that was committed");
      }
      InnerTiles.check(size, log);
      last = size == 0 ? List.of() : lastBundle(checkpoint);
    } catch (Unverified wrong) {
      throw new IOException(
          "the audit log in "
              + log.where()
              + " is not what was committed at "
              + size
              + " entries: "
              + wrong.getMessage()
              + EVIDENCE,
          wrong);
    }
    finish(bytes, checkpoint);
    LeftOvers.remove(log, size, said);
    SignedNote signed = SignedNote.parse(bytes);
    if (!keys.signed(signed)) {
      // Since it was committed, the key was changed.
      signed = keys.sign(edge);
      commit(signed);
    }
    return new Recovered(edge, size % Tile.WIDTH == 0 ? List.of() : last, signed);
  }

  private Checkpoint checked(Path file, byte[] bytes) throws IOException {
    try {
      return trust.check(SignedNote.parse(bytes));
    } catch (Unverified wrong) {
      throw new IOException(file + ": " + wrong.getMessage() + EVIDENCE, wrong);
    }
  }

  /// The entries of the last bundle, which must be what the tree has.
  private List<byte[]> lastBundle(Checkpoint checkpoint) {
    long size = checkpoint.size();
    long number = (size - 1) / Tile.WIDTH;
    List<byte[]> entries = AuditReader.bundle(log, number, size);
    Tile tile = Tile.of(0, number, size);
    List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
    if (!leaves.equals(tile.hashes(log.read(tile)))) {
      throw new Unverified(
          "the entries in " + Tile.of(Tile.ENTRIES, number, size).path() + " were changed");
    }
    new Tree(size, new TileSubtrees(size, log))
        .inclusion(size - 1)
        .verify(leaves.getLast(), checkpoint.root());
    return entries;
  }

  /// What was published must have grown into what was committed; a crash between the two left the
  /// one before.
  private void finish(byte[] bytes, Checkpoint committed) throws IOException {
    if (!Files.exists(log.checkpointFile())) {
      publish(SignedNote.parse(bytes));
      return;
    }
    byte[] there = log.checkpoint();
    if (Arrays.equals(there, bytes)) {
      return;
    }
    Checkpoint published = checked(log.checkpointFile(), there);
    if (published.size() > committed.size()) {
      throw new IOException(
          log.checkpointFile()
              + " covers "
              + published.size()
              + " entries and "
              + folder.committed()
              + " only "
              + committed.size()
              + ": the state was set back"
              + EVIDENCE);
    }
    try {
      new Tree(committed.size(), new TileSubtrees(committed.size(), log))
          .consistency(published.size())
          .verify(published.root(), committed.root());
    } catch (Unverified forked) {
      throw new IOException(
          "the log was forked: what was published at "
              + published.size()
              + " entries is no beginning of what was committed at "
              + committed.size()
              + EVIDENCE,
          forked);
    }
    publish(SignedNote.parse(bytes));
    said.accept(
        "published the audit log's checkpoint of "
            + committed.size()
            + " entries, which a crash had kept from it");
  }

  private void publish(SignedNote signed) throws IOException {
    Path staged = folder.staging().resolve("checkpoint");
    Durable.create(staged, signed.bytes());
    Durable.move(staged, log.checkpointFile());
    Durable.forceFolder(log.folder());
  }
}
