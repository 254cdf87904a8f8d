package dev.surgeline.core.audit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// Whose signature a reader believes: a name and an Ed25519 public key, as C2SP signed-note writes
/// it, `<name>+<id>+<base64 of type and key>`.
///
/// The id is the first four bytes of SHA-256 over name, a line end, the type and the key. Example:
/// `PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW`. Base64 may itself hold a
/// `+`, so only the first two part the text.
public final class VerifierKey {
  /// What its signatures are over.
  public enum Type {
    /// The text of a note: a log's own signature.
    LOG(1),
    /// A time and the text of a checkpoint: a witness's (C2SP tlog-cosignature).
    COSIGNATURE(4);

    private final byte code;

    Type(int code) {
      this.code = (byte) code;
    }
  }

  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /// What ASN.1 puts before the 32 bytes of an Ed25519 public key (RFC 8410).
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final Type type;
  private final byte[] raw;
  private final PublicKey key;

  private VerifierKey(String name, Type type, byte[] raw) {
    this.name = KeyName.checked(name);
    this.type = type;
    this.raw = raw;
    try {
      byte[] encoded = ByteBuffer.allocate(SPKI.length + KEY_BYTES).put(SPKI).put(raw).array();
      key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException wrong) {
      throw new Unverified("the key of " + name + " is no Ed25519 public key", wrong);
    }
  }

  /// A key of 32 raw bytes.
  ///
  /// @throws Unverified if it or its name is none
  public static VerifierKey of(String name, Type type, byte[] raw) {
    if (raw.length != KEY_BYTES) {
      throw new Unverified("an Ed25519 public key has 32 bytes, not " + raw.length);
    }
    return new VerifierKey(name, type, raw.clone());
  }

  /// Reads the text of a key.
  ///
  /// @throws Unverified if it is none, or its id is not that of its name and key
  public static VerifierKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length < 3) {
      throw new Unverified("a verifier key is name+id+key, not '" + Strict.shown(text) + "'");
    }
    byte[] typed = Strict.base64(parts[2], "the key of " + Strict.shown(parts[0]));
    VerifierKey key = typed(parts[0], typed);
    if (!key.hexId().equals(parts[1])) {
      throw new Unverified(
          "the id of the key of "
              + key.name
              + " is "
              + key.hexId()
              + ", not "
              + Strict.shown(parts[1])
              + ": the name or the key was changed");
    }
    return key;
  }

  private static VerifierKey typed(String name, byte[] typed) {
    for (Type type : Type.values()) {
      if (typed.length > 0 && typed[0] == type.code) {
        return of(name, type, Arrays.copyOfRange(typed, 1, typed.length));
      }
    }
    throw new Unverified(
        "the key of "
            + Strict.shown(name)
            + " is of a type that is not known here: known are 01 (Ed25519) and 04 (its"
            + " cosignature)");
  }

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  /// The 32 bytes of the public key.
  public byte[] raw() {
    return raw.clone();
  }

  /// What a signature names the key by, beside its name.
  public int id() {
    MessageDigest digest = Merkle.sha256();
    digest.update(Strict.utf8(name + "\n"));
    digest.update(type.code);
    digest.update(raw);
    return ByteBuffer.wrap(digest.digest()).getInt();
  }

  String hexId() {
    return HexFormat.of().toHexDigits(id());
  }

  /// Whether a signature line names this key.
  boolean made(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == id();
  }

  /// Whether the value of a signature is this key's over a note's text.
  public boolean verifies(String text, byte[] value) {
    return switch (type) {
      case LOG -> verify(Strict.utf8(text), value);
      case COSIGNATURE -> {
        if (value.length != Long.BYTES + SIGNATURE_BYTES) {
          yield false;
        }
        long seconds = ByteBuffer.wrap(value).getLong();
        byte[] signature = Arrays.copyOfRange(value, Long.BYTES, value.length);
        yield seconds >= 0 && verify(cosigned(text, seconds), signature);
      }
    };
  }

  /// When a cosignature says that it was made.
  ///
  /// @throws Unverified if it says no time that there is
  static Instant time(byte[] value) {
    long seconds = value.length < Long.BYTES ? -1 : ByteBuffer.wrap(value).getLong();
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      throw new Unverified("a cosignature names no time");
    }
    return Instant.ofEpochSecond(seconds);
  }

  /// What a cosignature is over.
  static byte[] cosigned(String text, long seconds) {
    return Strict.utf8("cosignature/v1\ntime " + seconds + "\n" + text);
  }

  private boolean verify(byte[] message, byte[] value) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(message);
      return value.length == SIGNATURE_BYTES && signature.verify(value);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key && toString().equals(key.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /// The text that [#parse(String)] reads.
  @Override
  public String toString() {
    byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(type.code).put(raw).array();
    return name + "+" + hexId() + "+" + Strict.base64(typed);
  }
}
