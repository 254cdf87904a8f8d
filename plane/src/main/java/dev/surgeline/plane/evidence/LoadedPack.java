package dev.surgeline.plane.evidence;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Position;
import dev.surgeline.wire.Problem;
import dev.surgeline.wire.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A pack with the hash of the bytes that it was read from.
///
/// @param sha256 64 hex digits
/// @param signedBy the name of the key whose signature was required and holds
public record LoadedPack(RulePack pack, String sha256, Optional<String> signedBy) {
  /// What is beside a signed pack's file.
  public static final String NOTE = ".note";

  private static final int NOTE_BYTES_MAX = 64 * 1024;

  /// One from a file.
  ///
  /// @param key whose signature must lie beside it, in a file of the same name with [#NOTE];
  ///   absent: none is asked for
  /// @throws DocumentException if it is no pack, with its place
  /// @throws Unverified if it is not signed so
  /// @throws IOException if it can not be read
  public static LoadedPack read(Path file, Optional<VerifierKey> key) throws IOException {
    LoadedPack loaded = parse(limited(file, Yaml.BYTES_MAX), file.toString());
    if (key.isEmpty()) {
      return loaded;
    }
    Path beside = Path.of(file + NOTE);
    if (!Files.exists(beside)) {
      throw new Unverified(file + " is not signed: there is no " + beside);
    }
    try {
      return loaded.signedBy(limited(beside, NOTE_BYTES_MAX), key.get());
    } catch (Unverified wrong) {
      throw new Unverified(beside + ": " + wrong.getMessage(), wrong);
    }
  }

  private static byte[] limited(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    }
  }

  /// @param source what messages call it
  static LoadedPack parse(byte[] bytes, String source) {
    Node document = one(bytes, source);
    return new LoadedPack(Json.read(RulePack.class, document), sha256(bytes), Optional.empty());
  }

  /// The one document in a text.
  static Node one(byte[] bytes, String source) {
    List<Node> documents = Yaml.read(bytes, source);
    if (documents.size() != 1) {
      Node at =
          documents.isEmpty()
              ? new Node.Sequence(List.of(), new Position(source, 1, 1))
              : documents.get(1);
      throw new DocumentException(List.of(new Problem(at.at(), "", "it is one document, no more")));
    }
    return documents.getFirst();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /// What a signature of it is over: the text of a note, C2SP signed-note.
  public String signed() {
    return "surgeline.dev/rule-pack\n"
        + pack.id()
        + "\n"
        + pack.version()
        + "\nsha256 "
        + sha256
        + "\n";
  }

  /// The note that whoever has the key signs it with.
  public SignedNote note(NoteSigner signer) {
    return new SignedNote(signed(), List.of(signer.sign(signed())));
  }

  /// The same, known to be signed.
  ///
  /// @param note what is beside it
  /// @throws Unverified if that is not the key's, or of other bytes
  LoadedPack signedBy(byte[] note, VerifierKey key) {
    SignedNote signed = SignedNote.parse(note);
    var _ = signed.verify(List.of(key));
    if (!signed.text().equals(signed())) {
      throw new Unverified(
          "the signature is for another pack or other bytes; here it is "
              + signed().strip().replace("\n", " "));
    }
    return new LoadedPack(pack, sha256, Optional.of(key.name()));
  }
}
