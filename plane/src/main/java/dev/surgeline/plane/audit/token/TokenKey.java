package dev.surgeline.plane.audit.token;

import java.io.IOException;
import java.util.Arrays;

/// An Ed25519 key that signs inside its token, in a session that is open for as long as this
/// process runs.
public final class TokenKey {
  private static final int RAW_BYTES = 32;

  private final TokenModule module;
  private final long session;
  private final long secret;
  private final byte[] raw;

  private TokenKey(TokenModule module, long session, long secret, byte[] raw) {
    this.module = module;
    this.session = session;
    this.secret = secret;
    this.raw = raw;
  }

  /// Loads the module, logs in and finds the key.
  ///
  /// @throws IOException if any of that fails; the sentence says which, and holds no PIN
  public static TokenKey open(TokenUri uri) throws IOException {
    TokenModule module = TokenModule.load(uri.module());
    byte[] pin = uri.pin();
    long session = module.open(uri.token(), pin);
    Arrays.fill(pin, (byte) 0);
    long secret = module.find(session, TokenModule.Kind.PRIVATE, uri.object());
    long open = module.find(session, TokenModule.Kind.PUBLIC, uri.object());
    return new TokenKey(module, session, secret, raw(module.point(session, open)));
  }

  /// An octet string of 32 bytes; some tokens give the bytes alone.
  private static byte[] raw(byte[] point) throws IOException {
    boolean wrapped = point.length == 2 + RAW_BYTES && point[0] == 4 && point[1] == RAW_BYTES;
    if (!wrapped && point.length != RAW_BYTES) {
      throw new IOException("the token's key is not one of Ed25519");
    }
    return Arrays.copyOfRange(point, point.length - RAW_BYTES, point.length);
  }

  /// The public key's 32 bytes.
  public byte[] raw() {
    return raw.clone();
  }

  /// @throws IOException if the token does not; it may later
  public byte[] sign(byte[] message) throws IOException {
    return module.sign(session, secret, message);
  }
}
