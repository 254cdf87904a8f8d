package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.token.TokenKey;
import dev.surgeline.plane.audit.token.TokenUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The own key of a log or a witness, made at the first start and used for nothing else. Its file
/// has two lines: the secret as Go's note package writes it, or the token that it is in, and the
/// verifier key.
public final class LogKey {
  private static final int RAW_BYTES = 32;
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private LogKey() {}

  /// Makes a key, durably.
  ///
  /// @param name what the log is called; a few characters of the key are added, so that no two logs
  ///   have one name
  /// @param type what it signs
  public static NoteSigner create(Path file, String name, VerifierKey.Type type)
      throws IOException {
    return make(file, type, raw -> distinct(name, raw));
  }

  /// Makes another key of a log, durably.
  ///
  /// @param name the log's own, which stays as it is
  static NoteSigner next(Path file, String name) throws IOException {
    return make(file, VerifierKey.Type.LOG, _ -> name);
  }

  private static NoteSigner make(Path file, VerifierKey.Type type, Function<byte[], String> name)
      throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] raw = last(pair.getPublic().getEncoded());
      byte[] seed = last(pair.getPrivate().getEncoded());
      VerifierKey key = VerifierKey.of(name.apply(raw), type, raw);
      // Before it is written: a form that is not as expected would show here.
      NoteSigner signer = NoteSigner.of(key, seed);
      write(file, NoteSigner.text(key, seed), key);
      return signer;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has Ed25519", missing);
    }
  }

  /// Whole or not at all: half a key would keep every later start from making one.
  private static void write(Path file, String secret, VerifierKey key) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Durable.create(fresh, (secret + "\n" + key + "\n").getBytes(StandardCharsets.UTF_8));
    Durable.move(fresh, file);
    Durable.forceFolder(file.toAbsolutePath().resolveSibling(""));
  }

  /// Writes down, durably, that a log's key is one that is in a token.
  ///
  /// @param name what the log is called, as for [#create]
  /// @throws IOException if the token does not give or use the key
  public static NoteSigner refer(Path file, String name, TokenUri uri) throws IOException {
    return refer(file, uri, raw -> distinct(name, raw));
  }

  /// The same, of another key of a log, whose name stays as it is.
  static NoteSigner referNext(Path file, String name, TokenUri uri) throws IOException {
    return refer(file, uri, _ -> name);
  }

  private static NoteSigner refer(Path file, TokenUri uri, Function<byte[], String> name)
      throws IOException {
    TokenKey token = TokenKey.open(uri);
    byte[] raw = token.raw();
    VerifierKey key = VerifierKey.of(name.apply(raw), VerifierKey.Type.LOG, raw);
    NoteSigner signer = signer(key, token);
    write(file, uri.text(), key);
    return signer;
  }

  private static NoteSigner signer(VerifierKey key, TokenKey token) throws IOException {
    try {
      return new NoteSigner(
          key,
          message -> {
            try {
              return token.sign(message);
            } catch (IOException failed) {
              throw new UncheckedIOException(String.valueOf(failed.getMessage()), failed);
            }
          });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /// The token that a key file says the key is in.
  public static Optional<String> token(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .findFirst()
        .filter(line -> line.startsWith(TokenUri.SCHEME));
  }

  private static String distinct(String name, byte[] raw) {
    return name + "/" + Merkle.leaf(raw).hex().substring(0, 8);
  }

  /// Both encodings end with the 32 bytes (RFC 8410).
  private static byte[] last(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
  }

  /// Reads a key.
  ///
  /// @throws IOException if others may read it, or it is none; the message holds nothing of it
  public static NoteSigner read(Path file) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNERS.containsAll(permissions)) {
      throw new IOException(
          file
              + " can be read or changed by others ("
              + PosixFilePermissions.toString(permissions)
              + "): chmod 600 it; if somebody else may have read it, they can sign as this log:"
              + " surge audit rotate, and retire this key at once");
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.size() != 2) {
      throw new IOException(file + ": a key file has two lines, the secret and the verifier key");
    }
    try {
      VerifierKey key = VerifierKey.parse(lines.get(1));
      return lines.get(0).startsWith(TokenUri.SCHEME)
          ? signer(key, TokenKey.open(TokenUri.parse(lines.get(0))))
          : NoteSigner.parse(lines.get(0), key);
    } catch (Unverified | IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }
}
