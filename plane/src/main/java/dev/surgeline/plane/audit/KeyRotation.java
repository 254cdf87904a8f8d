package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.LogProof;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.token.TokenUri;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Changes the key of a log that nobody writes at the moment.
///
/// 1. The new key is made, beside the old one.
/// 2. An entry says "from the old to the new"; the old key alone signs the checkpoint over it.
/// 3. The proof of that is put into the log as `rotation/<n>`, for all who know the old key
///    ([KeyChain]).
/// 4. The old key's file is kept under another name, and the new one takes its place. Both sign
///    from here on, until the old one is retired.
///
/// Cut off anywhere, the same command takes it up where it stopped, with the same new key; until
/// the last step the log goes on with the old one as if nothing had been.
public final class KeyRotation {
  /// @param index of the entry that says so
  /// @param from the verifier key until then
  /// @param to the verifier key from then on
  public record Rotated(long index, String from, String to) {}

  private final AuditFolder folder;
  private final Optional<TokenUri> token;
  private final Consumer<String> said;

  private KeyRotation(AuditFolder folder, Optional<TokenUri> token, Consumer<String> said) {
    this.folder = folder;
    this.token = token;
    this.said = said;
  }

  /// Gives the log a new key.
  ///
  /// @param at the time of the entry, which has its milliseconds
  /// @param said is told what was found and mended
  /// @throws IOException if there is no log, somebody writes it, the key before this one still
  ///   signs, or the disk fails; the sentence says what to do
  public static Rotated rotate(AuditFolder folder, Instant at, Consumer<String> said)
      throws IOException {
    return rotate(folder, at, Optional.empty(), said);
  }

  /// The same.
  ///
  /// @param token that the new key is in; absent: one is made, in a file
  public static Rotated rotate(
      AuditFolder folder, Instant at, Optional<TokenUri> token, Consumer<String> said)
      throws IOException {
    return new KeyRotation(folder, token, said).rotate(at.truncatedTo(ChronoUnit.MILLIS));
  }

  /// Ends the key before the one in force: it signs no more, and its file is removed.
  ///
  /// @return the key that was retired
  /// @throws IOException if there is none, somebody writes the log, or the disk fails
  public static VerifierKey retire(AuditFolder folder, Consumer<String> said) throws IOException {
    requireLog(folder);
    // Opening it puts the current key's signature under what was committed: from then on nothing
    // hangs on the former one.
    try (LogWriter writer = LogWriter.open(folder, "", said)) {
      VerifierKey former =
          writer
              .keys()
              .former()
              .map(NoteSigner::key)
              .orElseThrow(
                  () -> new IOException("no former key signs the log in " + folder.state()));
      Files.delete(folder.formerKey());
      Durable.forceFolder(folder.state());
      return former;
    }
  }

  private static void requireLog(AuditFolder folder) throws IOException {
    if (!Files.exists(folder.committed())) {
      throw new NoSuchFileException(
          folder.committed().toString(), null, "there is no audit log in " + folder.state());
    }
  }

  private Rotated rotate(Instant at) throws IOException {
    requireLog(folder);
    Rotated rotated;
    try (LogWriter writer = LogWriter.open(folder, "", said)) {
      if (writer.keys().former().isPresent()) {
        throw new IOException(
            "the key before this one still signs: surge audit rotate --retire ends it first");
      }
      rotated = announce(writer, at);
      replaceKey();
    }
    // A start that finds two keys has both of them sign.
    LogWriter.open(folder, "", said).close();
    return rotated;
  }

  private Rotated announce(LogWriter writer, Instant at) throws IOException {
    VerifierKey from = writer.keys().current().key();
    boolean begun = Files.exists(folder.nextKey());
    VerifierKey to = (begun ? LogKey.read(folder.nextKey()) : next(from)).key();
    if (to.equals(from)) {
      Files.delete(folder.nextKey());
      throw new IOException("that is the key in force: " + from);
    }
    Optional<Long> said = begun ? entry(to) : Optional.empty();
    long index =
        said.isPresent() ? said.get() : writer.append(List.of(entry(writer, at, from, to)));
    Path file = folder.log().rotationFile(announced(to));
    if (!Files.exists(file)) {
      prove(writer, index, file);
    }
    return new Rotated(index, from.toString(), to.toString());
  }

  private NoteSigner next(VerifierKey from) throws IOException {
    return token.isPresent()
        ? LogKey.referNext(folder.nextKey(), from.name(), token.get())
        : LogKey.next(folder.nextKey(), from.name());
  }

  private static byte[] entry(LogWriter writer, Instant at, VerifierKey from, VerifierKey to) {
    AuditEntry entry = new AuditEntry.KeyRotated(from.toString(), to.toString());
    return Json.canonical(new AuditLine(writer.size(), at, entry));
  }

  /// The entry of an earlier try, where it got as far.
  private Optional<Long> entry(VerifierKey to) throws IOException {
    List<Long> found = new ArrayList<>();
    AuditReader.scan(
        folder.log(),
        line -> {
          if (line.entry() instanceof AuditEntry.KeyRotated(_, var key)
              && key.equals(to.toString())) {
            found.add(line.index());
          }
        });
    return found.stream().findFirst();
  }

  /// The number of the rotation to this key: an earlier try's, or the next.
  private int announced(VerifierKey to) throws IOException {
    KeyChain chain = KeyChain.of(folder.log(), to);
    if (chain.rotations().isEmpty()) {
      int next = 1;
      while (Files.exists(folder.log().rotationFile(next))) {
        next++;
      }
      return next;
    }
    return chain.rotations().size();
  }

  private void prove(LogWriter writer, long index, Path file) throws IOException {
    SignedNote checkpoint = writer.checkpoint();
    long size = writer.size();
    byte[] entry = AuditReader.bundle(folder.log(), index / 256, size).get((int) (index % 256));
    List<Hash> path = new Tree(size, new TileSubtrees(size, folder.log())).inclusion(index).path();
    String extra = Base64.getEncoder().encodeToString(entry);
    LogProof proof = new LogProof(Optional.of(extra), index, path, checkpoint);
    proof.verify(Merkle.leaf(entry), TrustPolicy.of(writer.keys().current().key()));
    Durable.makeFolder(file.resolveSibling(""));
    place(file, proof.text().getBytes(StandardCharsets.UTF_8));
  }

  private void replaceKey() throws IOException {
    place(folder.formerKey(), Files.readAllBytes(folder.key()));
    Durable.move(folder.nextKey(), folder.key());
    Durable.forceFolder(folder.state());
  }

  private void place(Path file, byte[] content) throws IOException {
    Path staged = folder.staging().resolve("rotation");
    Files.deleteIfExists(staged);
    Durable.create(staged, content);
    Durable.move(staged, file);
    Durable.forceFolder(file.toAbsolutePath().resolveSibling(""));
  }
}
