package dev.surgeline.core.audit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;

/// Signs notes with an Ed25519 key, the same bytes for the same text every time.
///
/// Its secret text is that of Go's note package: `PRIVATE+KEY+<name>+<id>+<base64 of type and
/// seed>`.
public final class NoteSigner {
  private static final String SECRET = "PRIVATE+KEY+";
  private static final int SEED_BYTES = 32;

  /// What ASN.1 puts before the 32 bytes of an Ed25519 seed (RFC 8410).
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  /// Makes an Ed25519 signature with a secret key, wherever that is.
  @FunctionalInterface
  public interface Secret {
    /// 64 bytes.
    byte[] sign(byte[] message);
  }

  private final VerifierKey key;
  private final Secret secret;

  /// @param key that its signatures are to be verified with
  /// @throws Unverified if it is not the secret's
  public NoteSigner(VerifierKey key, PrivateKey secret) {
    this(key, message -> signature(secret, message));
  }

  /// @param key that its signatures are to be verified with
  /// @param secret whatever it throws, signing throws
  /// @throws Unverified if the key is not the secret's
  public NoteSigner(VerifierKey key, Secret secret) {
    this.key = key;
    this.secret = secret;
    String probe = "probe\n";
    byte[] signature = secret.sign(Strict.utf8(probe));
    if (!VerifierKey.of(key.name(), VerifierKey.Type.LOG, key.raw()).verifies(probe, signature)) {
      throw new Unverified("the secret key is not that of " + key);
    }
  }

  /// A signer of a seed's key.
  ///
  /// @param seed 32 bytes of chance
  public static NoteSigner of(VerifierKey key, byte[] seed) {
    return new NoteSigner(key, secret(seed));
  }

  private static PrivateKey secret(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new Unverified("the seed of a secret key has 32 bytes, not " + seed.length);
    }
    try {
      byte[] encoded = ByteBuffer.allocate(PKCS8.length + SEED_BYTES).put(PKCS8).put(seed).array();
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException wrong) {
      throw new Unverified("the seed is none of an Ed25519 key", wrong);
    }
  }

  /// Reads a secret text.
  ///
  /// @throws Unverified if it is none, or none of this key; the message holds nothing of it
  public static NoteSigner parse(String text, VerifierKey key) {
    String named = SECRET + key.name() + "+" + key.hexId() + "+";
    if (!text.startsWith(named)) {
      throw new Unverified("the secret key is not that of " + key);
    }
    ByteBuffer typed;
    try {
      typed = ByteBuffer.wrap(Strict.base64(text.substring(named.length()), "the secret key"));
    } catch (Unverified wrong) {
      // Without its message, which shows what was read.
      throw new Unverified("the secret key of " + key.name() + " is not base64");
    }
    if (typed.remaining() != 1 + SEED_BYTES || typed.get() != 1) {
      throw new Unverified("the secret key of " + key.name() + " is no Ed25519 seed");
    }
    byte[] seed = new byte[SEED_BYTES];
    typed.get(seed);
    return of(key, seed);
  }

  /// The secret text of a key's seed.
  public static String text(VerifierKey key, byte[] seed) {
    byte[] typed = ByteBuffer.allocate(1 + SEED_BYTES).put((byte) 1).put(seed).array();
    return SECRET + key.name() + "+" + key.hexId() + "+" + Strict.base64(typed);
  }

  public VerifierKey key() {
    return key;
  }

  /// A log's signature over a note's text.
  ///
  /// @throws IllegalStateException if its key is one for cosignatures
  public NoteSignature sign(String text) {
    require(VerifierKey.Type.LOG);
    return NoteSignature.of(key, secret.sign(Strict.utf8(text)));
  }

  /// A witness's signature over a checkpoint's text.
  ///
  /// @param at when, to the second
  /// @throws IllegalStateException if its key is not one for cosignatures
  public NoteSignature cosign(String text, Instant at) {
    require(VerifierKey.Type.COSIGNATURE);
    long seconds = at.getEpochSecond();
    byte[] signature = secret.sign(VerifierKey.cosigned(text, seconds));
    return NoteSignature.of(
        key,
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(seconds).put(signature).array());
  }

  private void require(VerifierKey.Type type) {
    if (key.type() != type) {
      throw new IllegalStateException("Cannot sign as " + type + " with a key for " + key.type());
    }
  }

  private static byte[] signature(PrivateKey secret, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a key of Ed25519 does not sign", broken);
    }
  }
}
